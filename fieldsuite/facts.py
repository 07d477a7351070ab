"""What is known of people's certifications and events, and the standing that follows from it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self, TypeVar, cast

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
from fieldsuite.standings.known import people_after
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
        profile = self.profiles[benefit.profile]
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
    for known in session.exec(_of(select(KnownCertification), KnownCertification.person_id, people)):
        if not known.withdrawn:
            facts[known.person_id].certified.append(
                Certified(known.on, known.recorded_on, known.origin or known.id)
            )
        origins.add(known.origin)
    for event in session.exec(_of(select(KnownEvent), KnownEvent.person_id, people)):
        if not event.withdrawn:
            facts[event.person_id].events.append(Event(event.kind, event.on, event.origin or event.id))
        origins.add(event.origin)
    _add_enrolments(office, session, facts, people)
    surveys = select(Journal).where(Journal.kind == "survey", col(Journal.status).in_(("own", "stored")))
    for row in session.exec(_of(surveys, Journal.person_id, people).order_by(col(Journal.position))):
        if row.person_id in facts:
            facts[row.person_id].incapable = bool(row.payload.get("incapable"))
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


def _of(query: SelectOfScalar[R], column: object, people: Collection[str] | None) -> SelectOfScalar[R]:
    return query if people is None else query.where(col(cast(str, column)).in_(people))


def _add_enrolments(
    office: Office, session: Session, facts: dict[str, Facts], people: Collection[str] | None
) -> None:
    """Add enrolments of living people; photographs of cards and recordings show nobody alive."""
    query = select(Journal).where(Journal.kind == "enrolment", col(Journal.status).in_(("own", "stored")))
    rows = [row for row in session.exec(_of(query, Journal.person_id, people)) if row.person_id in facts]
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
    out = refused(session)
    accepted = set(session.exec(select(Outcome.record_id).where(Outcome.status == "accepted")))
    query = _of(select(Journal).where(col(Journal.kind).in_(TELLING)), Journal.person_id, people)
    for row in session.exec(query):
        if row.id in out or row.id in origins or row.person_id not in facts:
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
    reviews = _of(select(Journal).where(Journal.kind == "review"), Journal.about, records)
    by_reviewer = {row.about for row in session.exec(reviews) if row.about and not row.payload.get("agree")}
    by_province = latest_outcomes(session, records)
    return by_reviewer | {
        record for record, outcome in by_province.items() if outcome.status in ("returned", "rejected")
    }


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
