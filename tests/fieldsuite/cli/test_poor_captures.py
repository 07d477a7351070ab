"""Each kind of poor capture, by command before a live camera: refused, with the one sentence that mends it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from biometric.devices import Camera, Image
from biometric.webcam import Webcam
from fieldsuite.casework import consent
from fieldsuite.office import open_office
from fieldsuite.words import say
from tests.doubles.playback import Playback
from tests.doubles.poor_captures import KINDS, puppet_of
from tests.doubles.puppet import Puppet
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place
from tests.shared import shared

FRAMES = 6


class Device:
    """A camera as OpenCV gives it; without pictures it cannot be opened."""

    def __init__(self, picture: Image | None) -> None:
        self.picture = picture

    def isOpened(self) -> bool:
        return self.picture is not None

    def read(self) -> tuple[bool, Any]:
        return True, self.picture

    def release(self) -> None:
        pass


def webcam(picture: Image | None = None, *, known: bool = False) -> Callable[[object], Camera]:
    return lambda _source: Webcam(0, opener=lambda _index: Device(picture), listed=lambda _index: known)


@cache
def somebody() -> Puppet:
    return puppet_of(shared("faces", "df05", "img14.jpg"))


@pytest.fixture
def agreed(live: Place) -> Place:
    with live.officer() as office:
        consent.give(office, "p-fine", consent.ConsentForm(face=True, voice=True, read_by="李梅"))
    return live


@pytest.fixture
def before(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[object], Camera]], None]:
    """Put a camera before every office that is opened."""
    defaults = open_office.__kwdefaults__
    assert defaults is not None

    def put(camera: Callable[[object], Camera]) -> None:
        monkeypatch.setitem(defaults, "open_camera", camera)

    return put


@pytest.mark.requirement("R052", "R054", "R055", "R057")
@pytest.mark.parametrize("kind", KINDS)
def test_a_poor_capture_is_refused_with_its_sentence(
    kind: str, agreed: Place, before: Any, line: Line
) -> None:
    spoil, advice = KINDS[kind]
    frame = spoil(somebody())
    before(lambda _source: Playback([frame] * FRAMES, recorded=False))
    answer = line.say("face", "enrol", "p-fine", home=agreed.village, secret=agreed.secret)
    assert (answer.code, answer.object["enrolled"], answer.object["advice"]) == (1, False, advice)
    told = line.plain("--home", agreed.village, "face", "enrol", "p-fine", "--passphrase-file", agreed.secret)
    assert say(f"biometric.{advice}", "zh") in told.out.splitlines(), told
    assert told.code == 1 and not told.err


@pytest.mark.requirement("R059", "R083")
@pytest.mark.parametrize(
    ("camera", "key", "code"),
    [
        (webcam(), "no_camera", "E_DEVICE"),
        (webcam(known=True), "camera_busy", "E_DEVICE"),
        (webcam(np.full((360, 480, 3), 120, np.uint8)), "camera_too_coarse", "E_DEVICE"),
    ],
)
def test_a_camera_that_cannot_be_used_is_named_for_what_it_is(
    camera: Any, key: str, code: str, agreed: Place, before: Any, line: Line
) -> None:
    before(camera)
    answer = line.say("face", "enrol", "p-fine", home=agreed.village, secret=agreed.secret)
    assert answer.error == code and answer.code == 3
    sentence = say(f"biometric.{key}", "zh", width=480, height=360)
    assert answer.object["error"]["message"] == sentence


def test_the_photograph_itself_is_good_enough_and_only_the_turn_is_missing(
    agreed: Place, before: Any, line: Line
) -> None:
    """What is refused above is refused for what was done to the photograph."""
    before(lambda _source: Playback([somebody().picture] * 40, recorded=False))
    answer = line.say("face", "enrol", "p-fine", home=agreed.village, secret=agreed.secret)
    assert answer.object["advice"] == "turn_slightly_left"


@pytest.mark.parametrize("kind", ["two faces", "no face", "dark", "tilted"])
def test_a_poor_photograph_is_refused_by_a_whole_sentence(
    kind: str, agreed: Place, line: Line, tmp_path: Path
) -> None:
    path = tmp_path / "photo.png"
    cv2.imwrite(str(path), KINDS[kind][0](somebody()))
    told = line.plain("--home", agreed.village, "face", "enrol", "p-fine", "--image", path,
                      "--passphrase-file", agreed.secret)  # fmt: skip
    wanted = {"two faces": "photo.png  照片里不止一个人，请换一张单人照片，或请本人到现场建模。",
              "no face": "photo.png  照片里找不到人脸，请本人到现场建模。"}  # fmt: skip
    assert wanted.get(kind, say(f"biometric.{KINDS[kind][1]}", "zh")) in told.out.splitlines()
    assert told.code == 1 and "{" not in told.out + told.err
