"""The manual inside the program: from F1 to the page of the screen or of the error, and found by typing."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.fieldsuite.screens.driving import drive, field, on, palette, program, shown, type_in, unlock, until


def test_the_manual_is_read_before_anybody_unlocked_and_tells_of_the_error_on_the_screen(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "UnlockScreen"))
        await pilot.press("f1", "enter")
        await until(pilot, lambda: on(pilot, "ManualPageScreen")() and "打开和锁上办公室" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "UnlockScreen"))
        field(pilot, "passphrase").value = "wrong-wrong-wrong"
        field(pilot, "passphrase").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "✗" in shown(pilot.app))
        await pilot.press("f1", "enter")
        await until(pilot, lambda: on(pilot, "ManualPageScreen")() and "E_PASSPHRASE" in shown(pilot.app))
        assert "刚才屏幕上说" in shown(pilot.app) and "怎么办" in shown(pilot.app)

    drive(program(root), steps)


def test_a_page_is_found_by_typing_pinyin_and_leads_to_others(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f1", "3")
        await until(pilot, on(pilot, "ManualScreen"))
        await type_in(pilot, "dndl")
        await until(pilot, lambda: "电脑丢了" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "ManualPageScreen")() and "马上打电话给省里" in shown(pilot.app))
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "备份与恢复" in shown(pilot.app).splitlines()[1])
        await pilot.press("f9")
        await until(pilot, lambda: "another disk" in shown(pilot.app))
        await pilot.press("1")
        await until(pilot, lambda: "E_FORK" in shown(pilot.app).splitlines()[1])
        await pilot.press("escape", "escape", "escape")
        await until(pilot, on(pilot, "HomeScreen"))
        await palette(pilot, "manual", "ManualScreen")

    drive(program(root), steps)
