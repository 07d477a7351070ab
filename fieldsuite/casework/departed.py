"""Who is known to be dead: nobody waits for them, at a camera or on a list."""

from sqlmodel import Session, select

from fieldsuite.tables import Journal, KnownEvent


def departed(session: Session) -> frozenset[str]:
    """Give those whose death is known, or was found at a visit."""
    dead = set(session.exec(select(KnownEvent.person_id).where(KnownEvent.kind == "death")))
    visits = session.exec(select(Journal).where(Journal.kind == "visit"))
    return frozenset(dead | {row.person_id for row in visits if row.payload.get("status") == "dead"})
