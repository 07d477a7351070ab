"""Pictures of the first quarter of an hour, in both languages: the choice, the set-up, the first steps, the tour."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import copied, drive, field, on, program, unlock, until
from tests.fieldsuite.screens.test_pictures import settled


async def choosing(pilot: Pilot[Any]) -> None:
    await until(pilot, on(pilot, "FirstRunScreen"))
    await settled(pilot)


async def setting_up(pilot: Pilot[Any]) -> None:
    await choosing(pilot)
    await pilot.press("2")
    await until(pilot, on(pilot, "SetUpScreen"))
    field(pilot, "site").focus()
    await settled(pilot)


async def beginning(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("ctrl+g")
    await until(pilot, on(pilot, "JobsScreen"))
    await settled(pilot)
    await pilot.press("home", "up", "up", "enter")
    await until(pilot, lambda: on(pilot, "FirstStepsScreen")() and pilot.app.screen.steps)  # type: ignore[attr-defined]
    await settled(pilot)


async def touring(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("f1", "1")
    await until(pilot, on(pilot, "TourScreen"))
    await pilot.press("enter", "enter")
    await settled(pilot)


@pytest.mark.parametrize("step", [choosing, setting_up, beginning, touring])
def test_the_first_day_looks_as_it_did(
    step: Any, made_ground: Path, tmp_path: Path, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new = step in (choosing, setting_up)

    async def steps(pilot: Pilot[Any]) -> None:
        await step(pilot)
        await album.look(pilot)

    drive(program(Path("fieldsuite") if new else copied(made_ground, tmp_path)), steps)
