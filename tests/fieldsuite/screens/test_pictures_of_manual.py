"""Pictures of the manual in both languages: what F1 offers, the contents, a page of a job."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import copied, drive, on, program, type_in, until
from tests.fieldsuite.screens.test_pictures import locked


def test_the_manual_looks_as_it_did(made_ground: Path, tmp_path: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await locked(pilot)
        await pilot.press("f1")
        await until(pilot, on(pilot, "HelpScreen"))
        await album.look(pilot)
        await pilot.press("3")
        await until(pilot, on(pilot, "ManualScreen"))
        await album.look(pilot)
        await type_in(pilot, "beifen")
        await pilot.press("enter")
        await until(pilot, on(pilot, "ManualPageScreen"))
        await album.look(pilot)

    drive(program(copied(made_ground, tmp_path)), steps)
