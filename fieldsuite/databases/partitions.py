"""One table of a server in parts, a month each, and the slim table beside it that says which numbers are taken.

PostgreSQL keeps a number unique within one part only, unless the day stands in the key; and the same record must never
be there twice, whatever day it claims. So the numbers lie in ``<table>_key``, one row each, kept by triggers in the
same statement: an insert of a number that is taken fails there, as it would in a file.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, text, true
from sqlmodel import Session, col

from fieldsuite.databases.locks import begin_changing_tables, on_server

KEPT = 180
"""Months back for which rows that are moved into parts get one of their own (15 years, design page volumes); what is
older, or dated in the future, lies in ``<table>_other``."""
READY = 24
"""Months back for which parts are made before anything came: what offices send late."""
AHEAD = 2
"""Months ahead for which they are made."""

_DAYS = text("SELECT DISTINCT occurred_on FROM journal_key WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


def where_they_lie(session: Session, day: Any, ids: Iterable[str]) -> ColumnElement[bool]:
    """Give a condition for queries of these numbers, by which only the months in which they lie are looked into.

    ``day`` is the column by which the table is parted. In a file it says nothing: one index holds all numbers there.
    """
    if not on_server(session):
        return true()
    days = session.connection().execute(_DAYS, {"ids": list(ids)}).scalars().all()
    return col(day).in_(days)


def lay_out(connection: Connection, name: str, number: str, day: str) -> None:
    """Part a table that was just made, or holds rows already, by the month of ``day``; nothing in a file, or again.

    Its rows are written anew, in this transaction. The primary key, the column ``number`` that the server counts, gets
    the day, since a key of a parted table must hold it.
    """
    run = connection.exec_driver_sql
    if connection.dialect.name != "postgresql" or _there(connection, f"{name}_key"):
        return
    found = run(
        f"SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '{name}'::regclass AND NOT indisunique"
    )
    indexes = list(found.scalars())
    run(f"ALTER TABLE {name} RENAME TO {name}_before")
    run(f"CREATE TABLE {name} (LIKE {name}_before INCLUDING DEFAULTS) PARTITION BY RANGE ({day})")
    run(f"CREATE TABLE {name}_other PARTITION OF {name} DEFAULT")
    held = run(
        f"SELECT DISTINCT date_trunc('month', {day})::date FROM {name}_before"
        f" WHERE {day} BETWEEN CURRENT_DATE - INTERVAL '{KEPT} months' AND CURRENT_DATE"
    )
    for month in sorted({*held.scalars(), *_due(connection, READY)}):
        _add(connection, name, day, month)
    run(f"INSERT INTO {name} SELECT * FROM {name}_before")
    run(f"ALTER SEQUENCE {name}_{number}_seq OWNED BY {name}.{number}")
    run(f"DROP TABLE {name}_before")
    run(f"ALTER TABLE {name} ADD PRIMARY KEY ({number}, {day})")
    run(f"CREATE INDEX ix_{name}_id ON {name} (id)")
    for index in indexes:
        run(index)
    _keep_numbers(connection, name, day)


def make_ready(connection: Connection, name: str, _number: str, day: str) -> None:
    """Make the parts of this month and the next ones, where they are missing; words as in ``lay_out``."""
    if connection.dialect.name != "postgresql":
        return
    missing = [month for month in _due(connection, 0) if not _there(connection, _part(name, month))]
    if missing:
        begin_changing_tables(connection)
        for month in missing:
            if not _there(connection, _part(name, month)):
                _add(connection, name, day, month)


def _due(connection: Connection, back: int) -> list[date]:
    """Give the first days of the months from so many back to those ahead, by the server's day."""
    today: date = connection.exec_driver_sql("SELECT CURRENT_DATE").scalar_one()
    return [_month(today, step) for step in range(-back, AHEAD + 1)]


def _month(day: date, step: int) -> date:
    years, month = divmod(day.month - 1 + step, 12)
    return date(day.year + years, month + 1, 1)


def _part(name: str, month: date) -> str:
    return f"{name}_{month:%Y_%m}"


def _there(connection: Connection, part: str) -> bool:
    return connection.execute(text("SELECT to_regclass(:part)"), {"part": part}).scalar() is not None


def _add(connection: Connection, name: str, day: str, month: date) -> None:
    """Make one part and move into it what lay in the rest: a record may have been dated ahead."""
    part, run = _part(name, month), connection.exec_driver_sql
    within = f"{day} >= '{month}' AND {day} < '{_month(month, 1)}'"
    run(f"CREATE TABLE {part} (LIKE {name} INCLUDING DEFAULTS)")
    run(
        f"WITH moved AS (DELETE FROM {name}_other WHERE {within} RETURNING *) INSERT INTO {part} SELECT * FROM moved"
    )
    run(f"ALTER TABLE {name} ATTACH PARTITION {part} FOR VALUES FROM ('{month}') TO ('{_month(month, 1)}')")


def _keep_numbers(connection: Connection, name: str, day: str) -> None:
    run = connection.exec_driver_sql
    run(f'CREATE TABLE {name}_key (id text COLLATE "C" PRIMARY KEY, {day} date NOT NULL)')
    run(f"INSERT INTO {name}_key SELECT id, {day} FROM {name}")
    for word, row, done in (
        ("INSERT", "NEW", f"INSERT INTO {name}_key SELECT id, {day} FROM changed"),
        ("DELETE", "OLD", f"DELETE FROM {name}_key USING changed WHERE {name}_key.id = changed.id"),
    ):
        function = f"{name}_{word.lower()}ed"
        run(
            f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS"
            f" 'BEGIN {done}; RETURN NULL; END'"
        )
        run(
            f"CREATE TRIGGER {function} AFTER {word} ON {name} REFERENCING {row} TABLE AS changed"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )
