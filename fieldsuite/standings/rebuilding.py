"""Makes the rows again from the register, for everybody or for those whose rows are stale."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from fieldsuite.databases.locks import MOST, hold
from fieldsuite.standings.computing import Present
from fieldsuite.standings.keeping import TABLE, bring_up, hold_people, write
from fieldsuite.standings.known import after, people_after
from fieldsuite.standings.staleness import stale_people
from fieldsuite.tables import Person

Begin = Callable[[], AbstractContextManager[Session]]
"""Begins a transaction."""
BATCH = MOST
"""People a transaction: they are held one by one, and free again after a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """How far it is."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it."""

    people: int
    changed: int
    """Rows that were missing, or said something else than the rules."""


def rebuild(begin: Begin, present: Present) -> Iterator[Rebuilding | Rebuilt]:
    """Compute every row anew and write what differs; Rebuilt comes last. Stopped half way it has done no harm."""
    with begin() as session:
        total: int = session.connection().execute(select(func.count()).select_from(Person)).scalar_one()
    done, changed, last = 0, 0, ""
    yield Rebuilding(0, total)
    while True:
        with begin() as session:
            hold(session, "standings")
            people = people_after(session, last, BATCH)
            if not people:
                orphans = delete(TABLE).where(
                    ~select(col(Person.id)).where(col(Person.id) == TABLE.c.person_id).exists()
                )
                changed += session.connection().execute(orphans).rowcount
                break
            hold_people(session, people)
            changed += write(session, after(last, people[-1]), present)
        last, done = people[-1], done + len(people)
        yield Rebuilding(done, max(total, done))
    yield Rebuilt(done, changed)


def refresh(
    begin: Begin, present: Present, people: Sequence[str] | None = None
) -> Iterator[Rebuilding | Rebuilt]:
    """Bring up the rows that are stale, of everybody or of these; Rebuilt comes last."""
    with begin() as session:
        wanted = list(people) if people is not None else stale_people(session, present)
    changed = 0
    for at in range(0, len(wanted), BATCH):
        yield Rebuilding(at, len(wanted))
        with begin() as session:
            hold(session, "standings")
            changed += bring_up(session, wanted[at : at + BATCH], present)
    yield Rebuilt(len(wanted), changed)
