"""设置与诊断 by keys: the checklist, trying camera and microphone, models, thresholds, the alignment."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot

from biometric.face.dlib_engine import DlibEngine
from biometric.microphone import LineIn
from biometric.steps import Box, Measure
from fieldsuite.background import Stepped
from fieldsuite.casework.calibrate import Calibration
from fieldsuite.doctor import Check
from fieldsuite.doctor.trying import Heard, Seen
from tests.doubles.cameras import GreyCamera, RefusingCamera
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, type_in, unlock, until


class Humming:
    """A machine in whose room nobody speaks."""

    def __init__(self) -> None:
        self._closed = threading.Event()

    def names(self) -> list[str]:
        return ["microphone"]

    def open(self, index: int | None, rate: int) -> "Humming":
        return self

    def start(self, take: Callable[[bytes], None]) -> None:
        threading.Thread(target=self._hum, args=(take,), daemon=True).start()

    def _hum(self, take: Callable[[bytes], None]) -> None:
        while not self._closed.wait(0.02):
            take(np.full(1600, 1e-4, np.float32).tobytes())

    def close(self) -> None:
        self._closed.set()


def no_camera(_source: str | None) -> RefusingCamera:
    return RefusingCamera("no_camera")


async def to_checkup(pilot: Pilot[Any]) -> None:
    await unlock(pilot)
    await pilot.press("ctrl+t")
    await checked(pilot)


async def checked(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: on(pilot, "CheckupScreen")() and not pilot.app.screen.running, 60)  # type: ignore[attr-defined]


def test_what_is_lacking_is_chosen_first_and_says_how_to_mend_it(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_checkup(pilot)
        await until(pilot, lambda: "!" in shown(pilot.app))
        text = shown(pilot.app)
        assert "项请注意" in text
        names = [check.name for check in pilot.app.screen.checks]  # type: ignore[attr-defined]
        assert {"clock", "disk", "keys", "face", "voice", "fonts", "terminal", "camera", "microphone"} <= set(
            names
        )
        lacking = [check.name for check in pilot.app.screen.checks if not check.ok]  # type: ignore[attr-defined]
        assert field(pilot, "checks").chosen == lacking[0]
        pilot.app.screen.checks = ()  # type: ignore[attr-defined]
        await pilot.press("t")
        await until(pilot, lambda: len(pilot.app.screen.checks) == len(names))  # type: ignore[attr-defined]

    drive(program(root, open_camera=no_camera), steps)


def test_a_thing_without_which_no_work_is_possible_is_said_in_words_too(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_checkup(pilot)
        screen: Any = pilot.app.screen
        screen.checks = (
            Check("disk", False, "disk_full", {"free": "0.1 GB"}, "E_DISK"),
            Check("camera", False, "camera_missing"),
        )
        screen.fill()
        field(pilot, "checks").move_cursor(row=0)
        await pilot.pause()
        text = shown(pilot.app)
        assert "✗ 有 1 项缺少，不能办理；另有 1 项请注意" in text
        assert "请腾出至少 1 GB" in text

    drive(program(root, open_camera=no_camera), steps)


def test_it_opens_before_an_office_is_unlocked_and_leads_back(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "UnlockScreen"))
        await until(pilot, lambda: pilot.app.focused)
        await pilot.press("ctrl+t")
        await checked(pilot)
        assert "3 模型" not in shown(pilot.app)
        await pilot.press("3", "4")
        assert on(pilot, "CheckupScreen")()
        await pilot.press("5")
        await until(pilot, lambda: on(pilot, "AlignmentScreen")() and "𬱟" in shown(pilot.app))
        from rich.cells import cell_len

        ends = {
            cell_len(line.rstrip()) for line in shown(pilot.app).splitlines() if line.rstrip().endswith("┃")
        }
        assert len(ends) == 1
        await album.look(pilot)
        await pilot.press("escape", "escape")
        await until(pilot, on(pilot, "UnlockScreen"))

    drive(program(root, open_camera=no_camera), steps)


def test_the_camera_shows_its_picture_and_what_to_change_and_is_let_go_of(root: Path) -> None:
    camera = GreyCamera()

    async def steps(pilot: Pilot[Any]) -> None:
        await to_checkup(pilot)
        opened = camera.opened
        await pilot.press("1")
        await until(pilot, lambda: on(pilot, "CameraTestScreen")() and field(pilot, "preview").frames > 2)
        await until(pilot, lambda: "640×480" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "CheckupScreen"))
        await until(pilot, lambda: camera.closed > opened)

    drive(program(root, open_camera=lambda _source: camera), steps)


@pytest.mark.requirement("R083")
def test_without_a_camera_the_sentence_stands_in_place_and_space_tries_again(
    root: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_checkup(pilot)
        await pilot.press("1")
        await until(pilot, lambda: "✗ 没有找到摄像头" in shown(pilot.app))
        assert "M " not in shown(pilot.app).splitlines()[2]
        await album.look(pilot, "no_camera")
        await pilot.press("space")
        await until(pilot, lambda: "✗ 没有找到摄像头" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "CheckupScreen"))

    drive(program(root, open_camera=no_camera), steps)


def test_the_microphone_says_whether_it_heard_anything(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_checkup(pilot)
        await pilot.press("2")
        await until(pilot, on(pilot, "MicrophoneTestScreen"))
        await album.look(pilot)
        await pilot.press("space")
        await until(pilot, lambda: pilot.app.screen.stage == "listening")  # type: ignore[attr-defined]
        await pilot.pause(0.3)
        await pilot.press("space")
        await until(pilot, lambda: pilot.app.screen.stage == "result" and "! " in shown(pilot.app))  # type: ignore[attr-defined]
        assert "音量" in shown(pilot.app)
        levels = (Measure("sound_level", -40.0, -35.0), Measure("sound_clipping", 0.0, high=0.1))
        pilot.app.screen.heard = Heard(levels, "biometric.advice_sound_level_low", 3.0)  # type: ignore[attr-defined]
        pilot.app.screen.fill()  # type: ignore[attr-defined]
        await album.look(pilot, "heard")
        await pilot.press("escape")
        await until(pilot, on(pilot, "CheckupScreen"))

    microphone = LineIn(driver=Humming())
    app = program(root, open_camera=no_camera, open_microphone=lambda _source: microphone)
    drive(app, steps)


def calibration(genuine: int = 90, impostor: int = 900) -> Calibration:
    """What an office with trials of its own would be told; the counting is the program's."""
    from biometric.calibration import Trial, Trials, missing, propose
    from biometric.evaluation import det, eer
    from fieldsuite.casework.calibrate import beside
    from fieldsuite.thresholds import Kind, Pair

    rng = np.random.default_rng(5)
    mine = [Trial(float(value), f"p{at % 30}") for at, value in enumerate(rng.normal(0.66, 0.06, genuine))]
    others = [
        Trial(float(value), f"p{at % 30}", f"q{at // 30}")
        for at, value in enumerate(rng.normal(0.34, 0.07, impostor))
    ]
    trials = Trials(tuple(mine), tuple(others))
    wanted = missing(trials, 0.01)
    proposal = None if wanted else propose(trials, "face", 0.01)
    built_in, kind = Pair(0.55, 0.48), Kind("face", "dlib", DlibEngine.version)
    return Calibration(
        kind, genuine, impostor, trials.people, 0, 0.01, built_in, built_in, trials.errors(0.55),
        det(trials.genuine, trials.impostor), eer(trials.genuine, trials.impostor)[0], proposal,
        beside(proposal.threshold, built_in) if proposal else None, wanted, trials,
    )  # fmt: skip


async def to_calibration(pilot: Pilot[Any]) -> None:
    await to_checkup(pilot)
    await pilot.press("4")
    await until(
        pilot,
        lambda: on(pilot, "CalibrationScreen")() and pilot.app.screen.found and not pilot.app.screen.running,
    )  # type: ignore[attr-defined]
    await until(pilot, lambda: "次数还不够" in shown(pilot.app))


def test_a_threshold_is_proposed_with_its_intervals_and_set_with_a_reason_by_the_reviewer(
    root: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot, officer="韦强")
        await pilot.press("ctrl+t")
        await checked(pilot)
        await pilot.press("4")
        await until(pilot, lambda: "没有可以画的数据" in shown(pilot.app))
        screen: Any = pilot.app.screen
        await until(pilot, lambda: not screen.running)
        screen.step(calibration())
        await until(pilot, lambda: "建议阈值" in shown(pilot.app) and "95%" in shown(pilot.app))
        assert "✕" in shown(pilot.app)
        proposed = screen.found.proposal.threshold
        await pilot.press("a")
        await until(pilot, on(pilot, "ThresholdScreen"))
        assert field(pilot, "accept").value == f"{proposed:.3f}"
        field(pilot, "accept").value = "much"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "✗ 0 到 1 之间的数" in shown(pilot.app))
        await album.look(pilot, "wrong")
        field(pilot, "accept").value = "0.60"
        field(pilot, "why").focus()
        await type_in(pilot, "our trials")
        await pilot.press("enter")
        await until(pilot, lambda: "0.550 → 0.600" in shown(pilot.app))
        await until(pilot, lambda: screen.found is not None and not screen.running)
        assert screen.found.in_force.accept == 0.6
        await pilot.press("x")
        await until(pilot, on(pilot, "ThresholdScreen"))
        await album.look(pilot, "back", hide="(?:记录|record)&#160;[0-9a-f]{8}")
        await type_in(pilot, "back")
        await pilot.press("enter")
        await until(pilot, lambda: "0.600 → 0.550" in shown(pilot.app))

    drive(program(root, open_camera=no_camera), steps)


def test_the_officer_is_told_that_the_reviewer_sets_thresholds(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_calibration(pilot)
        await pilot.press("a")
        await until(pilot, on(pilot, "ThresholdScreen"))
        field(pilot, "why").focus()
        await type_in(pilot, "lower")
        await album.look(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "✗ 阈值由复核员设定" in shown(pilot.app))
        await pilot.press("escape", "escape")
        await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root, open_camera=no_camera), steps)


def test_another_language_in_the_middle_of_the_pictures_loses_none_and_ends_nothing(
    root: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_checkup(pilot)
        await pilot.press("1")
        await until(pilot, on(pilot, "CameraTestScreen"))
        screen: Any = pilot.app.screen
        for number in range(8):
            for _ in range(4):
                screen.post_message(Stepped(Seen(np.zeros((48, 64, 3), np.uint8), None, (), "", 12.0)))
            await pilot.press("f9")
            word = "Help" if number % 2 == 0 else "帮助"
            await until(pilot, lambda word=word: word in shown(pilot.app).splitlines()[-1])
        screen.post_message(Stepped(Seen(np.zeros((48, 64, 3), np.uint8), None, (), "", 12.0)))
        await until(pilot, lambda: field(pilot, "preview").frames > 0)
        screen.stop_following()
        screen.show_problem(None)
        measures = (Measure("brightness", 120.0, 60.0, 200.0), Measure("distance", 98.0, 35.0, 90.0))
        picture = np.full((480, 640, 3), 128, np.uint8)
        far = Seen(picture, Box(260, 180, 380, 320), measures, "biometric.advice_distance_high", 12.0)
        screen.post_message(Stepped(far))
        await until(pilot, lambda: "640×480" in shown(pilot.app))
        await album.look(pilot)

    drive(program(root, open_camera=no_camera), steps)
