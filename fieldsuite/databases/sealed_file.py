"""A database in one encrypted file: SQLCipher through SQLAlchemy, for an office of one desk."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool
from sqlmodel import create_engine

from fieldsuite.errors import OfficeError
from keys.files import sync_folder

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL may lose the last commits on a power cut
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "busy_timeout=5000",
)


SUSPECT = (1034, 1290)
"""SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: after a sync that failed, nobody knows what of the file is on the
disk, and a second sync may say yes to what was lost (fsyncgate). Only reading everything again helps."""


class SealedFile:
    """One encrypted file, open; ``read_only`` refuses every write (a disk that takes none)."""

    def __init__(self, path: Path, key: bytes, read_only: bool = False) -> None:
        self._path, self._key = path, key
        self._engine = _engine(path, key, read_only)

    @property
    def engine(self) -> Engine:
        """Where sessions come from."""
        return self._engine

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def told(self, error: BaseException | None) -> OfficeError:
        """Say in the office's words what SQLite reported."""
        problem = str(error)
        if "locked" in problem:
            return OfficeError("office.busy", code="E_BUSY")
        if "readonly" in problem:
            return OfficeError("safe.read_only", code="E_DISK")
        full = "full" in problem or "disk I/O" in problem
        key = "office.disk_full" if full else "office.database_damaged"
        return OfficeError(key, code="E_DISK" if full else "E_DATABASE", problem=problem)

    def lost(self, error: BaseException | None) -> bool:
        """True when a sync failed."""
        return getattr(error, "sqlite_errorcode", 0) in SUSPECT

    def problem(self) -> str:
        """Give what the quick check finds damaged, or nothing."""
        with self._engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        return "" if found == "ok" else str(found)

    def copy_to(self, path: Path) -> None:
        """Copy page by page under the same key; work goes on meanwhile. Raises OfficeError E_DISK."""
        copy_encrypted(self._path, self._key, path)

    def shrink(self) -> None:
        """Write the file anew without what was erased, and empty its journal.

        ``secure_delete`` overwrites erased rows with zeros; the write-ahead log and free pages may still hold them
        until then. Raises OfficeError E_BUSY.
        """
        with self._engine.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            free.exec_driver_sql("VACUUM")
            busy = free.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
        if busy is None or busy[0]:
            raise OfficeError("office.busy", code="E_BUSY")


def _engine(path: Path, key: bytes, read_only: bool) -> Engine:
    import sqlcipher3.dbapi2 as sqlcipher

    def connect() -> Any:
        return _connect(path, key, (*PRAGMAS, "query_only=ON") if read_only else PRAGMAS)

    # Without a pool class SQLAlchemy takes the bare URL for an in-memory database and pools accordingly.
    return create_engine("sqlite://", creator=connect, module=sqlcipher, poolclass=QueuePool)


def _connect(path: Path, key: bytes, pragmas: Sequence[str] = PRAGMAS) -> Any:
    import sqlcipher3.dbapi2 as sqlcipher

    connection = sqlcipher.connect(str(path), check_same_thread=False)
    # The key goes first: nothing can be read before it.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def copy_encrypted(source: Path, key: bytes, to: Path) -> None:
    """Copy one encrypted database to a file that only its owner may read; what stood there is replaced at the end.

    SQLite copies what is committed, page by page; both files have the same key. Raises OfficeError E_DISK.
    """
    import sqlcipher3.dbapi2 as sqlcipher

    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with closing(_connect(source, key)) as old, closing(sqlcipher.connect(str(part))) as new:
            new.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            old.backup(new, pages=1024)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(to)
        sync_folder(to.parent)
    except (sqlcipher.DatabaseError, OSError) as error:
        for path in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                path.unlink()
        raise OfficeError("office.disk_full", code="E_DISK", problem=str(error)) from error


def readable(path: Path, key: bytes, query: str) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a query up to the first that a damaged database cannot give; nothing when it gives none."""
    import sqlcipher3.dbapi2 as sqlcipher

    try:
        with closing(_connect(path, key, ("query_only=ON",))) as connection:
            yield from connection.execute(query)
    except sqlcipher.DatabaseError:
        return
