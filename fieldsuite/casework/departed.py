"""Who is known to be dead: nobody waits for them, at a camera or on a list."""

from sqlmodel import Session, select

from fieldsuite.facts import refused
from fieldsuite.tables import Journal, KnownEvent


def departed(session: Session) -> frozenset[str]:
    """Give those whose death is known, or was found at a visit; not where it was taken back or returned."""
    dead = set(
        session.exec(
            select(KnownEvent.person_id).where(KnownEvent.kind == "death", KnownEvent.withdrawn == "")
        )
    )
    out = refused(session)
    visits = [
        row for row in session.exec(select(Journal).where(Journal.kind == "visit")) if row.id not in out
    ]
    return frozenset(dead | {row.person_id for row in visits if row.payload.get("status") == "dead"})
