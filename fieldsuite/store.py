"""The encrypted databases of an office: SQLCipher through SQLModel's engine, one key for the office, one for templates.

A session is a transaction: it commits at the end of its ``with`` block or not at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, SQLModel, create_engine

from fieldsuite import migrate, tables, template_table
from fieldsuite.errors import OfficeError

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL may lose the last commits on a power cut
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "busy_timeout=5000",
)


class Store:
    """Both databases of one office, open."""

    def __init__(self, database: Path, templates: Path, *, database_key: bytes, template_key: bytes) -> None:
        self._database = _engine(database, database_key)
        self._templates = _engine(templates, template_key)

    def create(self) -> None:
        """Make the tables of a new office."""
        assert tables and template_table
        with _translated():
            SQLModel.metadata.create_all(self._database)
            migrate.stamp_new(self._database)
            template_table.TemplateBase.metadata.create_all(self._templates)

    def migrate(self) -> None:
        """Bring an older database to today's tables; nothing to do costs one query."""
        with _translated():
            migrate.upgrade(self._database)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a transaction on the office's tables; commits at the end, rolls back on an error."""
        with _translated(), Session(self._database, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def templates(self) -> Iterator[Session]:
        """Open a transaction on the templates."""
        with _translated(), Session(self._templates, expire_on_commit=False) as session, session.begin():
            yield session

    def forget_erased_templates(self) -> None:
        """Write the file of the templates anew without what was erased, and empty its journal.

        ``secure_delete`` overwrites erased rows with zeros; the write-ahead log and free pages may still hold them
        until then. Raises OfficeError E_DISK, E_BUSY.
        """
        with _translated(), self._templates.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            free.exec_driver_sql("VACUUM")
            busy = free.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
        if busy is None or busy[0]:
            raise OfficeError("office.busy", code="E_BUSY")

    def check(self) -> None:
        """Look the databases over. Raises OfficeError E_DATABASE when a page is damaged or the key does not fit."""
        for engine in (self._database, self._templates):
            with _translated(), engine.connect() as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if found != "ok":
                    raise OfficeError("office.database_damaged", code="E_DATABASE", problem=str(found))

    def close(self) -> None:
        """Let go of both files."""
        self._database.dispose()
        self._templates.dispose()


def _engine(path: Path, key: bytes) -> Engine:
    import sqlcipher3.dbapi2 as sqlcipher

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), check_same_thread=False)
        # The key goes first: nothing can be read before it.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    # Without a pool class SQLAlchemy takes the bare URL for an in-memory database and pools accordingly.
    return create_engine("sqlite://", creator=connect, module=sqlcipher, poolclass=QueuePool)


@contextmanager
def _translated() -> Iterator[None]:
    from sqlalchemy.exc import DatabaseError, IntegrityError

    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        problem = str(error.orig)
        if "locked" in problem:
            raise OfficeError("office.busy", code="E_BUSY") from error
        full = "full" in problem or "disk I/O" in problem
        key = "office.disk_full" if full else "office.database_damaged"
        raise OfficeError(key, code="E_DISK" if full else "E_DATABASE", problem=problem) from error
