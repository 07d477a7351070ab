"""An older office gets the spellings of its names in parts; a power cut at any moment costs at most one of them."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlmodel import Session, select

from biometric.steps import Progress
from fieldsuite import filling, migrate
from fieldsuite.name_keys import people_called, rows_of
from fieldsuite.tables import Filling, NameKey

NAMES = ("单国强", "仇德明", "曾建国", "区永福", "解志强", "覃文龙", "阿卜杜拉·买买提")
ROOT = Path(__file__).resolve().parents[3]
CUT = """
import os, signal, sys
from sqlalchemy import create_engine, event
from fieldsuite import filling, migrate
engine, when = create_engine("sqlite:///" + sys.argv[1]), int(sys.argv[2])
filling.TOGETHER, seen = 2, []
@event.listens_for(engine, "after_cursor_execute")
def executed(connection, cursor, statement, values, context, many):
    if statement.startswith(("INSERT INTO namekey", "UPDATE filling", "DELETE FROM filling")):
        seen.append(statement)
        if len(seen) == when:
            os.kill(os.getpid(), signal.SIGKILL)
migrate.upgrade(engine)
for step in filling.fill(engine): pass
"""
"""A program whose power goes after so many statements of the filling, each within its transaction."""


def older(path: Path) -> Engine:
    """An office of the step before names had spellings, with people."""
    from alembic import command

    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), "0008")
        columns = [column["name"] for column in inspect(connection).get_columns("person")]
        assert "search" in columns
        for number, name in enumerate(NAMES):
            values = dict.fromkeys(columns, "") | {"id": f"p{number}", "name": name, "birth": "1951-03-14"}
            connection.execute(
                text(
                    f"INSERT INTO person ({', '.join(columns)}) VALUES ({', '.join(f':{one}' for one in columns)})"
                ),
                values,
            )
    return engine


def spelled(engine: Engine) -> set[tuple[str, str]]:
    with Session(engine) as session:
        return {(row.key, row.person_id) for row in session.exec(select(NameKey))}


WHOLE = {(row["key"], row["person_id"]) for row in rows_of((f"p{at}", name) for at, name in enumerate(NAMES))}


def test_an_older_office_is_filled_part_by_part_and_says_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = older(tmp_path / "old.db")
    migrate.upgrade(engine)
    assert spelled(engine) == set()
    monkeypatch.setattr(filling, "TOGETHER", 3)
    steps = list(filling.fill(engine))
    assert [(step.done, step.total) for step in steps] == [(0, 7), (3, 7), (6, 7), (7, 7)]
    assert spelled(engine) == WHOLE
    with Session(engine) as session:
        assert people_called(session, "zjg", 5) == ["p2"] and session.exec(select(Filling)).all() == []
    assert list(filling.fill(engine)) == []


def test_whoever_stops_watching_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = older(tmp_path / "old.db")
    migrate.upgrade(engine)
    monkeypatch.setattr(filling, "TOGETHER", 3)
    steps = filling.fill(engine)
    assert [next(steps), next(steps)] == [Progress(0, 7, "safe.names"), Progress(3, 7, "safe.names")]
    steps.close()
    assert {who for _, who in spelled(engine)} == {"p0", "p1", "p2"}
    assert [step.done for step in filling.fill(engine)] == [3, 6, 7]
    assert spelled(engine) == WHOLE


def test_two_programs_that_open_it_at_once_take_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = older(tmp_path / "old.db")
    migrate.upgrade(engine)
    monkeypatch.setattr(filling, "TOGETHER", 2)
    one, other = filling.fill(engine), filling.fill(engine)
    next(one), next(other)
    while next(one, None) is not None:
        next(other, None)
    assert list(other) == [] and spelled(engine) == WHOLE


@pytest.mark.parametrize("when", [1, 2, 5, 9])
def test_the_power_goes_within_a_part_and_what_was_filled_stays(tmp_path: Path, when: int) -> None:
    engine = older(tmp_path / "old.db")
    cut = subprocess.run(
        [sys.executable, "-c", CUT, str(tmp_path / "old.db"), str(when)], check=False, cwd=ROOT
    )
    assert cut.returncode == -signal.SIGKILL
    done = {who for _, who in spelled(engine)}
    # Two statements a part, two people a part: only parts whose transaction ended are there, and they are whole.
    assert done == {f"p{at}" for at in range(min(2 * ((when - 1) // 2), len(NAMES)))}
    assert migrate.version(engine) == migrate.HEAD
    rest = list(filling.fill(engine))
    assert rest[0].done == len(done) and spelled(engine) == WHOLE


def test_an_office_without_people_and_one_that_has_its_spellings_have_nothing_to_fill(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    migrate.upgrade(engine)
    assert list(filling.fill(engine)) == []
