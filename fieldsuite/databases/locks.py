"""Who may write next, said to either database: the one place where transactions differ between them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, text
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

T = TypeVar("T")

_TAKE = "UPDATE journal SET position = position WHERE position < 0"
_NAMED = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_SHARED = text("SELECT pg_advisory_xact_lock_shared(hashtextextended(:name, 0))")
_EACH = text(
    "SELECT count(pg_advisory_xact_lock(key)) FROM"
    " (SELECT DISTINCT hashtextextended(:room || ' ' || name, 0) AS key FROM unnest(CAST(:names AS text[])) AS name"
    " ORDER BY 1) AS keys"
)
CHAINS = ("journal", "audit")
"""Chains that everybody adds to at the end, in the order in which they are held; lanes come before them (``lanes``)."""
MOST = 1000
"""Names that are held one by one: a server with its own settings has room for 6,400 locks in all (64 a connection,
PostgreSQL manual, ``max_locks_per_transaction``)."""


def on_server(session: Session) -> bool:
    """True in a transaction on PostgreSQL, where others write at the same time."""
    return session.get_bind().dialect.name == "postgresql"


def hold(session: Session, name: str) -> None:
    """Let nobody else who holds ``name`` go on before this transaction ends.

    On PostgreSQL an advisory lock of that name; what is read afterwards is what they committed. In a file the one lock
    there is: a write takes it even when it finds no row, a read would not. Whoever reads first and writes later must
    hold before the read. A wait that is too long ends as OfficeError E_BUSY.
    """
    if on_server(session):
        session.connection().execute(_NAMED, {"name": name})
    else:
        session.connection().exec_driver_sql(_TAKE)


def hold_chain(session: Session, chain: str) -> None:
    """Let nobody else write to a chain before this transaction ends; those before it in ``CHAINS`` are held first.

    Whatever a transaction writes first, a record or an entry of the log, all take the locks in one order: of two that
    cross, each would wait for the other until the server breaks one of them off.
    """
    for name in CHAINS[: CHAINS.index(chain) + 1]:
        hold(session, name)


def hold_each(session: Session, room: str, names: Collection[str]) -> None:
    """Let nobody else who holds one of these names of a room go on before this transaction ends; once a transaction.

    On PostgreSQL an advisory lock a name, taken in one order whoever asks; more than ``MOST`` names take the room as a
    whole. Locks on the rows themselves would do as much, but not where a table is spread over servers (Citus locks
    rows of one shard only). In a file nothing: whoever writes has the one lock.
    """
    if not names or not on_server(session):
        return
    run = session.connection().execute
    if len(names) > MOST:
        run(_NAMED, {"name": room})
    else:
        run(_SHARED, {"name": room})
        run(_EACH, {"room": room, "names": sorted(names)})


def begin_changing_tables(connection: Connection) -> None:
    """Begin a transaction in which tables are made or changed, one program at a time.

    SQLite's driver begins one before rows are written, but not before tables are made.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_NAMED, {"name": "tables"})
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def untaken(session: Session, query: SelectOfScalar[T]) -> SelectOfScalar[T]:
    """Give the query so that two who ask at once never get the same row: on PostgreSQL it passes over rows another
    transaction has taken and takes what it finds (``FOR UPDATE SKIP LOCKED``); in a file the one lock is held.
    """
    if on_server(session):
        return query.with_for_update(skip_locked=True)
    hold(session, "rows")
    return query


def insert_new(session: Session, table: Any, row: dict[str, Any], key: str) -> bool:
    """Add a row unless one with the same ``key`` is there; say whether it was added."""
    from sqlalchemy.dialects import postgresql, sqlite

    made = postgresql.insert(table) if on_server(session) else sqlite.insert(table)
    done = session.connection().execute(made.values(**row).on_conflict_do_nothing(index_elements=[key]))
    return bool(done.rowcount)


@contextmanager
def without_guard(session: Session) -> Iterator[None]:
    """Let a transaction write into a file that was opened to be read: into a copy that nobody keeps."""
    if on_server(session):
        yield
        return
    session.connection().exec_driver_sql("PRAGMA query_only=OFF")
    try:
        yield
    finally:
        session.connection().exec_driver_sql("PRAGMA query_only=ON")
