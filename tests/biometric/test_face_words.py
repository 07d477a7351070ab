"""Every key this room can say has a Chinese and an English sentence."""

import re
from pathlib import Path
from typing import get_args

import pytest

from biometric.steps import Action, FaceVerdict
from fieldsuite.words import has, hint, say

ROOM = Path(__file__).resolve().parents[2] / "biometric"
FILES = [path for path in ROOM.rglob("*.py") if "voice" not in path.as_posix()]
ERRORS = re.compile(r'(?:MediaUnreadable|DeviceMissing|ModelMissing)\(\s*"(\w+)"')
KEYS = re.compile(r'"((?:reason|advice|ask|turn_slightly)_\w+|look_straight|hold_still|face_front|\w+_now)"')
ADVICE = re.compile(r'Measure\("(\w+)", [^)]*limits')


def found(pattern):
    return sorted({key for path in FILES for key in pattern.findall(path.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("key", found(ERRORS))
def test_every_error_says_what_happened_and_what_to_do(key):
    for lang in ("zh", "en"):
        assert say(f"biometric.{key}", lang) != f"biometric.{key}"
        assert hint(f"biometric.{key}", lang)


@pytest.mark.parametrize("key", found(KEYS) + [f"ask_{action}" for action in get_args(Action)])
def test_every_guidance_reason_and_advice_has_a_sentence(key):
    assert has(f"biometric.{key}")


@pytest.mark.parametrize("verdict", get_args(FaceVerdict))
def test_every_verdict_has_a_word(verdict):
    assert has(f"biometric.{verdict}")


@pytest.mark.requirement("R068")
def test_a_face_that_does_not_match_is_told_in_the_notices_words():
    assert "认证照片与建模照片不匹配" in say("biometric.reason_not_same", "zh")
