"""Pictures of the manual in both languages: what F1 offers, the contents, a page of a job."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.fieldsuite.screens.driving import copied, on, program, type_in, until
from tests.fieldsuite.screens.test_pictures import locked, settled


async def helping(pilot: Pilot[Any]) -> None:
    await locked(pilot)
    await pilot.press("f1")
    await until(pilot, on(pilot, "HelpScreen"))
    await settled(pilot)


async def contents(pilot: Pilot[Any]) -> None:
    await helping(pilot)
    await pilot.press("3")
    await until(pilot, on(pilot, "ManualScreen"))
    await settled(pilot)


async def page(pilot: Pilot[Any]) -> None:
    await contents(pilot)
    await type_in(pilot, "beifen")
    await pilot.press("enter")
    await until(pilot, on(pilot, "ManualPageScreen"))
    await settled(pilot)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("step", [helping, contents, page])
def test_the_manual_looks_as_it_did(
    step: Any, lang: str, made_ground: Path, tmp_path: Path, snap_compare: Any
) -> None:
    assert snap_compare(
        program(copied(made_ground, tmp_path), lang), terminal_size=(100, 30), run_before=step
    )
