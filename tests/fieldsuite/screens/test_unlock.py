"""Getting in, being kept out, and locking."""

from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import delete
from textual.pilot import Pilot
from textual.worker import WorkerFailed

from fieldsuite import filling
from fieldsuite.config import find_offices
from fieldsuite.office import open_office
from fieldsuite.tables import Filling, NameKey
from keys.vault import officers
from tests.fieldsuite.screens.driving import PASSPHRASE, drive, on, program, shown, type_in, unlock, until


@pytest.mark.requirement("R082")
def test_the_right_passphrase_opens_the_day(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        assert on(pilot, "HomeScreen")()
        assert "李秀英" in shown(pilot.app)
        assert "练习" in shown(pilot.app).splitlines()[0]

    drive(program(root), steps)


def test_a_wrong_passphrase_is_said_in_place_and_can_be_mended(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "UnlockScreen"))
        await until(pilot, lambda: pilot.app.focused)
        await type_in(pilot, "falsch-falsch")
        await pilot.press("enter")
        await until(pilot, lambda: "口令不对" in shown(pilot.app))
        assert pilot.app.focused is not None and pilot.app.focused.id == "passphrase"
        await unlock(pilot)
        assert on(pilot, "HomeScreen")()

    drive(program(root), steps)


def test_the_officer_at_work_stands_first_and_another_can_be_chosen(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot, officer="韦强")
        assert "韦强" in shown(pilot.app).splitlines()[0]

    drive(program(root), steps)


def test_the_desk_opens_where_the_office_is_the_province(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office="省级")
        assert on(pilot, "DeskHomeScreen")()

    drive(program(root), steps)


def test_locking_closes_the_office_from_any_screen_and_asks_who_is_there(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f3")
        await until(pilot, on(pilot, "PeopleScreen"))
        await pilot.press("ctrl+l")
        await until(pilot, on(pilot, "UnlockScreen"))
        assert pilot.app.office is None  # type: ignore[attr-defined]
        await unlock(pilot, officer="韦强")
        assert on(pilot, "HomeScreen")()

    drive(program(root), steps)


def test_an_office_that_is_open_elsewhere_says_so(root: Path) -> None:
    from fieldsuite.config import Home
    from fieldsuite.office import take_lock

    lock = take_lock(Home(root / "village"))

    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "UnlockScreen"))
        await until(pilot, lambda: pilot.app.focused)
        await type_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "另一个窗口" in shown(pilot.app))
        assert on(pilot, "UnlockScreen")()

    try:
        drive(program(root), steps)
    finally:
        lock.release()


def test_what_works_only_inside_does_nothing_while_the_office_is_locked(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "UnlockScreen"))
        for key in ("f2", "f3", "f4", "f5", "f6", "f7", "f8"):
            await pilot.press(key)
        assert on(pilot, "UnlockScreen")()
        assert "F8" not in shown(pilot.app).splitlines()[-1]

    drive(program(root), steps)


def test_a_fault_of_the_program_ends_it_and_reaches_the_command_line(root: Path) -> None:
    app = program(root)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        app.screen.ask(broken, len, "")  # type: ignore[attr-defined]
        await pilot.pause(0.5)

    with pytest.raises(ZeroDivisionError):
        drive(app, steps)
    assert isinstance(app.fault, ZeroDivisionError)


def test_a_fault_behind_the_screens_is_told_by_its_own_name(root: Path) -> None:
    app = program(root)

    async def steps(pilot: Pilot[Any]) -> None:
        app.run_worker(lambda: len(1), thread=True)  # type: ignore[arg-type]
        await pilot.pause(0.5)

    with pytest.raises(WorkerFailed):
        drive(app, steps)
    assert isinstance(app.fault, TypeError), "the file of the fault holds where it came from"


def test_an_older_office_says_how_far_it_is_while_it_is_brought_up_to_date(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Event()
    write = filling.insert_rows

    def slowly(*rows: Any) -> None:
        assert seen.wait(20)
        write(*rows)

    home = find_offices(root)[0]
    opened = closing(open_office(home, officers(home / "keys")[0].id, PASSPHRASE))
    with opened as office, office.store.session() as session:
        session.connection().execute(delete(NameKey))
        session.add(Filling(table="namekey"))
    monkeypatch.setattr(filling, "insert_rows", slowly)

    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "UnlockScreen"))
        await until(pilot, lambda: pilot.app.focused)
        await type_in(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "正在为姓名建立检索" in shown(pilot.app) and "0 / " in shown(pilot.app))
        seen.set()
        await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root), steps)
