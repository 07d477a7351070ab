"""备份: everything of an office in one sealed file, and back.

A backup opens with the passphrase of any officer of its office, or with both recovery cards. It holds the databases as
they were committed when it began, the evidence and what lies in the outbox; models and fonts come from elsewhere.
Memory does not grow with it. What was restored works at once and sends nothing until the province has provisioned the
device anew (``casework.epochs``): the old laptop may still be out there.
"""

import contextlib
import os
import struct
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from biometric.steps import Progress
from fieldsuite.casework import epochs
from fieldsuite.casework.backup_reading import Found, unpack
from fieldsuite.clock import instant, local_date, stamp
from fieldsuite.config import Home
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office, open_office
from fieldsuite.tables import AuditEntry
from keys.backup_file import CHUNK, begin
from keys.canonical import encode
from sync.partfile import PartFile

SUFFIX = ".fosbak"
LEFT_OUT = ("quarantine", "inbox", "logs", "models", "fonts", "copying", "updates")
"""Folders that are no part of a backup: what came in lies at the province, models and fonts with whoever gave them."""
NOT_COPIED = ("office.db", "templates.db", "office.lock", "unlocking.lock", "attempts.json")
"""Files that are not taken as they lie there: databases are copied as committed, the rest is of the moment."""
REMIND_DAYS = 7
"""After so many days without a backup the home screen says so."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read back."""

    path: Path
    digest: str
    files: int
    bytes: int


def create(office: Office, folder: Path, *, noted: bool = True) -> Iterator[Progress | Made]:
    """Write a backup into a folder; the last step is Made.

    ``noted`` is False for one that stays on the office's own disk: it must not put off the reminder of a real one.
    Raises OfficeError (no folder), SyncError and OfficeError E_DISK; nothing is left of it then.
    """
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))
    name = f"{office.config.site}-{office.now():%Y%m%dT%H%M%SZ}{SUFFIX}"
    copies = office.home.path / "copying"
    copies.mkdir(mode=0o700, exist_ok=True)
    try:
        office.store.copy_to(copies / "office.db", copies / "templates.db")
        made = yield from _write(office, folder, name, copies)
    finally:
        for path in copies.glob("*"):
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            copies.rmdir()
    if noted:
        office.note("backup", "", "", {"digest": made.digest, "bytes": made.bytes, "files": made.files})
    yield made


def _write(office: Office, folder: Path, name: str, copies: Path) -> Generator[Progress, None, Made]:
    keys = office.home.keys
    about = {"site": office.config.site, "name": office.config.name, "made": stamp(office.now()),
             "device": office.keyring.device_key.public.kid}  # fmt: skip
    officers = {path.stem: path.read_bytes() for path in keys.glob("officers/*.json")}
    recovery = keys / "recovery.json"
    raw, stream = begin(
        office.keyring.master, about, officers, recovery.read_bytes() if recovery.is_file() else b""
    )
    files = [(path.name, path) for path in sorted(copies.glob("*.db"))] + _files(office.home.path)
    total, done = sum(path.stat().st_size for _, path in files) or 1, 0
    with PartFile(folder, name) as part:
        part.write(raw)
        for relative, path in files:
            size = path.stat().st_size
            part.write(stream.update(_framed({"path": relative, "size": size})))
            for piece in _pieces(path, size):
                part.write(stream.update(piece))
                done += len(piece)
                yield Progress(done, 2 * total, "backup")
        part.write(stream.update(_framed({"files": len(files)})))
        part.write(stream.finalize())
        for _ in part.read_back():
            yield Progress(total + done // 2, 2 * total, "backup_check")
        length = part.path.stat().st_size
        made = part.finish(name)
    return Made(made, part.digest, len(files), length)


def _files(home: Path) -> list[tuple[str, Path]]:
    found = []
    for folder, folders, names in os.walk(home):
        if Path(folder) == home:
            folders[:] = [each for each in folders if each not in LEFT_OUT]
        for name in names:
            path = Path(folder) / name
            if not name.startswith(NOT_COPIED) and path.suffix != ".part":
                found.append((path.relative_to(home).as_posix(), path))
    return sorted(found)


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    """Give exactly ``size`` bytes: a file that grew or shrank meanwhile would shift everything behind it."""
    left = size
    with path.open("rb") as file:
        while left:
            piece = file.read(min(CHUNK, left))
            if not piece:
                raise OfficeError("safe.file_changed", code="E_DISK", path=path.name)
            left -= len(piece)
            yield piece


def _framed(said: dict[str, object]) -> bytes:
    line = encode(said)
    return struct.pack(">I", len(line)) + line


def verify(path: Path, officer: str, passphrase: str) -> Iterator[Progress | Found]:
    """Read a backup to its last byte and look its databases over; the last step is Found.

    Raises SealRefused (not a backup, damaged), KeysError E_PASSPHRASE, OfficeError E_DATABASE, E_NOT_FOUND.
    """
    yield from unpack(path, officer, passphrase, None)


def restore(path: Path, home: Path, officer: str, passphrase: str) -> Iterator[Progress | Found]:
    """Make an office of a backup in a folder that is empty or not there; the last step is Found.

    It has its name only when all of it is there and its databases are sound. Raises what ``verify`` raises, OfficeError
    E_INPUT where something lies already.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise OfficeError("safe.not_empty", path=str(home))
    found: Found | None = None
    with contextlib.ExitStack() as stack:
        for step in unpack(path, officer, passphrase, home, stack):
            if isinstance(step, Found):
                found = step
            else:
                yield step
        assert found is not None and found.folder is not None
        for folder in (Home(found.folder).outbox, Home(found.folder).inbox, Home(found.folder).evidence):
            folder.mkdir(exist_ok=True)
        with contextlib.closing(open_office(found.folder, found.officer, passphrase)) as office:
            with office.store.session() as session:
                epochs.hold(office, session)
            office.note("restore", "", "", {"made": found.about["made"], "files": found.files})
        if home.exists():
            home.rmdir()
        found.folder.rename(home)
    yield found


def last_days(office: Office) -> int | None:
    """Give the days since the last backup; None when there was none."""
    with office.store.session() as session:
        return days_since(office, session)


def days_since(office: Office, session: Session) -> int | None:
    """Give the days since the last backup; None when there was none."""
    last = session.exec(
        select(AuditEntry.at)
        .where(AuditEntry.act == "backup")
        .order_by(col(AuditEntry.position).desc())
        .limit(1)
    ).first()
    if last is None:
        return None
    return (office.today() - local_date(instant(last), office.config.timezone)) // timedelta(days=1)
