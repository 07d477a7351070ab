"""Listens to recordings once: a print by which copies are known, and its words in an index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from biometric.errors import BiometricError, MediaUnreadable
from biometric.sound_file import heard_print
from biometric.steps import Progress
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.databases.locks import insert_new
from fieldsuite.matching.looking import TOGETHER, Row, each_missing
from fieldsuite.office import Office
from fieldsuite.tables import Evidence, Heard, HeardWord

HEARD: Any = Heard.__table__  # type: ignore[attr-defined]
WORDS: Any = HeardWord.__table__  # type: ignore[attr-defined]


def key_of(digest: str) -> int:
    """Give the number by which the words of a recording refer to it: 63 bits of its SHA-256."""
    return int(digest[:16], 16) >> 1


def on_arrival(office: Office, pieces: Mapping[str, Path], sound: Iterable[str]) -> None:
    """Listen to the recordings of a bundle that can be decoded, while they lie in the quarantine in the clear."""
    wanted = [digest for digest in sound if digest in pieces and _is_recording(pieces[digest])]
    with office.store.session() as session:
        known = _known(session, wanted)
    made = [_heard(digest, pieces[digest].read_bytes()) for digest in wanted if digest not in known]
    _keep(office, [row for row in made if row is not None])


def complete(office: Office) -> Iterator[Progress]:
    """Listen to what came before anybody did, or where a reader was missing; a recording that is away is left."""
    with office.store.session() as session:
        query = select(Evidence.sha256).where(
            col(Evidence.type).startswith("audio/"), col(Evidence.sha256).not_in(select(Heard.sha256))
        )
        missing = list(session.exec(query))
    yield from each_missing(office, missing, _heard, lambda rows: _keep(office, rows))


def _is_recording(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"RIFF"


def _heard(digest: str, data: bytes) -> Row | None:
    """Give its row, with an empty print for what is no sound after all; None when nothing can be decoded here."""
    try:
        print_ = heard_print(data)
    except MediaUnreadable:
        print_ = b""
    except BiometricError:
        return None
    return {"sha256": digest, "key": key_of(digest), "print": print_}


def _known(session: Session, digests: Sequence[str]) -> set[str]:
    return {
        digest
        for at in range(0, len(digests), TOGETHER)
        for digest in session.exec(
            select(Heard.sha256).where(col(Heard.sha256).in_(digests[at : at + TOGETHER]))
        )
    }


def _keep(office: Office, rows: Sequence[Row]) -> None:
    """Keep prints with their words, in one order: two who hear the same recordings do not wait for each other."""
    from biometric.voice.copied import words

    if not rows:
        return
    with office.store.session() as session:
        for row in sorted(rows, key=lambda one: str(one["sha256"])):
            if insert_new(session, HEARD, row, "sha256") and row["print"]:
                spelt = words(row["print"])
                insert_rows(session, WORDS, [{"word": int(word), "key": row["key"]} for word in spelt])
