"""Copies the rows of one database into another, whichever either is."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select

from fieldsuite.errors import OfficeError

TOGETHER = 1000
"""Rows that are in memory at a time."""


def rows_of(engine: Engine, tables: MetaData) -> int:
    """Count the rows of these tables."""
    with engine.connect() as connection:
        return sum(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.sorted_tables
        )


def copy_rows(source: Engine, target: Engine, tables: MetaData) -> Iterator[int]:
    """Copy every row in one transaction of the target, yielding how many were copied since the last step.

    Numbers that the target counts by itself go on after the highest. Raises OfficeError E_INPUT when the target holds
    rows, E_DATABASE when it holds another number of them in the end.
    """
    if rows_of(target, tables):
        raise OfficeError("storage.not_empty")
    with source.connect() as old, target.begin() as new:
        for table in tables.sorted_tables:
            copied = 0
            found = old.execution_options(yield_per=TOGETHER).execute(select(table)).mappings()
            for part in found.partitions(TOGETHER):
                new.execute(insert(table), [dict(row) for row in part])
                copied += len(part)
                yield len(part)
            if new.execute(select(func.count()).select_from(table)).scalar_one() != copied:
                raise OfficeError("storage.not_the_same", code="E_DATABASE", table=table.name)
            if copied and new.dialect.name == "postgresql":
                _count_on(new, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Let the server's own numbers go on after those that were copied: an insert with a number does not move them."""
    column = table.autoincrement_column
    if column is not None:
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), max({column.name}))"
            f" FROM {table.name}"
        )
