"""Keys typed while a screen opens reach the field they were meant for, or nothing; none means something else."""

from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot

from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.screens.people import PeopleScreen
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, type_in, unlock, until


def at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys before the screen that was pushed a moment ago could be painted."""
    driver: Any = pilot.app._driver
    for key in keys:
        driver.send_message(Key(key, key if len(key) == 1 else None))


def test_a_name_typed_behind_f3_is_looked_for_and_a_question_that_opens_takes_nothing(root: Path) -> None:
    answers: list[object] = []

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        pilot.app.push_screen(PeopleScreen())
        at_once(pilot, *"qxl")
        await until(pilot, lambda: on(pilot, "PeopleScreen")() and field(pilot, "query").value == "qxl")
        await pilot.press("escape")
        pilot.app.push_screen(ConfirmScreen("leave_while_packing"), answers.append)
        at_once(pilot, "enter", "enter")
        await until(pilot, on(pilot, "ConfirmScreen"))
        await pilot.pause()
        assert on(pilot, "ConfirmScreen")() and not answers
        await pilot.press("escape")
        pilot.app.push_screen(PathScreen("import_from"))
        at_once(pilot, *"1i1i")
        await until(pilot, on(pilot, "PathScreen"))
        await pilot.pause()
        assert not {"1", "i"} & set(field(pilot, "path").value.removeprefix(str(root / "stick")))
        await pilot.press("escape")
        await pilot.press("ctrl+p")
        await type_in(pilot, "beifen")
        await until(pilot, lambda: "备份与恢复" in shown(pilot.app))

    drive(program(root), steps)
    assert answers == [False]
