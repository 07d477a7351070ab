"""Charts are reached from the figures and from the palette, chosen by a digit, and written as they are shown."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from textual.pilot import Pilot

from fieldsuite.casework import people
from tests.fieldsuite.screens.at_work import at_work
from tests.fieldsuite.screens.driving import drive, on, palette, program, shown, type_in, until
from tests.fieldsuite.screens.test_work_office import jobs
from tests.fieldsuite.screens.test_work_people import write_to


@pytest.mark.requirement("R183")
def test_a_digit_on_the_figures_shows_a_picture_and_its_numbers_are_written(
    root: Path, tmp_path: Path
) -> None:
    with at_work(root) as office:
        name = people.find(office, limit=1)[0].name

    async def steps(pilot: Pilot[Any]) -> None:
        await jobs(pilot, "summary")
        await pilot.press("4")
        await until(pilot, lambda: on(pilot, "ChartsScreen")() and "█ 暂停" in shown(pilot.app))
        await pilot.press("2", "1")
        await until(pilot, lambda: "▶1 各村进度" in shown(pilot.app) and "░ 未认证" in shown(pilot.app))
        assert pilot.app.screen.found[0].name == "villages", "an answer that came late was drawn"  # type: ignore[attr-defined]
        await pilot.press("ctrl+e")
        await write_to(pilot, tmp_path / "charts.xlsx")
        await pilot.press("5")
        await until(pilot, on(pilot, "AskPersonScreen"))
        await type_in(pilot, name)
        await pilot.press("enter")
        await until(pilot, lambda: on(pilot, "ChartsScreen")() and "还没有模板" in shown(pilot.app))
        await pilot.press("f9")
        await until(pilot, lambda: "There is no template yet" in shown(pilot.app))
        await pilot.press("f9", "escape", "escape")
        await palette(pilot, "tubiao", "ChartsScreen")

    drive(program(root / "village"), steps, (80, 24))
    assert load_workbook(tmp_path / "charts.xlsx").sheetnames == ["各村进度"]
