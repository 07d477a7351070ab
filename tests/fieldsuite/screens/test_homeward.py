"""From any depth one key leads to the screen where the day begins; nothing typed on the way is lost."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from fieldsuite.screens.ask_path import PathScreen
from tests.fieldsuite.screens.driving import drive, field, on, program, unlock, until


def test_one_key_leads_home_over_screens_forms_and_questions_and_what_was_typed_waits(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        for key, name in (("f3", "PeopleScreen"), ("f8", "StickScreen"), ("ctrl+g", "JobsScreen")):
            await pilot.press(key)
            await until(pilot, on(pilot, name))
        await pilot.press("ctrl+b")
        await until(pilot, on(pilot, "HomeScreen"))
        assert len(pilot.app.screen_stack) == 2
        await pilot.press("v")
        await until(pilot, on(pilot, "VisitScreen"))
        field(pilot, "place").value = "石塘村"
        pilot.app.push_screen(PathScreen("import_from"))
        await until(pilot, on(pilot, "PathScreen"))
        await pilot.press("ctrl+b")
        await until(pilot, on(pilot, "HomeScreen"))
        await pilot.press("ctrl+b", "v")
        await until(pilot, on(pilot, "VisitScreen"))
        await until(pilot, lambda: field(pilot, "place").value == "石塘村")

    drive(program(root), steps)


def test_home_and_end_lead_to_the_first_and_the_last_line_of_a_list(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        visits = field(pilot, "visits")
        await until(pilot, lambda: visits.row_count > 2)
        await pilot.press("end")
        assert visits.cursor_row == visits.row_count - 1
        await pilot.press("home")
        assert visits.cursor_row == 0

    drive(program(root), steps)
