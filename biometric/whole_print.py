"""Is this the same picture, whatever it shows: a person, a form, a house?

``picture_print`` knows copies by the face in them; this knows copies of whole pictures, encoded again, made smaller or
larger, brighter or darker. A cropped or turned one without a face it does not know. It goes in two steps: prints of 32
by 32 cells say which pictures may be one (scans of one form all may), then ``really`` holds the pictures themselves
against each other, part by part: two filled forms differ in their fields.
"""

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Image
from biometric.errors import MediaUnreadable

VERSION = b"W1"
"""First bytes of a print."""
SIDE = 32
"""Cells across and down."""
BROAD = 4.0
"""Cells over which light and shade is taken out (sigma)."""
PLAIN = 0.5
"""Standard deviation of the cells, of 255, under which a picture shows nothing: a wall, a covered camera."""
SAME = 0.94
"""Correlation of two prints from which the pictures are held against each other."""
SAME_LIKENESS = 1.0 - float(np.sqrt(2.0 - 2.0 * SAME))
"""The same limit as a likeness in ``search.Gallery``: prints are unit vectors."""
_STEPS = 900.0
"""A cell is kept as a whole number of 1/900."""
WIDE = 256
"""Pixels a side at which two pictures are held against each other."""
PART = 32
"""Pixels a side of a part."""
DRAWN = 3.0
"""Standard deviation of a part, of 255, from which there is something in it."""
PART_SAME = 0.5
"""Correlation from which two parts show the same."""
PARTS = 0.8
"""Share of the parts with something in them that must show the same."""


def whole_print(image: Image) -> bytes:
    """Give the print of a picture (1,026 bytes), empty for one that shows nothing."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float32)
    small = cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    detail = small - cv2.GaussianBlur(small, (0, 0), BROAD)
    if float(detail.std()) < PLAIN:
        return b""
    unit = detail.ravel() - detail.mean()
    unit /= np.linalg.norm(unit)
    whole = np.clip(np.round(unit * _STEPS), -127, 127).astype(np.int8)
    return VERSION + bytes(whole.tobytes())


def cells(print_: bytes) -> NDArray[np.float32]:
    """Give a print as a unit vector, shape (1024,). Raises MediaUnreadable ``fingerprint_damaged``."""
    if print_[:2] != VERSION or len(print_) != 2 + SIDE * SIDE:
        raise MediaUnreadable("fingerprint_damaged")
    whole = np.frombuffer(print_, np.int8, offset=2).astype(np.float32)
    return whole / np.float32(np.linalg.norm(whole) or 1.0)


def really(one: Image, other: Image) -> bool:
    """Say whether two pictures are one, part by part."""
    first, second = _parts(one), _parts(other)
    drawn = np.maximum(first.std(axis=1), second.std(axis=1)) >= DRAWN
    if not drawn.any():
        return False
    first, second = first[drawn], second[drawn]
    first -= first.mean(axis=1, keepdims=True)
    second -= second.mean(axis=1, keepdims=True)
    sizes = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    alike = (first * second).sum(axis=1) / np.maximum(sizes, 1e-6)
    return float((alike >= PART_SAME).mean()) >= PARTS


def _parts(image: Image) -> NDArray[np.float32]:
    """The picture as 64 parts, one a row, shape (64, 1024)."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    size = cv2.resize(grey, (WIDE, WIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    count = WIDE // PART
    return size.reshape(count, PART, count, PART).transpose(0, 2, 1, 3).reshape(count * count, -1)
