"""Reads a backup: to its last byte, every name looked at, the databases opened, before anything counts."""

import contextlib
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from sqlmodel import col, func, select

from biometric.steps import Progress
from fieldsuite.errors import OfficeError
from fieldsuite.store import in_files
from fieldsuite.tables import Journal
from keys.backup_file import Head, opened, read_head, written_to
from keys.canonical import decode_object
from keys.errors import KeysError, SealRefused
from keys.officer_file import open_officer
from keys.symmetric import subkey
from keys.vault import officers

MAX_LINE = 4096
"""Bytes of what stands before a file."""
KEPT_FOR_CHECK = ("office.db", "templates.db")
"""Files that a verification needs to look into; the others only pass by."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a backup holds."""

    about: dict[str, str]
    """Site, name, device and instant of the office it is of."""
    officer: str
    files: int
    bytes: int
    """Of what is in it."""
    records: int
    folder: Path | None = None
    """Where it was unpacked to."""


def unpack(
    path: Path, officer: str, passphrase: str, home: Path | None, stack: contextlib.ExitStack | None = None
) -> Iterator[Progress | Found]:
    """Read a backup; with ``home`` into a folder beside it, removed when ``stack`` ends unless it was renamed."""
    with contextlib.ExitStack() as own, path.open("rb") as file:
        keeper = stack or own
        if home is None:
            folder = Path(tempfile.mkdtemp(prefix="fieldsuite-"))
        else:
            folder = home.with_name(f"{home.name}.restoring")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700, parents=True)
        keeper.callback(shutil.rmtree, folder, ignore_errors=True)
        head = read_head(file)
        written_to(folder / "keys", head)
        who, master = _open(folder / "keys", head, officer, passphrase)
        files, length = 0, 0
        for step in _files(file, head, master, folder, everything=home is not None):
            if isinstance(step, int):
                files, length = files + 1, length + step
            else:
                yield Progress(file.tell(), path.stat().st_size, "backup_check")
        yield Found(dict(head.about), who, files, length, _look(folder, master), folder if home else None)


def _open(keys: Path, head: Head, officer: str, passphrase: str) -> tuple[str, bytes]:
    cards = sorted(officers(keys), key=lambda card: card.role == "supervisor")
    who = next((card for card in cards if officer in ("", card.id, card.name)), None)
    if who is None:
        raise OfficeError("cli.no_officer", code="E_NOT_FOUND", officer=officer)
    return who.id, open_officer(keys, who.id, passphrase)[2]


def _files(
    file: BinaryIO, head: Head, master: bytes, folder: Path, *, everything: bool
) -> Iterator[int | None]:
    """Give the length of every file once it is through, and None between pieces."""
    stream = _Stream(opened(file, head, master))
    count = 0
    while True:
        said = stream.line()
        if set(said) == {"files"}:
            if said["files"] != count:
                raise SealRefused("backup_damaged", code="E_SIZE")
            break
        relative, size = _safe(said)
        target = folder / relative if everything or relative in KEPT_FOR_CHECK else None
        for _ in stream.copy(size, target):
            yield None
        count += 1
        yield size
    stream.end()


def _safe(said: dict[str, object]) -> tuple[str, int]:
    """Give name and length of a file whose name stays inside the folder. Raises SealRefused E_SCHEMA."""
    path, size = said.get("path"), said.get("size")
    if isinstance(path, str) and type(size) is int and size >= 0:
        parts = PurePosixPath(path).parts
        bad = any(part in ("..", "/") or any(letter in part for letter in "\\:\0") for part in parts)
        if parts and not bad and not path.startswith("/"):
            return path, size
    raise SealRefused("backup_damaged", code="E_SCHEMA")


def _look(folder: Path, master: bytes) -> int:
    """Look both databases over and count the records. Raises OfficeError E_DATABASE."""
    store = in_files(folder / "office.db", folder / "templates.db", database_key=subkey(master, "database"),
                     template_key=subkey(master, "template"))  # fmt: skip
    try:
        store.check()
        with store.session() as session:
            return session.exec(select(func.count(col(Journal.position)))).one()
    finally:
        store.close()


class _Stream:
    """The plain stream of a backup, read in pieces of any length."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, b""

    def _read(self, most: int) -> bytes:
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                raise SealRefused("backup_damaged", code="E_SIZE")
            self._held = piece
        taken, self._held = self._held[:most], self._held[most:]
        return taken

    def _exactly(self, length: int) -> bytes:
        found = b""
        while len(found) < length:
            found += self._read(length - len(found))
        return found

    def line(self) -> dict[str, object]:
        """Read what stands before a file."""
        length = struct.unpack(">I", self._exactly(4))[0]
        if length > MAX_LINE:
            raise SealRefused("backup_damaged", code="E_LIMIT")
        try:
            return decode_object(self._exactly(length))
        except KeysError as error:
            if isinstance(error, SealRefused):
                raise
            raise SealRefused("backup_damaged", code="E_CANON") from error

    def copy(self, size: int, target: Path | None) -> Iterator[None]:
        """Pass so many bytes on to a file, for its owner alone, or to nowhere."""
        if target is not None:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            out = None
            if target is not None:
                handle = os.open(
                    target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
                )
                out = stack.enter_context(os.fdopen(handle, "wb"))
            while size:
                piece = self._read(size)
                size -= len(piece)
                if out is not None:
                    out.write(piece)
                yield
            if out is not None:
                out.flush()
                os.fsync(out.fileno())

    def end(self) -> None:
        """Require that nothing follows and that the stream proves itself whole."""
        rest = self._held + b"".join(self._pieces)
        if rest:
            raise SealRefused("backup_damaged", code="E_SIZE")
