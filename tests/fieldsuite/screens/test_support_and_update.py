"""What whoever helps would see is read to its last page before it is saved, onto the stick that is there."""

import zipfile
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.fieldsuite.screens.driving import drive, field, on, palette, program, shown, unlock, until


def test_a_support_bundle_is_saved_only_behind_its_last_page_and_goes_onto_the_stick(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await palette(pilot, "zhichibao", "SupportScreen")
        screen: Any = pilot.app.screen
        await until(pilot, lambda: "about.json" in shown(pilot.app))
        pages = []
        while on(pilot, "SupportScreen")():
            pages.append(screen.at)
            await pilot.press("enter")
        assert sorted(set(pages)) == list(range(len(screen.files))) and len(pages) > len(screen.files)
        await until(pilot, lambda: field(pilot, "path").value.startswith(str(root / "stick")))
        await pilot.press("enter")
        await until(pilot, lambda: "✓ 已保存" in shown(pilot.app))
        with zipfile.ZipFile(next((root / "stick").glob("*.zip"))) as file:
            assert {name: file.read(name).decode() for name in file.namelist()} == screen.files
        await pilot.press("left_square_bracket", "f9")
        await until(pilot, lambda: "What the checks found" in shown(pilot.app))

    drive(program(root), steps)
