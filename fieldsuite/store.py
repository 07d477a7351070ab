"""The two databases of an office: one for its tables, one for templates, each an encrypted file or on a server.

A session is a transaction: it commits at the end of its ``with`` block or not at all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, SQLModel

from biometric.steps import Progress
from fieldsuite import filling, migrate, name_keys, tables, template_table
from fieldsuite.databases import moving, partitions
from fieldsuite.databases.database import Database
from fieldsuite.databases.postgres import Postgres
from fieldsuite.databases.sealed_file import SealedFile
from fieldsuite.errors import OfficeError


class Store:
    """Both databases of one office, open."""

    def __init__(self, database: Database, templates: Database) -> None:
        self._database, self._templates = database, templates
        self._listener: Callable[[Session, Any, Any], None] | None = None
        self._keepers: tuple[Callable[[Session, Any, Any], None], Callable[[Session], None]] | None = None
        self.suspect = False
        """True after a sync failed: nothing more is read or written until the office was opened again."""

    def watch(self, listener: Callable[[Session, Any, Any], None]) -> None:
        """Let a listener see every transaction on the office's tables before it is written (``before_flush``)."""
        self._listener = listener

    def keep(self, notice: Callable[[Session, Any, Any], None], settle: Callable[[Session], None]) -> None:
        """Let a keeper notice what a transaction changes (``before_flush``), and write at its end what follows."""
        self._keepers = notice, settle

    def create(self) -> None:
        """Make the tables of a new office."""
        assert tables and template_table and name_keys
        with self._translated(self._database):
            SQLModel.metadata.create_all(self._database.engine)
            with self._database.engine.begin() as connection:
                partitions.lay_out(connection, *migrate.BY_MONTH)
            migrate.stamp_new(self._database.engine)
        with self._translated(self._templates):
            template_table.TemplateBase.metadata.create_all(self._templates.engine)

    def migrate(self, tell: Callable[[Progress], object] = lambda _: None) -> Path | None:
        """Bring an older database to today's tables; nothing to do costs two queries. ``tell`` hears how far it is.

        A file as it was is kept beside it, ``office.db.before-<step>``, under the same key; gives that copy.
        """
        with self._translated(self._database):
            engine, path, kept = self._database.engine, self._database.path, None
            before = migrate.version(engine)
            if before and before != migrate.HEAD and path is not None:
                kept = path.with_name(f"{path.name}.before-{migrate.HEAD}")
                self._database.copy_to(kept)
            migrate.upgrade(engine)
            for step in filling.fill(engine):
                tell(step)
            with engine.connect() as connection:
                partitions.make_ready(connection, *migrate.BY_MONTH)
                connection.commit()
            return kept

    def copy_to(self, database: Path, templates: Path) -> None:
        """Copy both databases as they are committed now, page by page, under the same keys; work goes on meanwhile.

        Raises OfficeError E_DISK, E_BUSY; E_DATABASE on a server, which is backed up with its own tools.
        """
        for one, path in ((self._database, database), (self._templates, templates)):
            with self._translated(one):
                one.copy_to(path)

    def rows(self) -> int:
        """Count the rows of both databases."""
        with self._translated(self._database):
            found = moving.rows_of(self._database.engine, SQLModel.metadata)
        with self._translated(self._templates):
            return found + moving.rows_of(self._templates.engine, template_table.TemplateBase.metadata)

    def copy_into(self, other: "Store") -> Iterator[int]:
        """Copy every row into another store whose tables are made and empty; yields how many since the last step.

        Templates come first: without a record they do not count, records without their templates would be a loss.
        Raises OfficeError E_INPUT, E_DATABASE, E_BUSY.
        """
        with self._translated(self._templates), other._translated(other._templates):
            yield from moving.copy_rows(
                self._templates.engine, other._templates.engine, template_table.TemplateBase.metadata
            )
        with self._translated(self._database), other._translated(other._database):
            yield from moving.copy_rows(self._database.engine, other._database.engine, SQLModel.metadata)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a transaction on the office's tables; commits at the end, rolls back on an error."""
        with self._translated(self._database), _begun(self._database) as session:
            if self._listener is not None:
                event.listen(session, "before_flush", self._listener)
            if self._keepers is not None:
                event.listen(session, "before_flush", self._keepers[0])
                event.listen(session, "before_commit", self._keepers[1])
            yield session

    @contextmanager
    def templates(self) -> Iterator[Session]:
        """Open a transaction on the templates."""
        with self._translated(self._templates), _begun(self._templates) as session:
            yield session

    def forget_erased_templates(self) -> None:
        """Leave nothing of erased templates behind. Raises OfficeError E_DISK, E_BUSY."""
        with self._translated(self._templates):
            self._templates.shrink()

    def check(self) -> None:
        """Look the databases over. Raises OfficeError E_DATABASE when a page is damaged or the key does not fit."""
        for one in (self._database, self._templates):
            with self._translated(one):
                if problem := one.problem():
                    raise OfficeError("office.database_damaged", code="E_DATABASE", problem=problem)

    def close(self) -> None:
        """Let go of both."""
        self._database.engine.dispose()
        self._templates.engine.dispose()

    @contextmanager
    def _translated(self, database: Database) -> Iterator[None]:
        from sqlalchemy.exc import DatabaseError, IntegrityError

        if self.suspect:
            raise OfficeError("safe.database_suspect", code="E_DATABASE")
        try:
            yield
        except IntegrityError:
            raise
        except DatabaseError as error:
            self.suspect = database.lost(error.orig)
            raise (
                OfficeError("safe.database_suspect", code="E_DATABASE")
                if self.suspect
                else database.told(error.orig)
            ) from error


@contextmanager
def _begun(database: Database) -> Iterator[Session]:
    with Session(database.engine, expire_on_commit=False) as session, session.begin():
        yield session


def in_files(
    database: Path, templates: Path, *, database_key: bytes, template_key: bytes, read_only: bool = False
) -> Store:
    """Open the two encrypted files of an office; ``read_only`` refuses every write (a disk that takes none)."""
    return Store(
        SealedFile(database, database_key, read_only), SealedFile(templates, template_key, read_only)
    )


def on_server(address: str) -> Store:
    """Open the two schemas of a provincial desk on a PostgreSQL server.

    Raises OfficeError E_INPUT (no address of one), E_DATABASE (no driver).
    """
    return Store(Postgres(address, "office"), Postgres(address, "templates"))


def prepared_on_server(address: str) -> Store:
    """Open them on a server that no office used before: the schemas and the tables are made. Raises as ``on_server``,
    and E_DATABASE for a server that is too old or sorts text in another way.
    """
    databases = Postgres(address, "office"), Postgres(address, "templates")
    store = Store(*databases)
    try:
        with store._translated(databases[0]):
            for one in databases:
                one.prepare()
        store.create()
    except BaseException:
        store.close()
        raise
    return store
