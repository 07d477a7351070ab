"""What is known of people's certifications and events, and the standing that follows from it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self, TypeVar, cast

from sqlalchemy import Select
from sqlalchemy import select as columns_of
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from fieldsuite.acts import Loss
from fieldsuite.clock import instant, local_date
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.records import TELLING, Visit, certifies, parse
from fieldsuite.rule_files import rules_of
from fieldsuite.rules.cycle import Certified, Event, explain
from fieldsuite.rules.profile import Profile
from fieldsuite.rules.profiles import load
from fieldsuite.rules.standing import Standing
from fieldsuite.standings.known import people_after, profile_of
from fieldsuite.tables import Benefit, Entry, Journal, KnownCertification, KnownEvent, Outcome, Person


@dataclass
class Facts:
    """What is known of one person."""

    person: Person
    benefits: list[Benefit] = field(default_factory=list)
    certified: list[Certified] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    enrolled: list[Certified] = field(default_factory=list)
    """Enrolments on site: they certify where the rules say so (广东通知 二(四): 采集成功…自动通过)."""
    incapable: bool = False
    """A dependant who, as was asked last, has lost all working capacity (四川规程 第13条(二))."""
    pending: list[date] = field(default_factory=list)
    """Days of certifications made here that the province has not yet accepted."""
    profiles: Mapping[str, Profile] = field(default_factory=load)
    """Rules this office knows, by name."""

    @property
    def birth(self) -> date:
        """Day of birth."""
        return self.person.birth

    def with_events(self, events: Iterable[Event]) -> Self:
        """Give the same with other events."""
        return replace(self, events=list(events))

    def standing(self, benefit: Benefit, as_of: date, *, also: date | None = None) -> Standing:
        """Compute where a benefit stands; ``also`` adds a certification of that day, known today."""
        certified = [*self.certified, Certified(also, as_of)] if also else self.certified
        profile = profile_of(self.profiles, benefit.profile)
        if self.enrolled and profile.rule(benefit.benefit).enrolment == "yes":
            certified = [*certified, *self.enrolled]
        return explain(
            profile,
            benefit.benefit,
            self.person.birth,
            benefit.start_on,
            certified,
            self.events,
            as_of,
        )


def gather(office: Office, session: Session, people: Collection[str] | None = None) -> dict[str, Facts]:
    """Gather the facts of these people, or of all, in a handful of queries.

    At a field office its own certifications count as soon as they are made, and are marked as pending; one that the
    province or the reviewer returned does not. At the province only what it has accepted counts.
    """
    rules = rules_of(office)
    facts = {
        row.id: Facts(row, profiles=rules) for row in session.exec(_of(select(Person), Person.id, people))
    }
    for benefit in session.exec(_of(select(Benefit), Benefit.person_id, people)):
        if benefit.ended_on is None:
            facts[benefit.person_id].benefits.append(benefit)
    origins: set[str] = set()
    # Of what can be many a person, columns are read and not the tables' own objects: a fifth of the time.
    run = session.connection().execute
    known = _of_columns(
        KnownCertification.person_id, people, KnownCertification.on, KnownCertification.recorded_on,
        KnownCertification.id, KnownCertification.origin, KnownCertification.withdrawn,
    )  # fmt: skip
    for person, on, recorded_on, id_, origin, withdrawn in run(known):
        if not withdrawn:
            facts[person].certified.append(Certified(on, recorded_on, origin or id_))
        origins.add(origin)
    events = _of_columns(
        KnownEvent.person_id, people, KnownEvent.kind, KnownEvent.on, KnownEvent.id, KnownEvent.origin,
        KnownEvent.withdrawn,
    )  # fmt: skip
    for person, kind, on, id_, origin, withdrawn in run(events):
        if not withdrawn:
            facts[person].events.append(Event(kind, on, origin or id_))
        origins.add(origin)
    _add_enrolments(office, session, facts, people)
    surveys = _of_columns(Journal.person_id, people, Journal.payload).where(
        col(Journal.kind) == "survey", col(Journal.status).in_(("own", "stored"))
    )
    for person, payload in run(surveys.order_by(col(Journal.position))):
        if person in facts:
            facts[person].incapable = bool(payload.get("incapable"))
    if office.config.kind != "province":
        _add_own(office, session, facts, origins, people)
    return facts


TOGETHER = 500
"""People gathered at a time."""


def in_parts(office: Office) -> Iterator[dict[str, Facts]]:
    """Gather the facts of everybody, at a provincial desk so many at a time; each part in a transaction of its own."""
    if office.config.kind != "province":
        with office.store.session() as session:
            facts = gather(office, session)
        yield facts
        return
    people = [""]
    while people:
        with office.store.session() as session:
            people = people_after(session, people[-1], TOGETHER)
            facts = gather(office, session, people)
        yield facts


R = TypeVar("R")
MOST = 10_000
"""Ids that are named in one question; SQLite takes 32,766. Of more, everybody's rows are read."""


def _of_columns(person: object, people: Collection[str] | None, *columns: object) -> Select[Any]:
    """Give the person and these columns of every row about these people, or about anybody."""
    wanted: list[Any] = [person, *columns]
    query: Select[Any] = columns_of(*wanted)
    return query if people is None or len(people) > MOST else query.where(col(cast(str, person)).in_(people))


def _of(query: SelectOfScalar[R], column: object, people: Collection[str] | None) -> SelectOfScalar[R]:
    return query if people is None or len(people) > MOST else query.where(col(cast(str, column)).in_(people))


ACT = (Journal.id, Journal.kind, Journal.occurred_on, Journal.recorded_at, Journal.payload)
"""What is read of a record to know what it says of its person."""


def _add_enrolments(
    office: Office, session: Session, facts: dict[str, Facts], people: Collection[str] | None
) -> None:
    """Add enrolments of living people; photographs of cards and recordings show nobody alive."""
    query = _of_columns(Journal.person_id, people, *ACT).where(
        col(Journal.kind) == "enrolment", col(Journal.status).in_(("own", "stored"))
    )
    rows = [row for row in session.connection().execute(query) if row.person_id in facts]
    out = refused(session, None if people is None else {row.id for row in rows}) if rows else set()
    for row in rows:
        if row.payload.get("source") == "live" and row.id not in out:
            known_on = local_date(instant(row.recorded_at), office.config.timezone)
            facts[row.person_id].enrolled.append(Certified(row.occurred_on, known_on, row.id))


def _add_own(
    office: Office,
    session: Session,
    facts: dict[str, Facts],
    origins: set[str],
    people: Collection[str] | None,
) -> None:
    """Add this office's verifications and visits, save those that were returned and those the list already has."""
    query = _of_columns(Journal.person_id, people, *ACT).where(col(Journal.kind).in_(TELLING))
    rows = [row for row in session.connection().execute(query) if row.person_id in facts]
    if not rows:
        return
    records = None if people is None else {row.id for row in rows}
    out = refused(session, records)
    agreed = _of(select(Outcome.record_id).where(Outcome.status == "accepted"), Outcome.record_id, records)
    accepted = set(session.exec(agreed))
    for row in rows:
        if row.id in out or row.id in origins:
            continue
        payload, person = parse(row.kind, row.payload), facts[row.person_id]
        if certifies(payload, practice=office.config.practice):
            known_on = local_date(instant(row.recorded_at), office.config.timezone)
            person.certified.append(Certified(row.occurred_on, known_on, row.id))
            if row.id not in accepted:
                person.pending.append(row.occurred_on)
        else:
            person.events += [replace(event, record=row.id) for event in events_of(payload, row.occurred_on)]


def events_of(payload: Payload, occurred_on: date) -> list[Event]:
    """Give the event that a visit found or a report of a loss tells; nothing for what is no event."""
    if isinstance(payload, Visit):
        return visit_events(payload, occurred_on)
    if (
        isinstance(payload, Loss)
        and payload.what != "other"
        and (payload.lost_on or payload.what == "missing")
    ):
        return [Event(payload.what, payload.lost_on or payload.reported_on)]
    return []


def visit_events(visit: Visit, occurred_on: date) -> list[Event]:
    """Give the event a visit found: a death, a disappearance or a prison term."""
    if visit.status == "dead" and visit.death_on:
        return [Event("death", visit.death_on)]
    if visit.status == "prison" and visit.prison_on:
        return [Event("prison", visit.prison_on)]
    return [Event("missing", occurred_on)] if visit.status == "missing" else []


def refused(session: Session, records: Collection[str] | None = None) -> set[str]:
    """Records that do not count, of these or all: returned by the reviewer, or returned or rejected by the province."""
    run = session.connection().execute
    reviews = _of_columns(Journal.about, records, Journal.payload).where(col(Journal.kind) == "review")
    by_reviewer = {about for about, payload in run(reviews) if about and not payload.get("agree")}
    newest: dict[str, tuple[tuple[bool, int, int], str]] = {}
    last = Outcome.stage, Outcome.seq, Outcome.position, Outcome.status
    for record, stage, seq, position, status in run(_of_columns(Outcome.record_id, records, *last)):
        said = (stage == "decision", seq, position), status
        if record not in newest or said > newest[record]:
            newest[record] = said
    by_province = {record for record, (_, status) in newest.items() if status in ("returned", "rejected")}
    return by_reviewer | by_province


def makers(session: Session, row: Journal) -> set[str]:
    """Give who made a record; of a comparison done later (待比对) also who captured what it compares."""
    return makers_by(row, lambda of: session.exec(select(Journal).where(Journal.id == of)).first())


def makers_by(row: Entry, find: Callable[[str], Entry | None]) -> set[str]:
    """Give who made a record, as ``makers`` does; ``find`` gives the record of a number, if it is here."""
    captured = find(row.about) if row.kind == "verification" and row.about else None
    return {row.officer, *((captured.officer,) if captured else ())}


def latest_outcomes(session: Session, records: Collection[str] | None = None) -> dict[str, Outcome]:
    """Give what the province said last of each of these records, or of all; a decision outranks a receipt, whichever
    was read first.
    """
    rows = list(session.exec(_of(select(Outcome), Outcome.record_id, records)))
    rows.sort(key=lambda row: (row.stage == "decision", row.seq, row.position))
    return {row.record_id: row for row in rows}
