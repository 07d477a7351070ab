"""What was typed and not yet saved, so that a crash or a power cut loses no word."""

from typing import Any

from sqlmodel import col, select

from fieldsuite.clock import stamp
from fieldsuite.office import Office
from fieldsuite.tables import Draft, Person

OF_PEOPLE = ("human:", "visit:")
"""Begin the keys of what is typed about one person and would be asked for again."""


def keep(office: Office, key: str, data: dict[str, Any]) -> None:
    """Keep a draft under a key such as ``visit:p-12``; the newest replaces the one before."""
    with office.store.session() as session:
        session.merge(Draft(key=key, data=data, saved_at=stamp(office.now())))


def find(office: Office, key: str) -> dict[str, Any] | None:
    """Give a draft back, or None."""
    with office.store.session() as session:
        row = session.get(Draft, key)
        return dict(row.data) if row else None


def begun(office: Office) -> tuple[str, ...]:
    """Give the names of those whose human check or visit was begun and not saved, the newest first."""
    with office.store.session() as session:
        rows = session.exec(select(Draft.key).order_by(col(Draft.saved_at).desc())).all()
        ids = [key.split(":", 1)[1] for key in rows if key.startswith(OF_PEOPLE)]
        found = (session.get(Person, one) for one in dict.fromkeys(ids))
        return tuple(person.name for person in found if person is not None)


def drop(office: Office, key: str) -> None:
    """Forget a draft: its form was saved or given up."""
    with office.store.session() as session:
        if row := session.get(Draft, key):
            session.delete(row)
