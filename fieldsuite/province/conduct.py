"""Reads the records around a case as deeds, and says what in them deserves a second look (``rules.fraud``)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, exists, or_, select

from fieldsuite.clock import instant, local_date
from fieldsuite.office import Office
from fieldsuite.province.photo_days import other_day
from fieldsuite.records import certifies, parse
from fieldsuite.rules import fraud
from fieldsuite.rules.fraud import Deed, Sign
from fieldsuite.tables import Decision, Journal, KnownEvent, Person, SentLetter

KINDS = ("verification", "visit", "overseas", "enrolment")
HERE = ("stored", "conflict", "own")
CHUNK = 500
"""Names in one question: SQLite takes 32,766 at most, PostgreSQL plans a short list better."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """One undecided record with its signs."""

    record_id: str
    person_id: str
    name: str
    officer: str
    site: str
    occurred_on: date
    score: int
    """0..100: an order to work in, no probability."""
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """What an officer does over many records."""

    officer: str
    reason: str
    """overriding, stamping: sentences ``fraud.<reason>``."""
    count: int
    of: int
    who: str = ""
    """Id of the officer."""


def signs_of(office: Office, session: Session, rows: Sequence[Journal]) -> dict[str, tuple[Sign, ...]]:
    """Give the signs of these records, by id, beside what their officers did that day."""
    wanted = {row.id for row in rows}
    other = other_day(session, rows)
    deeds = [replace(deed, photo_day=deed.id in other) for deed in _around(office, session, rows)]
    people = {row.person_id for row in rows}
    found = fraud.signs(
        deeds, listed=_listed(office, session), kin=_kin(session, people), dead=_dead(session, people)
    )
    return {record: those for record, those in found.items() if record in wanted}


def suspects(office: Office) -> tuple[Suspect, ...]:
    """Give the undecided records that show any sign, the highest score first.

    Read day by day: what a day costs in memory does not grow with what waits.
    """
    office.require_province()
    done = exists().where(col(Decision.record_id) == col(Journal.id), col(Decision.status) != "held")
    waits = col(Journal.kind).in_(KINDS), col(Journal.status).in_(("stored", "conflict")), ~done
    found: list[Suspect] = []
    with office.store.session() as session:
        for day in session.exec(select(col(Journal.occurred_on)).where(*waits).distinct()).all():
            rows = session.exec(select(Journal).where(*waits, Journal.occurred_on == day)).all()
            signs = signs_of(office, session, rows)
            names = _names(session, {row.person_id for row in rows if row.id in signs})
            found += [
                Suspect(
                    row.id, row.person_id, names.get(row.person_id, ""), row.officer_name, row.site, row.occurred_on,
                    fraud.score(signs[row.id]), signs[row.id],
                )
                for row in rows if row.id in signs
            ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.score, one.occurred_on, one.record_id)))


def habits(office: Office, days: int = 90) -> tuple[Habit, ...]:
    """Give officers who override failed checks, or agree to records, as nobody else does, in the last ``days``.

    Of the verifications of those days only failed ones and human checks are read, of the reviews only who and when.
    """
    office.require_province()
    said = col(Journal.payload)
    telling = or_(said["method"].as_string() == "manual", said["passed"].as_boolean().is_(False))
    recent = (
        col(Journal.status).in_(("stored", "own")),
        col(Journal.occurred_on) >= office.today() - timedelta(days=days),
    )
    with office.store.session() as session:
        rows = list(session.exec(select(Journal).where(Journal.kind == "verification", *recent, telling)))
        names = {row.officer: row.officer_name for row in rows}
        over = fraud.overriding(_deeds(office, rows, {}, set()))
        reviews = select(Journal.officer, Journal.officer_name, Journal.recorded_at)
        agreed = session.exec(reviews.where(Journal.kind == "review", *recent).order_by(Journal.recorded_at))
        times: dict[str, list[datetime]] = defaultdict(list)
        for who, name, at in agreed:
            names[who] = name
            times[who].append(instant(at))
    return (
        *(Habit(names[who], "overriding", count, of, who) for who, (count, of) in over.items()),
        *(Habit(names[who], "stamping", count, 0, who) for who, count in fraud.stamping(times).items()),
    )


def _around(office: Office, session: Session, rows: Sequence[Journal]) -> list[Deed]:
    """Read the records of the same people, and of the same officers on the same days."""
    near = {row.position: row for row in rows}
    people, officers = {row.person_id for row in rows}, {row.officer for row in rows}
    days = {row.occurred_on for row in rows}
    here = col(Journal.kind).in_(KINDS), col(Journal.status).in_(HERE)
    for some in _chunks(people):
        near |= {row.position: row for row in session.exec(
            select(Journal).where(*here, col(Journal.person_id).in_(some)))}  # fmt: skip
    for some in _chunks(days):
        same_day = select(Journal).where(
            *here, col(Journal.occurred_on).in_(some), col(Journal.officer).in_(officers)
        )
        near |= {row.position: row for row in session.exec(same_day)}
    found = [row for row in near.values() if row.kind in KINDS and row.status in HERE]
    villages = {
        person.id: person
        for some in _chunks({row.person_id for row in found})
        for person in session.exec(select(Person).where(col(Person.id).in_(some)))
    }
    agreed = {
        row.about
        for some in _chunks({row.id for row in found})
        for row in session.exec(
            select(Journal).where(
                Journal.kind == "review", col(Journal.about).in_(some), Journal.status == "stored"
            )
        )
        if row.payload.get("agree")
    }
    return _deeds(office, found, villages, agreed)


def _deeds(
    office: Office, rows: Iterable[Journal], people: Mapping[str, Person], agreed: Collection[str | None]
) -> list[Deed]:
    zone = ZoneInfo(office.config.timezone)
    return [
        _deed(row, people.get(row.person_id), row.id in agreed, zone, office.config.practice) for row in rows
    ]


def _deed(row: Journal, person: Person | None, seen: bool, zone: ZoneInfo, practice: bool) -> Deed:
    said, payload = row.payload, parse(row.kind, row.payload)
    checks, needs = said.get("checks") or {}, said.get("needs") or {}
    return Deed(
        row.id, row.person_id, row.officer, row.officer_name, row.site, row.kind, row.occurred_on,
        instant(row.recorded_at).astimezone(zone),
        village=person.village if person else "",
        method=str(said.get("method") or said.get("modality") or ""),
        verdict=str(said.get("verdict") or ""),
        alive=certifies(payload, practice=practice),
        seconds=int(said.get("seconds_ms") or 0) / 1000,
        live=row.kind == "verification" and said.get("source") == "live",
        home=row.kind == "visit" and said.get("way", "home") == "home",
        at=str(said.get("at") or "") if row.kind == "visit" else "",
        answers=(str(said.get("status")), str(said.get("place"))) if row.kind == "visit" else (),
        renewed=row.kind == "enrolment" and bool(said.get("renews")),
        seen=seen or said.get("basis") == "agency",
        copy="passive" in needs and checks.get("passive", 0) < needs["passive"],
        local=row.kind != "overseas" and (person is None or person.residence == "domestic"),
    )  # fmt: skip


def _chunks(names: Iterable[object]) -> Iterable[list[object]]:
    every = list(names)
    return (every[at : at + CHUNK] for at in range(0, len(every), CHUNK))


def _names(session: Session, people: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _chunks(people):
        found |= dict(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(some))).all())
    return found


def _listed(office: Office, session: Session) -> dict[str, date]:
    """Give the day each office was first sent a list: before it, it had nobody to verify (F85)."""
    first: dict[str, date] = {}
    for letter in session.exec(select(SentLetter).where(SentLetter.kind == "tasks")):
        day = local_date(instant(letter.sealed_at), office.config.timezone)
        first[letter.site] = min(day, first.get(letter.site, day))
    return first


def _kin(session: Session, people: Collection[str]) -> dict[str, frozenset[str]]:
    """Give each person's own name and the names of those bound to help (亲属协助): no officer certifies these (F87)."""
    kin: dict[str, set[str]] = defaultdict(set)
    for who, name in _names(session, people).items():
        kin[who].add(name)
    for some in _chunks(people):
        bound = select(Journal).where(Journal.kind == "relative", col(Journal.person_id).in_(some))
        for row in session.exec(bound.where(or_(Journal.status == "stored", Journal.status == "own"))):
            kin[row.person_id].add(str(row.payload["helper"]))
    return {who: frozenset(names) for who, names in kin.items()}


def _dead(session: Session, people: Collection[str]) -> dict[str, date]:
    found: dict[str, date] = {}
    for some in _chunks(people):
        deaths = select(KnownEvent).where(KnownEvent.kind == "death", col(KnownEvent.person_id).in_(some))
        for event in session.exec(deaths):
            if not event.withdrawn:
                found[event.person_id] = min(event.on, found.get(event.person_id, event.on))
    return found
