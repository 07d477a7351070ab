"""The encrypted databases of an office: SQLCipher through SQLModel's engine, one key for the office, one for templates.

A session is a transaction: it commits at the end of its ``with`` block or not at all.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, SQLModel, create_engine

from fieldsuite import migrate, tables, template_table
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


class Store:
    """Both databases of one office, open; ``read_only`` refuses every write (a disk that takes none)."""

    def __init__(
        self, database: Path, templates: Path, *, database_key: bytes, template_key: bytes, read_only: bool = False
    ) -> None:  # fmt: skip
        self._path, self._key, self._template_path, self._template_key = (
            database, database_key, templates, template_key,
        )  # fmt: skip
        self._database = _engine(database, database_key, read_only)
        self._templates = _engine(templates, template_key, read_only)
        self._listener: Callable[[Session, Any, Any], None] | None = None
        self.suspect = False
        """True after a sync failed: nothing more is read or written until the office was opened again."""

    def watch(self, listener: Callable[[Session, Any, Any], None]) -> None:
        """Let a listener see every transaction on the office's tables before it is written (``before_flush``)."""
        self._listener = listener

    def create(self) -> None:
        """Make the tables of a new office."""
        assert tables and template_table
        with self._translated():
            SQLModel.metadata.create_all(self._database)
            migrate.stamp_new(self._database)
            template_table.TemplateBase.metadata.create_all(self._templates)

    def migrate(self) -> Path | None:
        """Bring an older database to today's tables; nothing to do costs one query.

        The database as it was is kept beside it, ``office.db.before-<step>``, under the same key; gives that copy.
        """
        with self._translated():
            before, kept = migrate.version(self._database), None
            if before and before != migrate.HEAD:
                kept = self._path.with_name(f"{self._path.name}.before-{migrate.HEAD}")
                copy_encrypted(self._path, self._key, kept)
            migrate.upgrade(self._database)
            return kept

    def copy_to(self, database: Path, templates: Path) -> None:
        """Copy both databases as they are committed now, page by page, under the same keys; work goes on meanwhile.

        Raises OfficeError E_DISK, E_BUSY.
        """
        with self._translated():
            copy_encrypted(self._path, self._key, database)
            copy_encrypted(self._template_path, self._template_key, templates)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a transaction on the office's tables; commits at the end, rolls back on an error."""
        with self._translated(), Session(self._database, expire_on_commit=False) as session, session.begin():
            if self._listener is not None:
                event.listen(session, "before_flush", self._listener)
            yield session

    @contextmanager
    def templates(self) -> Iterator[Session]:
        """Open a transaction on the templates."""
        with self._translated(), Session(self._templates, expire_on_commit=False) as session, session.begin():
            yield session

    def forget_erased_templates(self) -> None:
        """Write the file of the templates anew without what was erased, and empty its journal.

        ``secure_delete`` overwrites erased rows with zeros; the write-ahead log and free pages may still hold them
        until then. Raises OfficeError E_DISK, E_BUSY.
        """
        with self._translated(), self._templates.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            free.exec_driver_sql("VACUUM")
            busy = free.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
        if busy is None or busy[0]:
            raise OfficeError("office.busy", code="E_BUSY")

    def check(self) -> None:
        """Look the databases over. Raises OfficeError E_DATABASE when a page is damaged or the key does not fit."""
        for engine in (self._database, self._templates):
            with self._translated(), engine.connect() as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if found != "ok":
                    raise OfficeError("office.database_damaged", code="E_DATABASE", problem=str(found))

    def close(self) -> None:
        """Let go of both files."""
        self._database.dispose()
        self._templates.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        from sqlalchemy.exc import DatabaseError, IntegrityError

        if self.suspect:
            raise OfficeError("safe.database_suspect", code="E_DATABASE")
        try:
            yield
        except IntegrityError:
            raise
        except DatabaseError as error:
            self.suspect = getattr(error.orig, "sqlite_errorcode", 0) in SUSPECT
            raise (
                OfficeError("safe.database_suspect", code="E_DATABASE") if self.suspect else _told(error.orig)
            ) from error


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


def _told(error: BaseException | None) -> OfficeError:
    problem = str(error)
    if "locked" in problem:
        return OfficeError("office.busy", code="E_BUSY")
    if "readonly" in problem:
        return OfficeError("safe.read_only", code="E_DISK")
    full = "full" in problem or "disk I/O" in problem
    key = "office.disk_full" if full else "office.database_damaged"
    return OfficeError(key, code="E_DISK" if full else "E_DATABASE", problem=problem)


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
