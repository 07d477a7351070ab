"""Capturing before a person: the prompt, the picture, the verdict, and what happens without a camera."""

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot

from biometric.steps import Asked, Box, Guidance, Level, Measure, Preview, Refused, Verdict
from fieldsuite.background import Pressed, Stepped
from tests.doubles.cameras import RefusingCamera
from tests.doubles.faces import somebody
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, until
from tests.fieldsuite.screens.test_work import open_first

GREY = np.full((480, 640, 3), 128, np.uint8)


async def to_face(pilot: Pilot[Any]) -> None:
    await open_first(pilot)
    await pilot.press("m", "1")
    await until(pilot, lambda: on(pilot, "VerifyFaceScreen")() and pilot.app.screen.card is not None)  # type: ignore[attr-defined]


async def to_enrolment(pilot: Pilot[Any]) -> None:
    """Agree to the face, then Enter through the form."""
    await pilot.press("f2", "1")
    await until(pilot, lambda: on(pilot, "ConsentScreen")() and pilot.app.focused is not None)
    await pilot.press("space", *["enter"] * 6)
    await until(pilot, on(pilot, "EnrolFaceScreen"))


@pytest.mark.requirement("R056", "R070")
@pytest.mark.requirement("R064")
def test_the_guidance_is_read_before_anything_starts_and_the_last_time_is_told(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        text = shown(pilot.app)
        assert "请端正您的坐姿，保持您的人脸在视频红色检测框内" in text
        assert "您上次认证时间：2025-" in text
        assert "第 1 次 / 共 3 次" in text

    drive(program(root), steps)


@pytest.mark.requirement("R083")
def test_without_a_camera_the_sentence_stands_in_place_and_other_ways_are_open(
    root: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await to_enrolment(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "✗" in shown(pilot.app).splitlines()[1])
        assert "按 空格 开始建模" in shown(pilot.app)
        await album.look(pilot, "no_camera")
        await pilot.press("escape")
        await until(pilot, on(pilot, "PersonScreen"))
        await pilot.press("m", "3")
        await until(pilot, on(pilot, "HumanCheckScreen"))

    drive(program(root, open_camera=lambda _source: RefusingCamera("no_camera")), steps)


@pytest.mark.requirement("R063")
def test_one_large_prompt_the_ticked_actions_and_the_time_left_are_shown(root: Path) -> None:
    asked = (Asked("blink", 1.0, 2.0), Asked("left", 3.0))
    measures = (Measure("brightness", 120.0, 60.0, 200.0), Measure("distance", 60.0, 35.0, 90.0))

    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        screen: Any = pilot.app.screen
        screen.show_stage("live")
        screen.post_message(Stepped(Preview(GREY, Box(200, 100, 400, 300), "left", asked, 14.2, measures)))
        await until(pilot, lambda: "还有 14 秒" in shown(pilot.app))
        text = shown(pilot.app)
        assert "① 眨眼 ✓" in text and "② 向左转头 …" in text
        assert "约60厘米✓" in text
        assert "▄▄▄▄██▄▄▄▄▄▄▄" in text  # 向 in block letters
        assert field(pilot, "preview").frames > 0

    drive(program(root), steps)


@pytest.mark.requirement("R065")
@pytest.mark.requirement("R062")
def test_a_pass_shows_one_word_the_next_deadline_and_why(root: Path) -> None:
    passed = Verdict(
        "alive_and_same", "face_same", "dlib", "1", 0.71, 0.55, actions=(Asked("blink", 1.0, 2.0),)
    )

    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        pilot.app.screen.post_message(Stepped(passed))
        await until(pilot, lambda: "✓  通过" in shown(pilot.app))
        text = shown(pilot.app)
        assert "下次 2027-11-21 前" in text
        assert "相似 0.71（需 0.55）" in text and "动作 1/1" in text

    drive(program(root), steps)


@pytest.mark.requirement("R067")
@pytest.mark.requirement("R069")
def test_a_failure_says_what_to_change_and_which_ways_are_open(root: Path) -> None:
    missed = Verdict("not_same", "reason_not_same", "dlib", "1", 0.31, 0.55)

    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        pilot.app.screen.post_message(Stepped(missed))
        await until(pilot, lambda: "✗  不通过" in shown(pilot.app))
        text = shown(pilot.app)
        assert "空格 再来一次" in text and "M 换一种方式" in text and "人工核实" in text
        await pilot.press("f9")
        await until(pilot, lambda: "✗  Not passed" in shown(pilot.app))

    drive(program(root), steps)


@pytest.mark.requirement("R072")
def test_digits_are_shown_large_with_the_level_and_the_number_of_the_recording(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("m", "2")
        await until(pilot, on(pilot, "VerifyVoiceScreen"))
        screen: Any = pilot.app.screen
        screen.show_stage("live")
        screen.post_message(Stepped(Guidance("say_digits", {"digits": "385201", "number": 3, "total": 5})))
        screen.post_message(Stepped(Level(0.2)))
        await until(pilot, lambda: "第 3 遍 / 共 5 遍" in shown(pilot.app))
        assert field(pilot, "digits").digits == "385201"
        assert field(pilot, "digits").size.height == 7
        assert "▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓" in shown(pilot.app)

    drive(program(root), steps)


def test_a_newer_picture_replaces_one_that_was_not_drawn_yet_and_nothing_else_does() -> None:
    first, second = Stepped(Preview(GREY)), Stepped(Preview(GREY))
    assert first.can_replace(second)
    assert not first.can_replace(Stepped(Guidance("look_straight")))
    assert not Stepped(Guidance("look_straight")).can_replace(second)


def test_a_press_starts_a_recording_the_next_ends_it_and_giving_up_lets_go() -> None:
    pressed, ready = Pressed(), []
    waiting = threading.Thread(target=lambda: ready.append(pressed.ready()))
    waiting.start()
    assert not ready
    pressed.press()
    waiting.join(5)
    assert ready == [True]
    assert not pressed.stop()
    pressed.press()
    assert pressed.stop() and not pressed.stop()
    pressed.give_up()
    assert not pressed.ready()


def test_a_person_is_enrolled_from_photographs_and_passes_by_a_clip_in_practice(
    root: Path, tmp_path: Path, album: Album
) -> None:
    person = somebody(tmp_path)
    clip = person.film(("blink", "left"), tmp_path / "clip.avi")

    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await to_enrolment(pilot)
        field(pilot, "path").value = ";".join(map(str, person.photographs))
        await pilot.press("space")
        await until(pilot, lambda: "建模通过" in shown(pilot.app), seconds=60)
        field(pilot, "path").value = "/media/usb/01.jpg;/media/usb/02.jpg;/media/usb/03.jpg"
        await album.look(pilot, "made")
        await pilot.press("escape")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and pilot.app.screen.card.templates)  # type: ignore[attr-defined]
        await pilot.press("f4")
        await until(pilot, on(pilot, "VerifyFaceScreen"))
        field(pilot, "path").value = str(clip)
        field(pilot, "shown").value = "眨眼；向左转头"
        await pilot.press("space")
        await until(pilot, lambda: "✓  通过" in shown(pilot.app), seconds=60)
        assert "下次 2027-11-21 前" in shown(pilot.app)

    drive(program(root), steps)


@pytest.mark.requirement("R057")
def test_dark_glasses_may_stay_on_when_the_officer_notes_why(root: Path, album: Album) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await to_enrolment(pilot)
        screen: Any = pilot.app.screen
        await album.look(pilot)
        screen.show_stage("live")
        screen.post_message(Stepped(Refused("poor_image", "advice_brightness_low")))
        await until(pilot, lambda: "太暗了" in shown(pilot.app))
        assert "工作人员按 Y" not in shown(pilot.app)
        screen.post_message(Stepped(Refused("poor_image", "advice_glasses_low")))
        await until(pilot, lambda: "工作人员按 Y" in shown(pilot.app))
        assert "请摘下来" in shown(pilot.app)
        await album.look(pilot, "glasses")
        await pilot.press("y")
        await until(pilot, on(pilot, "ReasonScreen"))
        assert "为什么照样采集？" in shown(pilot.app)
        field(pilot, "reason").value = "青光眼"
        await pilot.press("enter")
        await until(pilot, on(pilot, "EnrolFaceScreen"))
        assert (screen.excuse.measures, screen.excuse.reason) == (("glasses",), "青光眼")

    drive(program(root, open_camera=lambda _source: RefusingCamera("no_camera")), steps)
