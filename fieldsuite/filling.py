"""Fills what a step of the migration left empty: in parts, each kept, so that whoever is cut off goes on where it was.

One transaction for a province of millions would hold half an hour of work that a power cut takes away, and say nothing
meanwhile. Nobody works before it is done: the office is not open yet, and programs that open it at once take turns.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, delete, func, select, update
from sqlmodel import col

from biometric.steps import Progress
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.databases.locks import begin_changing_tables
from fieldsuite.name_keys import TABLE, rows_of
from fieldsuite.tables import Filling, Person

TOGETHER = 5000
"""People a transaction: a second of work."""
OURS: Any = Filling.__table__  # type: ignore[attr-defined]
NAMES = OURS.c.table == "namekey"


def fill(engine: Engine) -> Iterator[Progress]:
    """Write the spellings of all names that have none; where nothing is left that costs one query."""
    with engine.connect() as connection:
        last = connection.execute(select(OURS.c.last).where(NAMES)).scalar()
        if last is None:
            return
        count = select(func.count()).select_from(Person)
        total = connection.execute(count).scalar_one()
        done = connection.execute(count.where(col(Person.id) <= last)).scalar_one()
    while last is not None:
        yield Progress(done, total, "safe.names")
        with engine.begin() as connection:
            begin_changing_tables(connection)
            # Another program may have gone on meanwhile, or have finished it.
            last = connection.execute(select(OURS.c.last).where(NAMES)).scalar()
            if last is None:
                return
            people = select(col(Person.id), col(Person.name)).where(col(Person.id) > last)
            some = connection.execute(people.order_by(col(Person.id)).limit(TOGETHER)).tuples().all()
            if not some:
                connection.execute(delete(OURS).where(NAMES))
                return
            # In the order of the index they go into.
            insert_rows(connection, TABLE, sorted(rows_of(some), key=lambda row: row["key"]))
            last = some[-1][0]
            connection.execute(update(OURS).where(NAMES).values(last=last))
        done += len(some)
