"""On a server the journal lies in parts by month: no number is there twice, and every day finds its part."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from fieldsuite import migrate
from fieldsuite.databases import partitions
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.databases.postgres import Postgres
from fieldsuite.store import prepared_on_server
from fieldsuite.tables import Journal

TABLE: Any = Journal.__table__  # type: ignore[attr-defined]


def row(number: str, day: date = date(2026, 11, 21), **more: Any) -> dict[str, Any]:
    made = Journal(id=number, kind="visit", person_id="p", occurred_on=day, recorded_at="2026-11-21T01:14:00Z",
                   officer="o", officer_name="", line=b"", digest="", chain="", payload={}, evidence=[])  # fmt: skip
    return {**made.model_dump(exclude={"position"}), **more}


@pytest.fixture
def server(postgres: str) -> Iterator[Postgres]:
    prepared_on_server(postgres).close()
    database = Postgres(postgres, "office")
    yield database
    database.engine.dispose()


def where(session: Session) -> dict[str, str]:
    """Number of each record -> part it lies in."""
    return dict(session.execute(text("SELECT id, tableoid::regclass::text FROM journal")).all())


@pytest.mark.parametrize("copied", [True, False])
def test_a_number_is_not_taken_twice_whatever_day_it_claims(server: Postgres, copied: bool) -> None:
    with Session(server.engine) as session, session.begin():
        insert_rows(session, TABLE, [row("one"), row("two", date(2026, 10, 1))])
    again = row("one", date(2026, 9, 30))
    with pytest.raises(IntegrityError), Session(server.engine) as session, session.begin():
        if copied:
            insert_rows(session, TABLE, [again])
        else:
            session.add(Journal(**again))
    with Session(server.engine) as session:
        assert where(session) == {"one": "journal_2026_11", "two": "journal_2026_10"}
        condition = partitions.where_they_lie(session, Journal.occurred_on, ["one", "three"])
        plan = str(
            select(Journal.id).where(condition).compile(server.engine, compile_kwargs={"literal_binds": True})
        )
        told = "\n".join(session.execute(text(f"EXPLAIN {plan}")).scalars())
        assert "journal_2026_11" in told and "journal_2026_10" not in told


def test_what_is_dated_ahead_moves_into_its_month_when_that_comes(server: Postgres) -> None:
    with Session(server.engine) as session, session.begin():
        today = session.execute(text("SELECT CURRENT_DATE")).scalar_one()
        session.execute(text(f"DROP TABLE journal_{today:%Y_%m}"))
        insert_rows(session, TABLE, [row("now", today), row("long ago", date(1949, 10, 1))])
        assert set(where(session).values()) == {"journal_other"}
    with server.engine.begin() as connection:
        partitions.make_ready(connection, *migrate.BY_MONTH)
        partitions.make_ready(connection, *migrate.BY_MONTH)
    with Session(server.engine) as session:
        assert where(session) == {"now": f"journal_{today:%Y_%m}", "long ago": "journal_other"}


NASTY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(rows=st.lists(st.tuples(NASTY, NASTY, st.binary(max_size=9), st.none() | NASTY), max_size=5))
def test_copied_rows_say_what_inserted_ones_say(
    server: Postgres, rows: list[tuple[str, str, bytes, str | None]]
) -> None:
    """Backslashes, tabs, line ends, what looks like nothing, and every other character."""
    made = [
        row(
            str(at),
            code=code,
            line=line,
            about=about,
            payload={"said": [said, None, 1, True]},
            evidence=[said],
        )
        for at, (code, said, line, about) in enumerate(rows)
    ]
    with Session(server.engine) as session:
        insert_rows(session, TABLE, made)
        found = session.exec(select(Journal).order_by(Journal.position)).all()  # type: ignore[arg-type]
        assert [one.model_dump(exclude={"position"}) for one in found] == made
        session.rollback()
