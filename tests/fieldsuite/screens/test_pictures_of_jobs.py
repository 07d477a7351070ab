"""Pictures of the jobs of a whole office."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.casework import batch
from fieldsuite.casework.batch_report import BatchReport
from fieldsuite.doctor import Check
from fieldsuite.screens.batch_result import BatchResultScreen
from tests.doubles.cameras import RefusingCamera
from tests.fieldsuite.casework.test_calibrating import enrolled, verified
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.at_work import at_work, card_folder
from tests.fieldsuite.screens.driving import copied, drive, on, program, unlock, until
from tests.fieldsuite.screens.test_machine import calibration
from tests.fieldsuite.screens.test_pictures import settled

Steps = Callable[[Pilot[Any]], Any]

CHECKS = (
    Check("python", True, "python", {"version": "3.11.2", "bits": 64}),
    Check("clock", True, "clock", {"now": "2026-11-21 09:14", "zone": "UTC+0800"}),
    Check("disk", False, "disk_full", {"free": "0.1 GB"}, "E_DISK"),
    Check("face", True, "face", {"version": "20.0"}),
    Check("fonts", False, "fonts_partial", {"found": "NotoSansCJK-Regular.ttc", "missing": "𰻞"}),
    Check("terminal", True, "terminal", {"columns": 100, "lines": 30, "encoding": "utf-8"}),
    Check("camera", False, "camera_busy"),
)


@pytest.fixture(scope="module")
def jobs_ground(made_ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village after a batch: two people of one photograph, and one whose likeness has been falling."""
    root = copied(made_ground, tmp_path_factory.mktemp("jobs"))
    folder, rows = card_folder(root)
    with at_work(root) as office:
        for _ in batch.folder(office, folder, workers=1):
            pass
        enrolled(office, [rows[2].id])
        for likeness in (0.72, 0.71, 0.71, 0.58, 0.57, 0.56):
            verified(office, rows[2].id, likeness)
    return root


def report(app: Any) -> BatchReport:
    """What the batch says when it is run once more: who was enrolled before, and who must come."""
    *_, last = batch.folder(app.office, app.root / "cards", workers=1)
    assert isinstance(last, BatchReport)
    return last


async def pairs(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("u")
    await until(pilot, lambda: on(pilot, "DuplicatesScreen")() and pilot.app.screen.pairs)  # type: ignore[attr-defined]
    await until(pilot, lambda: all(each.frames > 1 for each in pilot.app.screen.query("Preview")))  # type: ignore[attr-defined]
    await settled(pilot)


async def batch_result(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.app.push_screen(BatchResultScreen(report(pilot.app)))
    await settled(pilot)


async def checkup(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("ctrl+t")
    await until(pilot, lambda: on(pilot, "CheckupScreen")() and not pilot.app.screen.running, 60)  # type: ignore[attr-defined]
    screen: Any = pilot.app.screen
    screen.checks = CHECKS
    screen.fill()
    screen.query_one("#checks").move_cursor(row=4)
    await settled(pilot)


async def thresholds(pilot: Pilot[Any]) -> None:
    await checkup(pilot)
    await pilot.press("4")
    await until(pilot, lambda: on(pilot, "CalibrationScreen")() and pilot.app.screen.found)  # type: ignore[attr-defined]
    screen: Any = pilot.app.screen
    await until(pilot, lambda: not screen.running)
    screen.step(calibration())
    await settled(pilot)


async def care(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("c")
    await until(pilot, lambda: on(pilot, "RenewalsScreen")() and pilot.app.screen.rows)  # type: ignore[attr-defined]
    await pilot.press("enter")
    await until(pilot, lambda: on(pilot, "TemplateCareScreen")() and pilot.app.screen.templates)  # type: ignore[attr-defined]
    await settled(pilot)


SCREENS: dict[str, Steps] = {
    "pairs": pairs,
    "batch_result": batch_result,
    "checkup": checkup,
    "thresholds": thresholds,
    "care": care,
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_looks_as_it_did(name: str, jobs_ground: Path, tmp_path: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await SCREENS[name](pilot)
        await album.look(pilot, small=True)

    drive(
        program(copied(jobs_ground, tmp_path), open_camera=lambda _source: RefusingCamera("no_camera")), steps
    )
