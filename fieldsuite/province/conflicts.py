"""矛盾: records that cannot all be right, kept side by side until a person has said which is.

Alive against dead, two places within one hour, two offices for one person, two contents under one number: between
whatever channels and offices. Nothing is merged, nothing wins by coming last (design page peers, what hurts users, 5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from fieldsuite.clock import instant
from fieldsuite.facts import events_of
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.matches import effective
from fieldsuite.records import TELLING, certifies
from fieldsuite.tables import Decision, Journal, KnownEvent, Person
from fieldsuite.words import say

Kind = Literal["record", "alive_dead", "two_places", "two_offices"]
KINDS: tuple[Kind, ...] = ("alive_dead", "two_places", "record", "two_offices")
"""From what presses most to what presses least."""
HOUR = timedelta(hours=1)
"""Nobody is seen in two places within it (design page attacks, F93)."""
NEAR = timedelta(days=31)
"""Two offices that certify one person within a month: one of them looks after somebody who moved, or is not theirs."""
TOGETHER = 500
"""Ids asked for in one query."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records that contradict each other, or what is registered already."""

    record: str
    """Empty for what is registered without a record of this desk."""
    kind: str
    method: str
    detail: str
    on: date
    at: str
    """Local time of the place, as far as it is known: YYYY-MM-DD HH:MM."""
    place: str
    site: str
    officer: str
    status: str
    """waiting, accepted, held, returned, conflict; known for what is registered."""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that contradict each other."""

    kind: Kind
    person: str
    name: str
    first: Side
    second: Side

    @property
    def id(self) -> str:
        """Name it by its two sides."""
        return f"{self.kind}|{self.first.record}|{self.second.record}|{self.first.on}"


def conflicts(office: Office, person_id: str = "", *, which: str = "open") -> tuple[Conflict, ...]:
    """Give the contradictions of one person or of all, what presses most first.

    ``which``: open (a side of it is undecided) or all. All of a desk reads every telling record; one person a few.
    """
    office.require_province()
    with office.store.session() as session:
        people = [person_id] if person_id else sorted(_people(session, which))
        found: list[Conflict] = []
        for at in range(0, len(people), TOGETHER):
            found += _among(office, session, people[at : at + TOGETHER])
    kept = [one for one in found if which == "all" or person_id or _open(one)]
    return tuple(sorted(kept, key=lambda one: (KINDS.index(one.kind), one.second.at, one.id)))


def of_people(office: Office, people: Sequence[str]) -> dict[str, tuple[Kind, ...]]:
    """Give for each open record of these people in which kinds of contradiction it stands; most have none."""
    office.require_province()
    found: dict[str, dict[Kind, None]] = {}
    with office.store.session() as session:
        for at in range(0, len(people), TOGETHER):
            for one in filter(_open, _among(office, session, people[at : at + TOGETHER])):
                for side in (one.first, one.second):
                    found.setdefault(side.record, {})[one.kind] = None
    return {record: tuple(kinds) for record, kinds in found.items() if record}


def _open(one: Conflict) -> bool:
    return any(side.status in ("waiting", "held", "conflict") for side in (one.first, one.second))


def _people(session: Session, which: str) -> set[str]:
    query = select(Journal.person_id).where(
        col(Journal.kind).in_(TELLING), col(Journal.status).in_(("stored", "conflict"))
    )
    if which == "open":
        closed = select(Decision.record_id).where(Decision.status != "held")
        query = query.where(col(Journal.id).not_in(closed))
    return set(session.exec(query.distinct()))


def _among(office: Office, session: Session, people: Sequence[str]) -> Iterator[Conflict]:
    names = dict(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(people))).all())
    rows: dict[str, list[Journal]] = {}
    query = select(Journal).where(
        col(Journal.person_id).in_(people), col(Journal.kind).in_(TELLING),
        col(Journal.status).in_(("stored", "conflict")),
    )  # fmt: skip
    for row in session.exec(query.order_by(col(Journal.position))):
        rows.setdefault(row.person_id, []).append(row)
    said = _decided(session, [row.id for some in rows.values() for row in some])
    registered: dict[str, list[KnownEvent]] = {}
    deaths = select(KnownEvent).where(
        col(KnownEvent.person_id).in_(people), KnownEvent.kind == "death", KnownEvent.withdrawn == ""
    )
    for event in session.exec(deaths):
        registered.setdefault(event.person_id, []).append(event)
    for person, mine in rows.items():
        standing = [row for row in mine if said.get(row.id) != "returned"]
        yield from _of_one(
            office, session, person, names.get(person, ""), standing, registered.get(person, []), said
        )


def _of_one(
    office: Office, session: Session, person: str, name: str, rows: list[Journal], deaths: list[KnownEvent],
    said: dict[str, str],
) -> Iterator[Conflict]:  # fmt: skip
    sides = {row.id: _side(office, row, said) for row in rows}
    read = {row.id: effective(session, row) for row in rows}
    alive = [row for row in rows if certifies(read[row.id], practice=office.config.practice)]
    died = [(row, event.on) for row in rows for event in events_of(read[row.id], row.occurred_on)
            if event.kind == "death"]  # fmt: skip
    for row in rows:
        first = row.id.split("~")[0]
        if first != row.id and first in sides:
            yield Conflict("record", person, name, sides[first], sides[row.id])
    for row in alive:
        for dead, on in died:
            if row.occurred_on >= on:
                yield Conflict("alive_dead", person, name, sides[dead.id], sides[row.id])
        for event in deaths:
            if row.occurred_on >= event.on and event.origin not in sides:
                yield Conflict("alive_dead", person, name, _known(event), sides[row.id])
    for one, other in combinations(alive, 2):
        a, b = sides[one.id], sides[other.id]
        near = abs(_moment(office, one) - _moment(office, other)) <= HOUR
        # A check at the counter names no place: within one office it says nothing of where.
        apart = a.site != b.site or (a.place and b.place and a.place != b.place)
        if near and apart:
            yield Conflict("two_places", person, name, a, b)
        elif a.site != b.site and abs(one.occurred_on - other.occurred_on) <= NEAR:
            yield Conflict("two_offices", person, name, a, b)


def _moment(office: Office, row: Journal) -> datetime:
    """When somebody was seen: the time a visit says, else when it was recorded."""
    at = str(row.payload.get("at") or "")
    if row.kind == "visit" and len(at) == 5:
        zone = ZoneInfo(office.config.timezone)
        return datetime.combine(row.occurred_on, time.fromisoformat(at), zone)
    return instant(row.recorded_at)


def _side(office: Office, row: Journal, said: dict[str, str]) -> Side:
    when = _moment(office, row).astimezone(ZoneInfo(office.config.timezone))
    payload = row.payload
    return Side(
        row.id, row.kind, str(payload.get("method") or row.kind),
        str(payload.get("verdict") or payload.get("status") or payload.get("what") or ""),
        row.occurred_on, when.strftime("%Y-%m-%d %H:%M"), str(payload.get("place") or ""), row.site,
        row.officer_name, said.get(row.id, "conflict" if row.status == "conflict" else "waiting"),
        tuple(row.evidence),
    )  # fmt: skip


def _known(event: KnownEvent) -> Side:
    return Side("", "event", "event", event.kind, event.on, event.on.isoformat(), "", "", "", "known")


def _decided(session: Session, ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for at in range(0, len(ids), TOGETHER):
        query = select(Decision).where(col(Decision.record_id).in_(ids[at : at + TOGETHER]))
        found |= {row.record_id: row.status for row in session.exec(query.order_by(col(Decision.position)))}
    return found


COLUMNS = (
    ("kind", "矛盾", "conflict", 18), ("name", "姓名", "name", 10), ("person", "个人编号", "personal no.", 14),
    ("first", "一方", "one", 29), ("second", "另一方", "the other", 29),
)  # fmt: skip
"""Columns of the file: key, Chinese, English, share of the width of a page."""


def write(office: Office, out: Path, rows: Sequence[Conflict]) -> ListFile:
    """Write the list as Excel, CSV or PDF. Raises what ``list_files.write`` raises."""
    texts = {
        "kind": lambda row: say(f"rulings.conflict_{row.kind}", "zh"),
        "first": lambda row: _words(row.first),
        "second": lambda row: _words(row.second),
    }
    return list_files.write(office, out, "矛盾清单", COLUMNS, rows, texts)


def _words(side: Side) -> str:
    return " ".join(part for part in (side.at, side.site, side.place, side.officer, side.detail) if part)
