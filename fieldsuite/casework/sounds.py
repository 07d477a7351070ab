"""The recordings this office has heard before: the same sound again is a replay."""

from sqlmodel import select

from fieldsuite.office import Office
from fieldsuite.tables import Evidence


def seen_prints(office: Office) -> tuple[bytes, ...]:
    """Give the prints of every recording heard so far."""
    with office.store.session() as session:
        return tuple(
            session.exec(select(Evidence.print).where(Evidence.print != b"", Evidence.type == "audio/wav"))
        )
