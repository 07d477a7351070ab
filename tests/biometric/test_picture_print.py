"""A photograph is known again as a copy; another photograph of the same person is another photograph."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from biometric.devices import Image
from biometric.errors import MediaUnreadable
from biometric.face.dlib_engine import DlibEngine
from biometric.picture_print import SAME, alike, picture_print
from biometric.pictures import read_image
from tests.doubles import card_photos as cards
from tests.shared import shared


def encoded(image: Image, quality: int) -> Image:
    """The photograph after JPEG."""
    copy: Image = cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1)
    return copy


COPIES: dict[str, Callable[[Image], Image]] = {
    "encoded again": lambda image: encoded(image, 30),
    "cropped": lambda image: np.ascontiguousarray(image[25:-15, 20:-30]),
    "brighter": lambda image: cv2.convertScaleAbs(image, alpha=1.2, beta=15),
    "darker": lambda image: encoded(cv2.convertScaleAbs(image, alpha=0.6), 80),
    "smaller": lambda image: encoded(cv2.resize(image, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA), 80),
    "larger": lambda image: cv2.resize(image, None, fx=2.5, fy=2.5, interpolation=cv2.INTER_CUBIC),
    "grey": lambda image: cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR),
}  # fmt: skip


@pytest.mark.parametrize("how", list(COPIES))
def test_a_copy_is_the_same_photograph(how: str) -> None:
    engine = DlibEngine()
    assert (
        alike(picture_print(cards.portrait(), engine), picture_print(COPIES[how](cards.portrait()), engine))
        >= SAME
    )


def test_other_photographs_of_the_same_person_are_others() -> None:
    engine = DlibEngine()
    prints = [
        picture_print(read_image(shared("faces", "df03", f"img{n}.jpg")), engine) for n in (47, 48, 49, 50)
    ]
    pairs = [
        alike(one, other) for at, one in enumerate(prints) for other in prints[at + 1 :] if one and other
    ]
    assert pairs
    assert max(pairs) < SAME


def test_what_has_no_face_has_no_print() -> None:
    assert picture_print(np.full((300, 300, 3), 200, np.uint8), DlibEngine()) == b""


@pytest.mark.parametrize("damaged", [b"", b"P1", b"V1" + bytes(1024), b"P1" + bytes(1023)])
def test_a_damaged_print_is_told(damaged: bytes) -> None:
    with pytest.raises(MediaUnreadable):
        alike(damaged, damaged)
