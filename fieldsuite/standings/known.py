"""What is known of many people at once, read as plain values: a tenth of the cost of the tables' own objects."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, Self

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import Session, col

from fieldsuite.clock import instant, local_date
from fieldsuite.errors import OfficeError
from fieldsuite.rules.cycle import Certified, Event, explain
from fieldsuite.rules.profile import Profile
from fieldsuite.rules.standing import Standing
from fieldsuite.tables import Benefit, ComparedSign, Journal, KnownCertification, KnownEvent, Outcome, Person

Which = Callable[[Any], ColumnElement[bool]]
"""Says of a column with people's ids whose rows are wanted."""


class Entitled(NamedTuple):
    """One benefit, as the rules need it; names as in ``tables.Benefit``."""

    id: str
    benefit: str
    profile: str
    start_on: date
    failed_payments: int


class Told(NamedTuple):
    """What another department said; names as in ``tables.ComparedSign``."""

    id: str
    kind: str
    source: str
    on: date
    state: str


@dataclass
class Known:
    """What the desk knows of one person and the rules ask for."""

    id: str
    birth: date
    area: str
    site: str
    village: str
    profiles: Mapping[str, Profile]
    benefits: list[Entitled] = field(default_factory=list)
    certified: list[Certified] = field(default_factory=list)
    enrolled: list[Certified] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    compared: list[Told] = field(default_factory=list)
    incapable: bool = False
    asked: dict[str, set[str]] = field(default_factory=dict)
    """Months of back pay for which an application is open or was carried out, by benefit."""

    def standing(self, mine: Entitled, as_of: date) -> Standing:
        """Compute where a benefit stands. Raises OfficeError ``rules.unknown_profile``."""
        profile = profile_of(self.profiles, mine.profile)
        counts = self.enrolled and profile.rule(mine.benefit).enrolment == "yes"
        certified = [*self.certified, *self.enrolled] if counts else self.certified
        return explain(profile, mine.benefit, self.birth, mine.start_on, certified, self.events, as_of)

    def with_events(self, events: Iterable[Event]) -> Self:
        """Give the same with other events."""
        return replace(self, events=list(events))


def profile_of(profiles: Mapping[str, Profile], name: str) -> Profile:
    """Give the rules of a name. Raises OfficeError ``rules.unknown_profile``, also when their key was revoked."""
    if name not in profiles:
        raise OfficeError("rules.unknown_profile", profile=name, known=", ".join(sorted(profiles)))
    return profiles[name]


def of(people: Sequence[str]) -> Which:
    """Of these people."""
    return lambda column: col(column).in_(people)


def after(first: str, last: str) -> Which:
    """Of everybody whose id comes after ``first``, up to ``last``."""
    return lambda column: (col(column) > first) & (col(column) <= last)


def people_after(session: Session, last: str, most: int) -> list[str]:
    """Give the ids of the next people of the register, in their order; nothing at its end."""
    ids = select(col(Person.id)).where(col(Person.id) > last).order_by(col(Person.id)).limit(most)
    return list(session.connection().execute(ids).scalars())


def read(session: Session, which: Which, profiles: Mapping[str, Profile], zone: str) -> dict[str, Known]:
    """Read what is known, in some eight queries; at a provincial desk, where only what it accepted counts."""
    run = session.connection().execute
    people = run(_of(which, Person.id, Person.birth, Person.insured_area, Person.site, Person.village))
    found = {
        key: Known(key, birth, area, site, village, profiles) for key, birth, area, site, village in people
    }
    # Whoever is registered between two of these queries is in the rows that follow and not in the people.
    benefits = _of(
        which, Benefit.person_id, Benefit.id, Benefit.benefit, Benefit.profile, Benefit.start_on,
        Benefit.failed_payments,
    ).where(col(Benefit.ended_on).is_(None))  # fmt: skip
    for person, *of_benefit in run(benefits):
        if person in found:
            found[person].benefits.append(Entitled(*of_benefit))
    certified = _of(
        which, KnownCertification.person_id, KnownCertification.on, KnownCertification.recorded_on
    ).where(col(KnownCertification.withdrawn) == "")
    for person, on, recorded_on in run(certified):
        if person in found:
            found[person].certified.append(Certified(on, recorded_on))
    events = _of(which, KnownEvent.person_id, KnownEvent.kind, KnownEvent.on)
    for person, kind, on in run(events.where(col(KnownEvent.withdrawn) == "")):
        if person in found:
            found[person].events.append(Event(kind, on))
    signs = _of(
        which, ComparedSign.person_id, ComparedSign.id, ComparedSign.kind, ComparedSign.source, ComparedSign.on,
        ComparedSign.state,
    ).where(col(ComparedSign.state) != "withdrawn")  # fmt: skip
    for person, *said in run(signs):
        if person in found:
            found[person].compared.append(Told(*said))
    _add_records(session, which, found, profiles, zone)
    return found


def _of(which: Which, person: Any, *columns: Any) -> Select[Any]:
    return select(person, *columns).where(which(person))


OF_RECORDS = ("enrolment", "survey", "application")
"""Kinds of records that say something of where a benefit stands."""
ABOUT_RECORDS = ("review", "approval_step")
"""Kinds of records that say whether one of those counts."""
HERE = ("own", "stored")
"""States of a record that counts: not rejected, not waiting for another, not taken back."""


def _add_records(
    session: Session, which: Which, found: dict[str, Known], profiles: Mapping[str, Profile], zone: str
) -> None:
    """Add enrolments that certify, surveys of dependants, and what was asked for; for those of whom the rules ask."""
    benefits = [(key, mine) for key, one in found.items() for mine in one.benefits]
    modelled = {key for key, mine in benefits if _enrolment_counts(profiles, mine)}
    surveyed = {key for key, mine in benefits if mine.benefit in ("work-injury", "dependants")}
    wanted = {"application": which}
    if modelled:
        wanted["enrolment"] = of(sorted(modelled))
    if surveyed:
        wanted["survey"] = of(sorted(surveyed))
    run = session.connection().execute
    for kind, whose in wanted.items():
        journal = _of(
            whose, Journal.person_id, Journal.id, Journal.occurred_on, Journal.recorded_at, Journal.payload
        ).where(col(Journal.kind) == kind, col(Journal.status).in_(HERE))  # fmt: skip
        rows = [row for row in run(journal.order_by(col(Journal.position))) if row.person_id in found]
        out = _returned(session, [row.id for row in rows]) if rows and kind != "survey" else set()
        for row in rows:
            one = found[row.person_id]
            if kind == "survey":
                one.incapable = bool(row.payload.get("incapable"))
            elif row.id in out:
                continue
            elif kind == "application" and row.payload["what"] == "back_pay":
                one.asked.setdefault(str(row.payload["benefit"]), set()).update(row.payload["months"])
            elif kind == "enrolment" and row.payload.get("source") == "live":
                one.enrolled.append(Certified(row.occurred_on, local_date(instant(row.recorded_at), zone)))


def _enrolment_counts(profiles: Mapping[str, Profile], mine: Entitled) -> bool:
    rule = profiles[mine.profile].rules.get(mine.benefit) if mine.profile in profiles else None
    return rule is not None and rule.enrolment == "yes"


def _returned(session: Session, records: Sequence[str]) -> set[str]:
    """Records among these that somebody did not agree to, or that the province returned."""
    said = _of(of(records), Journal.about, Journal.payload).where(
        col(Journal.kind).in_(ABOUT_RECORDS), col(Journal.status).in_(HERE)
    )
    run = session.connection().execute
    out = {row.about for row in run(said) if not row.payload.get("agree")}
    newest: dict[str, tuple[tuple[bool, int, int], str]] = {}
    told = _of(of(records), Outcome.record_id, Outcome.stage, Outcome.seq, Outcome.position, Outcome.status)
    for row in run(told):
        rank = (row.stage == "decision", row.seq, row.position or 0)
        newest[row.record_id] = max(newest.get(row.record_id, (rank, row.status)), (rank, row.status))
    return out | {record for record, (_, status) in newest.items() if status in ("returned", "rejected")}
