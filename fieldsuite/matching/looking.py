"""Looks at photographs once: the day their camera wrote, and a print by which copies of the whole picture are known."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from biometric.errors import BiometricError, MediaUnreadable
from biometric.pictures import small, taken_on
from biometric.steps import Progress
from biometric.whole_print import whole_print
from fieldsuite.databases.locks import insert_new
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Evidence, Looked
from keys.errors import KeysError

TABLE: Any = Looked.__table__  # type: ignore[attr-defined]
TOGETHER = 200
"""Photographs or recordings between two transactions."""
Row = dict[str, Any]
"""Columns of a row that was made of a piece."""


def on_arrival(office: Office, pieces: Mapping[str, Path], sound: Iterable[str]) -> None:
    """Look at the photographs of a bundle that can be decoded, while they lie in the quarantine in the clear."""
    wanted = [digest for digest in sound if digest in pieces]
    with office.store.session() as session:
        known = looked(session, wanted)
    rows = [_look(digest, pieces[digest].read_bytes()) for digest in wanted if digest not in known]
    _keep(office, [row for row in rows if row is not None])


def complete(office: Office) -> Iterator[Progress]:
    """Look at what came before there was a look, or where a reader was missing; a piece that is away is left."""
    with office.store.session() as session:
        query = select(Evidence.sha256).where(
            col(Evidence.type).startswith("image/"), col(Evidence.sha256).not_in(select(Looked.sha256))
        )
        missing = list(session.exec(query))
    yield from each_missing(
        office,
        missing,
        lambda digest, data: _look(digest, data) or _row(digest, None, b""),
        lambda rows: _keep(office, rows),
    )


def each_missing(
    office: Office,
    missing: Sequence[str],
    made: Callable[[str, bytes], Row | None],
    keep: Callable[[Sequence[Row]], None],
) -> Iterator[Progress]:
    """Open these pieces and keep what is made of each, some in a transaction; one that is away is left."""
    rows: list[Row] = []
    for done, digest in enumerate(missing, 1):
        try:
            row = made(digest, office.evidence.get(digest))
        except (OfficeError, KeysError, OSError):
            continue
        if row is not None:
            rows.append(row)
        if done % TOGETHER == 0:
            keep(rows)
            rows = []
            yield Progress(done, len(missing), "duplicate_prints")
    keep(rows)


def looked(session: Session, digests: Sequence[str]) -> dict[str, date | None]:
    """Give the day of the camera of those of these that were looked at."""
    found: dict[str, date | None] = {}
    for at in range(0, len(digests), TOGETHER):
        some = digests[at : at + TOGETHER]
        for row in session.exec(select(Looked).where(col(Looked.sha256).in_(some))):
            found[row.sha256] = row.taken_on
    return found


def _look(digest: str, data: bytes) -> Row | None:
    """Read a photograph; None for a sound, or where nothing can be read here."""
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        return None
    try:
        return _row(digest, taken_on(data), whole_print(small(data)))
    except MediaUnreadable:
        return _row(digest, None, b"")
    except BiometricError:
        return None


def _row(digest: str, taken: date | None, whole: bytes) -> Row:
    return {"sha256": digest, "taken_on": taken, "whole": whole}


def _keep(office: Office, rows: Sequence[Row]) -> None:
    if rows:
        with office.store.session() as session:
            for row in rows:
                insert_new(session, TABLE, row, "sha256")
