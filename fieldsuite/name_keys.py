"""Under which spellings somebody is found, as rows of an index: a name read by eye, by pinyin, by its first letters.

Nobody writes these rows: they follow every person that is written or renamed, in the same flush. A search goes through
the index from what was typed on, so that it costs the same among three hundred people and among twenty million; who
looked through all names for a part of one would read the whole register for every key that is pressed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, event, insert, inspect, orm
from sqlalchemy.engine import Connection
from sqlmodel import Session, col, select, tuple_

from fieldsuite.rules.pinyin import search_keys
from fieldsuite.tables import NameKey, Person

TABLE: Any = NameKey.__table__  # type: ignore[attr-defined]
LONGEST = 40
"""Characters of a name that are indexed from each of its places on; nobody types more to find somebody."""
LAST = "\U0010ffff"
"""No character comes after it."""


def keys_of(name: str) -> set[str]:
    """Give every key of a name, in small letters: it from each of its places on, and its pinyin in every reading."""
    said = name.casefold()
    places = [at for at in range(min(len(said), LONGEST)) if not said[at].isspace()]
    return {said[at : at + LONGEST] for at in places} | set(search_keys(name))


def begins(typed: str) -> ColumnElement[bool]:
    """Give the condition for keys that begin with what was typed."""
    typed = typed.casefold()[:LONGEST]
    return (col(NameKey.key) >= typed) & (col(NameKey.key) < typed + LAST)


def people_called(
    session: Session, typed: str, at_most: int, conditions: Sequence[ColumnElement[bool]] = ()
) -> list[str]:
    """Give ids of people who are called so, each once; whose whole name or all of whose letters were typed come first.

    ``conditions`` are about ``Person``. The index is read in its order, and only as far as it is needed.
    """
    found: dict[str, None] = {}
    query = select(NameKey.key, NameKey.person_id).where(begins(typed))
    if conditions:
        query = query.join(Person, col(Person.id) == col(NameKey.person_id)).where(*conditions)
    query = query.order_by(col(NameKey.key), col(NameKey.person_id)).limit(at_most)
    rows = session.exec(query).all()
    found |= dict.fromkeys(person for _, person in rows)
    while len(rows) == at_most and len(found) < at_most:
        rows = session.exec(query.where(tuple_(col(NameKey.key), col(NameKey.person_id)) > rows[-1])).all()
        found |= dict.fromkeys(person for _, person in rows)
    return list(found)[:at_most]


def rows_of(people: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Give the rows of people (id, name)."""
    return [{"key": key, "person_id": person} for person, name in people for key in sorted(keys_of(name))]


def fill(connection: Connection, people: Iterable[tuple[str, str]]) -> None:
    """Write the keys of people (id, name) who have none yet, in one statement."""
    if rows := rows_of(people):
        connection.execute(insert(TABLE), rows)


@event.listens_for(orm.Session, "after_flush")
def _flushed(session: orm.Session, _context: Any) -> None:
    """Write the keys of everybody who came or was renamed in this flush, together: a list brings thousands."""
    renamed = [one for one in session.dirty if isinstance(one, Person) and _renamed(one)]
    if renamed:
        session.connection().execute(delete(TABLE).where(TABLE.c.person_id.in_([one.id for one in renamed])))
    came = [one for one in session.new if isinstance(one, Person)]
    if came or renamed:
        fill(session.connection(), [(one.id, one.name) for one in (*came, *renamed)])


def _renamed(person: Person) -> bool:
    return bool(inspect(person).attrs.name.history.has_changes())


@event.listens_for(Person, "before_delete")
def _went(_mapper: Any, connection: Connection, person: Person) -> None:
    connection.execute(delete(TABLE).where(TABLE.c.person_id == person.id))
