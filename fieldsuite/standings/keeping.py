"""Keeps the rows true: whatever changes a fact brings the rows of that person up to date in its own transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, inspect, select
from sqlmodel import Session, col

from fieldsuite.databases.bulk import insert_rows
from fieldsuite.databases.locks import hold_each
from fieldsuite.errors import OfficeError
from fieldsuite.standings.computing import Present, Row, compute
from fieldsuite.standings.known import ABOUT_RECORDS, OF_RECORDS, Known, Which, of, read
from fieldsuite.standings.staleness import OUTDATED
from fieldsuite.tables import (
    Benefit,
    ComparedSign,
    ComputedStanding,
    Journal,
    KnownCertification,
    KnownEvent,
    Person,
)

MOVED = "standings_moved"
"""Where a session keeps whose facts it changed."""
TOGETHER = 500
"""People whose rows are computed at a time."""
TABLE: Any = ComputedStanding.__table__  # type: ignore[attr-defined]
VALUES = ("since", "at")
"""Columns that say when a row was computed, not what."""


def moved(session: Session, people: Iterable[str]) -> None:
    """Say that facts of these people change in this transaction by another way than its objects (COPY, plain SQL)."""
    session.info.setdefault(MOVED, set()).update(people)


def moved_by(session: Session, records: Iterable[Mapping[str, Any]]) -> None:
    """Say the same of whom these rows of the journal move, which are written without objects: of records that say where
    a benefit stands, and of refusals to agree to one that came before them."""
    for row in records:
        if row["kind"] in OF_RECORDS:
            moved(session, [row["person_id"]])
        elif row["kind"] in ABOUT_RECORDS and row["about"] and not row["payload"].get("agree"):
            session.info.setdefault(f"{MOVED}_about", set()).add(row["about"])


def noticing(session: Session, _context: Any, _instances: Any) -> None:
    """Listen to ``before_flush``: note whose facts change."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Person):
            moved(session, [row.id])
        elif isinstance(row, Benefit | KnownCertification | KnownEvent | ComparedSign):
            # A row that is given to somebody else changes what is known of both.
            before = inspect(row).attrs.person_id.history.deleted
            moved(session, [row.person_id, *before])
        elif isinstance(row, Journal) and row.kind in OF_RECORDS:
            moved(session, [row.person_id])
        elif isinstance(row, Journal) and row.kind in ABOUT_RECORDS and row.about:
            session.info.setdefault(f"{MOVED}_about", set()).add(row.about)


def settling(present: Callable[[], Present]) -> Callable[[Session], None]:
    """Give the listener for ``before_commit`` that brings the rows of those people up to date."""

    def settle(session: Session) -> None:
        if session.in_nested_transaction():
            return
        session.flush()
        people: set[str] = session.info.pop(MOVED, set())
        about: set[str] = session.info.pop(f"{MOVED}_about", set())
        if about:
            records = select(col(Journal.person_id)).where(
                col(Journal.id).in_(about), col(Journal.kind).in_(OF_RECORDS)
            )
            people.update(session.connection().execute(records).scalars())
        if people:
            bring_up(session, sorted(people), present(), careful=True)

    return settle


def bring_up(session: Session, people: Sequence[str], present: Present, *, careful: bool = False) -> int:
    """Compute the rows of these people, in the order of their ids, and write those that differ; give how many did.

    ``careful``: a benefit whose rules are not here (a signed file whose key was revoked) leaves a row that is stale for
    ever instead of stopping what has nothing to do with it. Raises OfficeError ``rules.unknown_profile`` otherwise.
    """
    hold_people(session, people)
    changed = 0
    for at in range(0, len(people), TOGETHER):
        changed += write(session, of(people[at : at + TOGETHER]), present, careful=careful)
    return changed


def hold_people(session: Session, people: Sequence[str]) -> None:
    """Let nobody else write rows of these people before this transaction ends.

    Whoever changes the same people waits here and then reads what the other committed: two who compute from what was
    before would leave a row that knows of one change only.
    """
    hold_each(session, "standings of", people)


def write(session: Session, which: Which, present: Present, *, careful: bool = False) -> int:
    """Compute the rows of some people, who are held, and write those that differ; give how many did."""
    known = read(session, which, present.profiles, present.zone)
    made = {
        (row["person_id"], row["benefit_id"]): row
        for one in known.values()
        for row in _rows(one, present, careful)
    }
    run = session.connection().execute
    found = {(row["person_id"], row["benefit_id"]): row
             for row in run(select(TABLE).where(which(TABLE.c.person_id))).mappings()}  # fmt: skip
    gone = [key for key, row in found.items() if key not in made or not _same(row, made[key], present)]
    new = [row for key, row in made.items() if key not in found or not _same(found[key], row, present)]
    for at in range(0, len(gone), TOGETHER):
        some = gone[at : at + TOGETHER]
        run(
            delete(TABLE).where(
                TABLE.c.person_id.in_({person for person, _ in some}),
                TABLE.c.benefit_id.in_([one for _, one in some]),
            )
        )
    insert_rows(session, TABLE, new)
    return len({(row["person_id"], row["benefit_id"]) for row in new} | set(gone))


def _same(before: Mapping[Any, Any], after: Row, present: Present) -> bool:
    """True when a row that stands says the same, and holds on this day."""
    return before["since"] <= present.today < before["until"] and all(
        before[name] == value for name, value in after.items() if name not in VALUES
    )


def _rows(one: Known, present: Present, careful: bool) -> list[Row]:
    try:
        return list(compute(one, present))
    except OfficeError:
        if not careful:
            raise
    return [
        {**OUTDATED, "person_id": one.id, "benefit_id": mine.id, "benefit": mine.benefit, "area": one.area,
         "site": one.site, "village": one.village, "uncertified_since": mine.start_on}
        for mine in one.benefits
    ]  # fmt: skip
