"""Those whom a list speaks of, as the register has them, and nobody else."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from fieldsuite.tables import Person

TOGETHER = 10_000
"""People who are named in one question; SQLite takes 32,766."""


def names_of(session: Session, people: Iterable[str]) -> dict[str, str]:
    """Give the names of these people; who is not on the register is left out."""
    ids, found = list(dict.fromkeys(people)), dict[str, str]()
    for at in range(0, len(ids), TOGETHER):
        some = select(Person.id, Person.name).where(col(Person.id).in_(ids[at : at + TOGETHER]))
        found |= dict(session.exec(some).all())
    return found


def entries_of(session: Session, people: Iterable[str]) -> dict[str, Person]:
    """Give the entries of these people, in their order; who is not on the register is left out."""
    ids, found = list(dict.fromkeys(people)), dict[str, Person]()
    for at in range(0, len(ids), TOGETHER):
        some = select(Person).where(col(Person.id).in_(ids[at : at + TOGETHER]))
        found |= {row.id: row for row in session.exec(some)}
    return {who: found[who] for who in ids if who in found}
