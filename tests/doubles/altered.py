"""Photographs of the test data, altered as light, hands and cameras alter them."""

from pathlib import Path

import cv2
import numpy as np

from biometric.devices import Image
from biometric.pictures import read_image

CARD = (540, 856)
"""Pixels of a drawn card: 54 by 85.6 mm."""


def save(path: Path, image: Image) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), image)
    return path


def darker(source: Path, out: Path, share: float = 0.15) -> Path:
    """As in a room without a lamp."""
    return save(out, cv2.convertScaleAbs(read_image(source), alpha=share))


def brighter(source: Path, out: Path, more: float = 190) -> Path:
    """As with the sun on the lens."""
    return save(out, cv2.convertScaleAbs(read_image(source), alpha=0.45, beta=more))


def shaken(source: Path, out: Path, length: int = 61) -> Path:
    """As taken by a hand that moved sideways and a little down."""
    kernel = np.zeros((length, length), np.float32)
    cv2.line(kernel, (0, length // 3), (length - 1, 2 * length // 3), 1.0, 1)
    return save(out, cv2.filter2D(read_image(source), -1, kernel / kernel.sum()))


def masked(
    source: Path, out: Path, box: tuple[float, float, float, float] = (0.05, 0.62, 0.95, 1.05)
) -> Path:
    """With a plain cloth over mouth and nose; ``box`` in shares of the face, left top right bottom."""
    from biometric.face.dlib_engine import DlibEngine

    image, engine = read_image(source).copy(), DlibEngine()
    found = engine.find(image, smallest=80)[0]
    wide, high = found.right - found.left, found.bottom - found.top
    corners = (
        (int(found.left + box[0] * wide), int(found.top + box[1] * high)),
        (
            int(found.left + box[2] * wide),
            int(found.top + box[3] * high),
        ),
    )
    cv2.rectangle(image, *corners, (190, 170, 150), -1)
    return save(out, image)


def lighter(source: Path, out: Path, width: int = 480) -> Path:
    """The same photograph in fewer pixels, so that a test takes a second and not ten."""
    return small(source, out, width)


def small(source: Path, out: Path, width: int = 140) -> Path:
    """As taken from across the room: the face a few dozen pixels wide."""
    image = read_image(source)
    high = round(image.shape[0] * width / image.shape[1])
    return save(out, cv2.resize(image, (width, high), interpolation=cv2.INTER_AREA))


def face_of(source: Path, margin: float = 0.45) -> Image:
    """The head, cut out with room around it."""
    from biometric.face.dlib_engine import DlibEngine

    image = read_image(source)
    box = DlibEngine().find(image, smallest=80)[0]
    wide = box.right - box.left
    top, left = max(0, int(box.top - margin * wide)), max(0, int(box.left - margin * wide))
    return image[top : int(box.bottom + margin * wide), left : int(box.right + margin * wide)]


def card(source: Path | None) -> Image:
    """A drawn card with the portrait of a photograph, or its back without one."""
    drawn = np.full((*CARD, 3), (225, 235, 235), np.uint8)
    for row in range(5):
        cv2.line(drawn, (60, 120 + 70 * row), (460, 120 + 70 * row), (120, 120, 120), 3)
    if source is not None:
        portrait = cv2.resize(face_of(source), (260, 320))
        drawn[110:430, 540:800] = portrait
    return drawn


def card_in_hand(person: Path, portrait: Path | None, out: Path, share: float = 1.5) -> Path:
    """A person with the card before the chest; the card is ``share`` of the face wide."""
    from biometric.face.dlib_engine import DlibEngine

    image = read_image(person)
    box = DlibEngine().find(image, smallest=80)[0]
    wide = max(80, int((box.right - box.left) * share))
    drawn = cv2.resize(card(portrait), (wide, round(wide * CARD[0] / CARD[1])), interpolation=cv2.INTER_AREA)
    room = np.full((image.shape[0] + drawn.shape[0] + 40, max(image.shape[1], wide), 3), 235, np.uint8)
    room[: image.shape[0], : image.shape[1]] = image
    left = max(0, min(box.left, room.shape[1] - wide))
    room[image.shape[0] + 20 : image.shape[0] + 20 + drawn.shape[0], left : left + wide] = drawn
    return save(out, room)
