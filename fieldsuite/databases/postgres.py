"""A database on a PostgreSQL server (15 and newer) through psycopg 3: one for all desks and workers of a province.

psycopg is LGPL and an extra of its own (``requirements/postgres.lock``); nothing else of the program needs it.
"""

from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from fieldsuite.errors import OfficeError

OLDEST = 15
"""Version of the server that the program asks for."""
BUSY = ("40001", "40P01", "55P03", "57014")
"""serialization_failure, deadlock_detected, lock_not_available, query_canceled (a statement's time ran out): nothing
was done, and the same again may succeed."""
FULL = ("53100", "53200", "53300")
"""disk_full, out_of_memory, too_many_connections."""
READ_ONLY = "25006"


class Postgres:
    """One schema of a database on a server; the desk's tables and the templates have one each."""

    def __init__(self, address: str, schema: str) -> None:
        self._engine = _engine(address, schema)
        self._schema = schema

    @property
    def engine(self) -> Engine:
        """Where sessions come from."""
        return self._engine

    @property
    def path(self) -> None:
        """It is no file of the office's own."""
        return

    def prepare(self) -> None:
        """Make the schema where it is not there yet.

        Raises OfficeError E_DATABASE for a server that is too old, or a database whose text is not UTF-8 in the order
        of its code points: names would sort and compare otherwise than in an office's file.
        """
        with self._engine.begin() as connection:
            version = int(str(connection.exec_driver_sql("SHOW server_version_num").scalar())) // 10_000
            if version < OLDEST:
                raise OfficeError("storage.too_old", code="E_DATABASE", version=version, oldest=OLDEST)
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
            order = connection.exec_driver_sql(
                "SELECT datcollate FROM pg_database WHERE datname = current_database()"
            ).scalar()
            if encoding != "UTF8" or str(order) not in ("C", "POSIX", "C.UTF-8", "C.utf8"):
                raise OfficeError("storage.text_order", code="E_DATABASE", encoding=encoding, order=order)
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {self._schema}")

    def told(self, error: BaseException | None) -> OfficeError:
        """Say in the office's words what the server reported."""
        state, problem = getattr(error, "sqlstate", None), str(error).strip()
        if state in BUSY:
            return OfficeError("office.busy", code="E_BUSY")
        if state in FULL:
            return OfficeError("office.disk_full", code="E_DISK", problem=problem)
        if state == READ_ONLY:
            return OfficeError("safe.read_only", code="E_DISK")
        if state is None or state.startswith(("08", "57P")):
            # No answer, or the server is stopping: nothing of this transaction was done.
            return OfficeError("storage.away", code="E_BUSY", problem=problem)
        return OfficeError("office.database_damaged", code="E_DATABASE", problem=problem)

    def lost(self, error: BaseException | None) -> bool:
        """Never: the server itself stops when a sync fails, and mends itself from its log."""
        return False

    def problem(self) -> str:
        """Give nothing when the server answers; it checks its own pages as it reads them."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
        return ""

    def copy_to(self, path: Path) -> None:
        """Refuse: a server is backed up with its own tools. Raises OfficeError E_DATABASE."""
        raise OfficeError("storage.backed_up_there", code="E_DATABASE")

    def shrink(self) -> None:
        """Let the server reuse and truncate what erased rows took."""
        with self._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")


def checked(address: str) -> URL:
    """Read an address ``postgresql://user@host/name``.

    Raises OfficeError E_INPUT for another kind of address, and for one with a password: settings are not sealed, and
    PostgreSQL has places of its own for passwords (``.pgpass``, a service file).
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise OfficeError("storage.bad_address", address=address) from error
    if url.drivername not in ("postgresql", "postgres"):
        raise OfficeError("storage.bad_address", address=address)
    if url.password or "password" in url.query:
        raise OfficeError("storage.password_in_address")
    return url


def _engine(address: str, schema: str) -> Engine:
    try:
        import psycopg
    except ImportError as error:
        raise OfficeError("storage.no_driver", code="E_DATABASE") from error
    assert psycopg
    url = checked(address).set(drivername="postgresql+psycopg")
    return create_engine(
        url,
        pool_pre_ping=True,  # a server that was restarted must cost nobody a transaction
        connect_args={
            "options": f"-csearch_path={schema}",
            "application_name": "fieldsuite",
            "connect_timeout": 10,
        },
    )
