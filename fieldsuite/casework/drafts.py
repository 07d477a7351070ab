"""What was typed and not yet saved, so that a crash or a power cut loses no word."""

from typing import Any

from fieldsuite.clock import stamp
from fieldsuite.office import Office
from fieldsuite.tables import Draft


def keep(office: Office, key: str, data: dict[str, Any]) -> None:
    """Keep a draft under a key such as ``visit:p-12``; the newest replaces the one before."""
    with office.store.session() as session:
        session.merge(Draft(key=key, data=data, saved_at=stamp(office.now())))


def find(office: Office, key: str) -> dict[str, Any] | None:
    """Give a draft back, or None."""
    with office.store.session() as session:
        row = session.get(Draft, key)
        return dict(row.data) if row else None


def drop(office: Office, key: str) -> None:
    """Forget a draft: its form was saved or given up."""
    with office.store.session() as session:
        if row := session.get(Draft, key):
            session.delete(row)
