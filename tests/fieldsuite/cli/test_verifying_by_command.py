"""Verifying by command: a covered face, the mouth among the actions, a photograph that was shaken."""

from pathlib import Path
from typing import Any

import pytest

from biometric.pictures import read_image
from tests.doubles import altered, card_photos
from tests.doubles.faces import somebody
from tests.doubles.puppet import Puppet
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place
from tests.shared import shared


@pytest.fixture
def village(line: Line, live: Place) -> Any:
    def ask(*words: object) -> dict[str, Any]:
        return line.ask(*words, home=live.village, secret=live.secret)

    ask("people", "consent", "p-fine", "--face", "--read-by", "练习员")
    return ask


@pytest.fixture
def card(tmp_path: Path) -> Path:
    return card_photos.good(tmp_path / "card.png")


@pytest.mark.requirement("R052")
def test_a_photograph_that_was_shaken_makes_no_model(village: Any, card: Path, tmp_path: Path) -> None:
    shaken = altered.shaken(card, tmp_path / "shaken.png", 11)
    refused = village("face", "enrol", "p-fine", "--image", shaken)
    assert (refused["enrolled"], refused["advice"], refused["source"]) == (
        False,
        "advice_steady_low",
        "shaken.png",
    )
    assert village("face", "enrol", "p-fine", "--image", card)["enrolled"] is True


@pytest.mark.requirement("R058")
def test_a_covered_face_is_not_verified_whatever_it_does(village: Any, tmp_path: Path) -> None:
    photo = altered.lighter(shared("faces", "df01", "img1.jpg"), tmp_path / "photo.png")
    village("face", "enrol", "p-fine", "--image", photo)
    covered = Puppet(read_image(altered.masked(photo, tmp_path / "covered.png")))
    clip = covered.clip(("blink", "left"), tmp_path / "covered.avi")
    found = village("face", "verify", "p-fine", "--video", clip, "--actions", "blink;left")
    assert (found["verdict"], found["failed"], found["certifies"]) == (
        "poor_image",
        "quality_occlusion",
        False,
    )
    assert found["reason"] == "advice_occlusion_high"


@pytest.mark.requirement("R061", "R060")
def test_opening_the_mouth_is_asked_for_and_seen(village: Any, tmp_path: Path) -> None:
    person = somebody(tmp_path)
    village("face", "enrol", "p-fine", *(word for path in person.photographs for word in ("--image", path)))
    clip = person.film(("mouth", "blink"), tmp_path / "mouth.avi")
    found = village("face", "verify", "p-fine", "--video", clip, "--actions", "mouth;blink")
    assert (found["verdict"], [one["asked"] for one in found["actions"]]) == (
        "alive_and_same",
        ["mouth", "blink"],
    )
    assert all(one["seen"] for one in found["actions"])
