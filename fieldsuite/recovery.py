"""What is put right when an office is opened after a power cut, and what it says of it.

The database mends itself from its journal when it is first read; what else a cut-off job left is removed here:
pieces of files that never got their name, and bundles that lay half opened. Nothing that was acknowledged is among it.
"""

import contextlib
import shutil
from dataclasses import dataclass

from fieldsuite.config import Home


@dataclass(frozen=True, slots=True)
class Mended:
    """One thing that was put right."""

    key: str
    """Sentence ``safe.mended_<key>``."""
    count: int = 1


def cut_off(place: Home) -> bool:
    """True when the program did not end by itself: SQLite removes its journal when a database is closed."""
    journals = (path.with_name(f"{path.name}-wal") for path in (place.database, place.templates))
    return any(path.is_file() and path.stat().st_size for path in journals)


def clean(place: Home) -> tuple[Mended, ...]:
    """Remove what a cut-off job left, and say so. An item that cannot be removed stays for the next time."""
    mended = []
    half = (
        [path for path in place.quarantine.rglob("*") if path.is_file()] if place.quarantine.is_dir() else []
    )
    # What lies there is a bundle in the clear.
    shutil.rmtree(place.quarantine, ignore_errors=True)
    if half:
        mended.append(Mended("half_opened", len(half)))
    parts = [
        path
        for folder, deep in ((place.path, False), (place.keys, True), (place.outbox, False), (place.inbox, False),
                             (place.evidence, True))
        if folder.is_dir()
        for path in (folder.rglob("*.part") if deep else folder.glob("*.part"))
    ]  # fmt: skip
    for path in parts:
        with contextlib.suppress(OSError):
            path.unlink()
    if parts:
        mended.append(Mended("parts", len(parts)))
    return tuple(mended)
