"""The rows of where everybody stands say what the rules say, whatever was done, on every day they claim to hold."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from fieldsuite.standings.rebuilding import Rebuilt, rebuild
from fieldsuite.standings.staleness import stale_people
from fieldsuite.store import in_files, prepared_on_server
from fieldsuite.tables import (
    ComputedStanding,
)
from tests.fieldsuite.province.computed import (
    ACTS,
    BEGIN,
    Desk,
    act,
    hold,
    kept,
    live,
    somebody,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = in_files(tmp_path / "a.db", tmp_path / "b.db", database_key=b"a" * 32, template_key=b"b" * 32)
    store.create()
    with kept(store) as made:
        yield made


@pytest.mark.requirement("R024")
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=4, max_size=14))
def test_after_any_acts_on_any_day_the_rows_say_what_the_rules_say(
    desk: Desk, acts: list[tuple[Any, ...]]
) -> None:
    live(desk, acts)


def test_the_rows_are_made_again_from_nothing_and_a_wrong_one_is_found(desk: Desk) -> None:
    people = [somebody(desk, "a") for _ in range(5)]
    with desk.store.session() as session:
        for who in people:
            act(session, who, "benefit", ("pension", "sichuan"), date(2015, 1, 1))
    with desk.store.session() as session:
        for row in session.exec(select(ComputedStanding)):
            if row.person_id == people[0]:
                session.delete(row)
            elif row.person_id == people[1]:
                row.status = "OK"
    *_, made = rebuild(desk.store.session, desk.present)
    assert made == Rebuilt(5, 2)
    hold(desk, people)
    *_, made = rebuild(desk.store.session, desk.present)
    assert made == Rebuilt(5, 0)


def test_a_row_of_other_rules_or_another_day_is_stale(desk: Desk) -> None:
    from dataclasses import replace

    who = somebody(desk, "a")
    with desk.store.session() as session:
        act(session, who, "benefit", ("pension", "sichuan"), date(2015, 1, 1))
        act(session, who, "certified", date(2025, 12, 10), 0)
    with desk.store.session() as session:
        assert stale_people(session, desk.present) == []
        (row,) = desk.rows(session, [who]).values()
    # 附件7: on 2026-12-10 twelve months are full, and the second span begins.
    assert (row.status, row.deadline, row.until) == ("DUE_SOON", date(2026, 12, 10), date(2026, 12, 10))
    held = desk.profiles["sichuan"]
    for digest in ("another file", held.digest):
        desk.profiles["sichuan"] = replace(held, digest=digest)
        with desk.store.session() as session:
            assert stale_people(session, desk.present) == ([] if digest == held.digest else [who])
    for day, wanted in ((BEGIN - timedelta(days=1), [who]), (row.until, [who]), (date(2026, 12, 9), [])):
        desk.today = day
        with desk.store.session() as session:
            assert stale_people(session, desk.present) == wanted


def test_on_a_server_two_who_change_one_person_at_once_leave_a_row_that_knows_of_both(postgres: str) -> None:
    from threading import Thread
    from time import sleep

    with kept(prepared_on_server(postgres)) as desk:
        who = somebody(desk, "a")
        with desk.store.session() as session:
            act(session, who, "benefit", ("pension", "sichuan"), date(2015, 1, 1))

        def certify() -> None:
            with desk.store.session() as other:
                act(other, who, "certified", date(2026, 11, 1), 0)

        with desk.store.session() as session:
            act(session, who, "certified", date(2026, 10, 1), 0)
            act(session, who, "moved", "510504")
            session.flush()
            second = Thread(target=certify)
            second.start()
            sleep(0.2)  # the second waits for the person that the first has changed
        second.join()
        hold(desk, [who])
        with desk.store.session() as session:
            (row,) = desk.rows(session, [who]).values()
        assert (row.last, row.area) == (date(2026, 11, 1), "510504")
        *_, made = rebuild(desk.store.session, desk.present)
        assert made == Rebuilt(1, 0)
