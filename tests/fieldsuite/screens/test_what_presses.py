"""A battery that runs low and a disk that fills are said on the first screen, in both languages, with what to do."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.doctor import Check
from tests.fieldsuite.screens.driving import drive, program, shown, unlock, until


def test_the_first_screen_says_that_the_battery_runs_low(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(Check("battery", False, "battery_low", {"percent": 9}),)]
    monkeypatch.setattr("fieldsuite.screens.machine_watch.pressing", lambda home: found[0])

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await until(pilot, lambda: "! 电池只剩 9%" in shown(pilot.app))
        assert "请接上电源" in shown(pilot.app)
        await pilot.press("f9")
        await until(pilot, lambda: "Only 9 % of the battery left Plug it in" in shown(pilot.app))
        found[0] = ()
        await pilot.press("1")
        await until(pilot, lambda: "battery" not in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "DUE" in shown(pilot.app).upper() and "battery" not in shown(pilot.app))

    drive(program(root), steps)
