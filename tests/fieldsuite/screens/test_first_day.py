"""What the walks stumbled over (docs/walks): the screen says what can be done, and stands where it is to be done."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, type_in, unlock, until


def test_without_a_model_the_human_check_comes_first_and_what_is_missing_has_the_cursor(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "语音认证（还没有建模，先按 F2）" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, on(pilot, "HumanCheckScreen"))
        field(pilot, "save").press()
        await until(pilot, lambda: pilot.app.focused is field(pilot, "place"))
        field(pilot, "place").value = "村委会"
        field(pilot, "save").press()
        await until(pilot, lambda: pilot.app.focused is field(pilot, "photos"))
        await pilot.press("f3")
        await until(pilot, on(pilot, "PeopleScreen"))
        await type_in(pilot, "查无此人")
        await until(pilot, lambda: "没有这样的人" in shown(pilot.app))

    drive(program(root), steps)


def test_when_everybody_was_written_to_the_desk_offers_it_no_more(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot, office="省级")
        await pilot.press("f8")
        await until(pilot, lambda: on(pilot, "DispatchScreen")() and field(pilot, "folder").value)
        screen: Any = pilot.app.screen
        await pilot.app.workers.wait_for_complete()
        screen._answers({"one": 3, "two": 5})
        field(pilot, "site").value = "*"
        await until(pilot, lambda: "所有等答复的经办点（2 个）" in shown(pilot.app))
        field(pilot, "folder").value = "/media/usb"
        await album.look(pilot, "to_all")
        screen._answers({})
        await until(pilot, lambda: "所有等答复" not in shown(pilot.app))

    drive(program(root), steps)
