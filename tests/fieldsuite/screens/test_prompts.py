"""What the person before the camera is told: short, large, one thing at a time, and shown by a face that does it."""

import re
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from textual.pilot import Pilot

from biometric.steps import Action, Asked, Guidance, Preview, Refused, Verdict
from fieldsuite.background import Stepped
from fieldsuite.widgets.acting_face import PHASES, STILL, face
from fieldsuite.widgets.block_words import block_words
from tests.fieldsuite.screens.driving import drive, field, program, shown, until
from tests.fieldsuite.screens.test_capture import to_face
from tests.house.catalogues import sentences
from tests.house.tree import ROOT

PROMPTS = {key: entry for key, entry in sentences().items() if key.startswith("prompts.")}
GREY = np.full((480, 640, 3), 128, np.uint8)
BESIDE = (34, 16)
"""Cells and lines of the person's side at 100 by 30, and at 80 by 24."""
OF_PAPER = ("advice_card_", "advice_no_photograph")
"""Advice about photographs on a disk: nobody stands before the camera then."""


@pytest.mark.parametrize("key", PROMPTS)
def test_every_prompt_has_at_most_twelve_characters_and_fits_beside_the_picture_in_blocks(key: str) -> None:
    """Twelve: design page screens, 大字不超过 12 字."""
    entry = PROMPTS[key]
    assert 0 < len(entry["zh"]) <= 12 and len(entry["en"]) <= 12
    assert block_words(entry["zh"], *BESIDE) and block_words(entry["en"], *BESIDE)
    assert len(block_words(entry["zh"], 130, 40)) >= 16  # doubled where there is room


def test_whatever_a_capture_may_say_has_its_prompt() -> None:
    said = {key.partition(".")[2] for key in sentences() if key.startswith("biometric.advice_")}
    said = {key for key in said if not key.startswith(OF_PAPER)}
    for path in (ROOT / "biometric").rglob("*.py"):
        said |= set(re.findall(r'Guidance\("([a-z_]+)"', path.read_text(encoding="utf-8")))
    said |= {f"ask_{action}" for action in get_args(Action)}
    said |= {"face_front", "hold_still", "face_missing_now", "several_faces_now", "recognising"}
    assert {f"prompts.{key}" for key in said} <= set(PROMPTS)


def test_where_blocks_do_not_fit_the_letters_are_spaced() -> None:
    assert block_words("向左转头", 15, 40) == () and block_words("向左转头", 34, 15) == ()
    assert max(map(len, block_words("向左转头", 64, 8))) == 64


@pytest.mark.parametrize("action", get_args(Action))
def test_a_face_does_every_action_and_comes_back(action: str) -> None:
    rest = face(action, 0, 8)
    assert face(action, STILL, 8) != rest
    assert face(action, len(PHASES) - 1, 8) == rest
    assert {len(row) for row in rest} == {20}


def test_the_face_turns_to_the_side_the_person_turns_to() -> None:
    """The preview is a mirror: the left of who looks at it is the left of the screen."""

    def features(action: str) -> float:
        inner = [row[5:-5] for row in face(action, STILL, 8)[2:6]]
        at = [column for row in inner for column, dot in enumerate(row) if dot != " "]
        return sum(at) / len(at)

    assert features("left") < features("blink") < features("right")


@pytest.mark.requirement("R063")
def test_one_prompt_the_face_and_the_seconds_stand_large(root: Path) -> None:
    asked = (Asked("blink", 1.0, 2.0), Asked("left", 3.0))

    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        screen: Any = pilot.app.screen
        screen.show_stage("live")
        screen.post_message(Stepped(Guidance("look_straight")))
        screen.post_message(Stepped(Preview(GREY, None, "left", asked, 7.2)))
        await until(pilot, lambda: "还有 7 秒" in shown(pilot.app))
        assert field(pilot, "prompt").words == "向左转头"
        assert field(pilot, "face").action == "left"
        assert field(pilot, "seconds").digits == "7"
        assert block_words("向左转头", *BESIDE)[2].strip() in shown(pilot.app)
        screen.post_message(Stepped(Refused("poor_image", "advice_distance_high")))
        await until(pilot, lambda: field(pilot, "prompt").words == "坐近一点")
        assert field(pilot, "face").action == "nearer"

    drive(program(root), steps)


@pytest.mark.requirement("R069")
def test_the_third_failure_blames_nobody_and_enter_leads_another_way(root: Path) -> None:
    missed = Verdict("action_missed", "reason_action_not_seen", "dlib", "1")

    async def steps(pilot: Pilot[Any]) -> None:
        await to_face(pilot)
        screen: Any = pilot.app.screen
        screen.card = None
        screen.post_message(Stepped(missed))
        await until(pilot, lambda: "可以这样告诉家人" in shown(pilot.app))
        assert "没有看到" in shown(pilot.app) and "不方便做动作的，换一种方式就行" in shown(pilot.app)
        screen._meant(type(screen.outcome)(False, (), 0))
        await until(pilot, lambda: "我们换一种方式办理" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: "用哪种方式认证" in shown(pilot.app))

    drive(program(root), steps)


def test_every_verdict_that_does_not_pass_has_words_for_the_family_and_none_blames() -> None:
    from biometric.steps import FaceVerdict, VoiceVerdict

    verdicts = {*get_args(FaceVerdict), *get_args(VoiceVerdict)} - {"alive_and_same", "same_and_digits"}
    told = {key: sentences()[f"family.{key}"] for key in verdicts}
    blaming = re.compile("冒|假|欺|骗|作弊|违规|失败|fraud|fake|cheat|fail|wrong person", re.IGNORECASE)
    assert not [entry for entry in told.values() if blaming.search(entry["zh"] + entry["en"])]
