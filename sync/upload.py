"""Sends a finished file to a desk over the network and goes on where a cut left it; asks for what came of it."""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from keys.ed25519 import Signer
from keys.encoding import b64
from sync.errors import SyncError
from sync.online import Answer, Desk, Line
from sync.transport import Copying
from sync.upload_terms import BUNDLES, OFFSET_TYPE, SESSION, STATUS_DAMAGED, ask_session

PIECE = 4 * 1024**2
"""Bytes of one PATCH; each is durable at the desk before the next is sent."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a cut is put up with."""

    tries: int = 8
    """Failures in a row without a byte of progress."""
    unreached: int = 3
    """Failures in a row before the desk has said yes for the first time: somebody waits, and it may not be there."""
    first: float = 1.0
    """Seconds before the second try; doubled with every further one."""
    longest: float = 60.0
    """Seconds at most between two tries."""
    timeout: float = 30.0
    """Seconds without an answer after which a line counts as cut."""

    def pause(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row."""
        return min(self.longest, self.first * float(2 ** (failures - 1)))


@dataclass(frozen=True, slots=True)
class Paused:
    """The line was cut or the desk is busy; it is tried again in so many seconds."""

    seconds: float
    failures: int
    why: str
    """Code of what happened."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The desk holds the whole file, on its disk, under its digest."""

    digest: str
    bytes: int
    already: bool
    """True when not a byte had to be sent."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a bundle, as far as the desk says; only ``receipt`` is signed, the other words are hearsay."""

    digest: str
    state: Literal["receipt", "waiting", "refused", "held", "unknown"]
    receipt: bytes = b""
    code: str = ""


def upload(
    desk: Desk, path: Path, digest: str, device: Signer, *, patience: Patience | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Copying | Paused | Delivered]:  # fmt: skip
    """Send a file whose SHA-256 is known; the last step is Delivered.

    Raises SyncError: E_NETWORK (too many cuts in a row), E_PIN (another server), E_ROLE, E_SIGNATURE, E_REVOKED,
    E_EXPIRED (the desk does not let this device send), E_LIMIT (too long, too many waiting), E_DISK (the desk's
    disk is full, or the file here is damaged), E_INPUT (it cannot be read).
    """
    patient, failures, furthest = patience or Patience(), 0, -1
    while True:
        try:
            for step in _try(desk, path, digest, device, patient):
                if isinstance(step, Copying) and step.done > furthest:
                    failures, furthest = 0, step.done
                yield step
            return
        except _Cut as cut:
            failures += 1
            nobody = furthest < 0 and cut.error.key == "desk_unreachable"
            if failures >= (patient.unreached if nobody else patient.tries):
                raise cut.error from cut
            if cut.error.key == "desk_damaged":
                _require_whole(path, digest)
                furthest = -1
            left = patient.pause(failures)
            while left > 0:  # in naps: whoever follows can stop between two
                yield Paused(left, failures, cut.error.code)
                sleep(min(left, 1.0))
                left -= 1.0


def replies(desk: Desk, digests: Sequence[str], device: Signer, *, timeout: float = 30) -> Iterator[Reply]:
    """Ask what came of bundles, one after the other. Raises SyncError E_NETWORK, E_PIN, E_ROLE and the like."""
    line = Line(desk, timeout=timeout)
    try:
        _introduce(line, device)
        for digest in digests:
            said = line.ask("GET", f"{BUNDLES}/{digest}/receipt")
            yield _reply(line, digest, said)
    except _Cut as cut:
        raise cut.error from cut
    finally:
        line.close()


class _Cut(Exception):
    """Something that may go better next time."""

    def __init__(self, error: SyncError) -> None:
        super().__init__(error.key)
        self.error = error


def _try(
    desk: Desk, path: Path, digest: str, device: Signer, patient: Patience
) -> Iterator[Copying | Delivered]:
    try:
        with path.open("rb") as file:
            total = os.fstat(file.fileno()).st_size
            line = _open(desk, patient)
            try:
                yield from _send(line, file, total, digest, device)
            finally:
                line.close()
    except OSError as error:
        raise SyncError(
            "cannot_read", path=str(path), problem=error.strerror or type(error).__name__
        ) from error
    except SyncError as error:
        if error.code == "E_NETWORK":
            raise _Cut(error) from error
        raise


def _open(desk: Desk, patient: Patience) -> Line:
    return Line(desk, timeout=patient.timeout)


def _send(
    line: Line, file: BinaryIO, total: int, digest: str, device: Signer
) -> Iterator[Copying | Delivered]:
    _introduce(line, device)
    named = {"Upload-Length": str(total), "Upload-Metadata": f"sha256 {b64(digest.encode())}"}
    done = first = _expect(line, line.ask("POST", BUNDLES, b"", named), 201).number("upload-offset")
    while done < total:
        yield Copying("writing", done, total)
        file.seek(done)
        said = line.ask(
            "PATCH", f"{BUNDLES}/{digest}", file.read(PIECE), {"Content-Type": OFFSET_TYPE, "Upload-Offset": str(done)}
        )  # fmt: skip
        before, done = done, _expect(line, said, 204).number("upload-offset")
        if not before < done <= total:
            raise SyncError("desk_speaks_otherwise", code="E_VERSION", said=f"offset {done}")
    yield Copying("writing", total, total)
    yield Delivered(digest, total, first == total)


def _introduce(line: Line, device: Signer) -> None:
    said = _expect(line, line.ask("GET", SESSION), 200)
    challenge = _word(said, "challenge")
    asked = ask_session(challenge, line.server, device)
    line.token = _word(_expect(line, line.ask("POST", SESSION, asked), 200), "token")


def _word(said: Answer, name: str) -> str:
    try:
        found = json.loads(said.body)[name]
    except (ValueError, KeyError, TypeError):
        found = None
    if not isinstance(found, str) or not found.isascii() or not found.isprintable() or len(found) > 512:
        raise SyncError("desk_speaks_otherwise", code="E_VERSION", said=f"{said.status} {name}")
    return found


AGAIN = frozenset({401, 404, 408, 409, 423, 425, 500, 502, 503, 504})
"""Status that a later try may change: a session that ended, an offset that moved, an upload held by another."""
SENTENCES = {"E_LIMIT": "desk_limit", "E_DISK": "desk_full", "E_REVOKED": "desk_refuses", "E_EXPIRED": "desk_refuses",
             "E_ROLE": "desk_refuses", "E_SIGNATURE": "desk_refuses"}  # fmt: skip


def _expect(line: Line, said: Answer, status: int) -> Answer:
    if said.status == status:
        return said
    host = line.desk.host
    if said.status == STATUS_DAMAGED:
        raise _Cut(SyncError("desk_damaged", code="E_INPUT", host=host))
    if said.status in AGAIN:
        raise _Cut(
            SyncError("desk_busy", code="E_NETWORK", host=host, said=f"{said.status} {said.code}".strip())
        )
    if said.code in SENTENCES:
        raise SyncError(SENTENCES[said.code], code=said.code, host=host)
    raise SyncError("desk_speaks_otherwise", code="E_VERSION", said=f"{said.status} {said.code}".strip())


def _reply(line: Line, digest: str, said: Answer) -> Reply:
    if said.status == 200:
        return Reply(digest, "receipt", said.body)
    if said.status == 202:
        return Reply(digest, "waiting")
    if said.status == 422:
        return Reply(digest, "held" if _word(said, "state") == "held" else "refused", code=said.code)
    if said.status == 404:
        return Reply(digest, "unknown")
    raise _Cut(SyncError("desk_busy", code="E_NETWORK", host=line.desk.host, said=str(said.status)))


def _require_whole(path: Path, digest: str) -> None:
    """What arrived was not the file: is it the line, or the file here?"""
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise SyncError("source_damaged", code="E_DISK", path=str(path))
