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
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Evidence, Heard, HeardWord
from keys.errors import KeysError

HEARD: Any = Heard.__table__  # type: ignore[attr-defined]
WORDS: Any = HeardWord.__table__  # type: ignore[attr-defined]
TOGETHER = 200
"""Recordings between two transactions, and digests of one query."""


def key_of(digest: str) -> int:
    """Give the number by which the words of a recording refer to it: 63 bits of its SHA-256."""
    return int(digest[:16], 16) >> 1


def on_arrival(office: Office, pieces: Mapping[str, Path], sound: Iterable[str]) -> None:
    """Listen to the recordings of a bundle that can be decoded, while they lie in the quarantine in the clear."""
    wanted = [digest for digest in sound if digest in pieces and _is_recording(pieces[digest])]
    with office.store.session() as session:
        known = _known(session, wanted)
    made = ((digest, _print(pieces[digest].read_bytes())) for digest in wanted if digest not in known)
    _keep(office, [(digest, print_) for digest, print_ in made if print_ is not None])


def complete(office: Office) -> Iterator[Progress]:
    """Listen to what came before anybody did, or where a reader was missing; a recording that is away is left."""
    with office.store.session() as session:
        query = select(Evidence.sha256).where(
            col(Evidence.type).startswith("audio/"), col(Evidence.sha256).not_in(select(Heard.sha256))
        )
        missing = list(session.exec(query))
    made: list[tuple[str, bytes]] = []
    for done, digest in enumerate(missing, 1):
        try:
            print_ = _print(office.evidence.get(digest))
        except (OfficeError, KeysError, OSError):
            continue
        if print_ is not None:
            made.append((digest, print_))
        if done % TOGETHER == 0:
            _keep(office, made)
            made = []
            yield Progress(done, len(missing), "duplicate_prints")
    _keep(office, made)


def _is_recording(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"RIFF"


def _print(data: bytes) -> bytes | None:
    """Give the print, empty for what is no sound after all; None when nothing can be decoded here."""
    try:
        return heard_print(data)
    except MediaUnreadable:
        return b""
    except BiometricError:
        return None


def _known(session: Session, digests: Sequence[str]) -> set[str]:
    return {
        digest
        for at in range(0, len(digests), TOGETHER)
        for digest in session.exec(
            select(Heard.sha256).where(col(Heard.sha256).in_(digests[at : at + TOGETHER]))
        )
    }


def _keep(office: Office, made: Sequence[tuple[str, bytes]]) -> None:
    """Keep prints with their words, in one order: two who hear the same recordings do not wait for each other."""
    from biometric.voice.copied import words

    if not made:
        return
    with office.store.session() as session:
        for digest, print_ in sorted(made):
            key = key_of(digest)
            row = {"sha256": digest, "key": key, "print": print_}
            if insert_new(session, HEARD, row, "sha256") and print_:
                insert_rows(session, WORDS, [{"word": int(word), "key": key} for word in words(print_)])
