"""Follows one face from frame to frame: searched for now and then, carried by its own landmarks in between."""

from dataclasses import dataclass

import numpy as np

from biometric.devices import Image
from biometric.face.engine import FaceEngine, Points
from biometric.face.geometry import box_around
from biometric.steps import Box

WORKING_SIDE = 640
"""Pixels of the longer side a frame is brought down to for search and landmarks: a face at 60 cm has 140 of them."""
SEARCH_EVERY = 10
"""Frames between searches of the whole picture, for a second face (17 ms each)."""
SMALLEST = 80
"""Pixels of the working frame a face must at least be wide: an eighth of the picture."""
NEAR = 140
"""The same in every second frame while no face is there: one at 60 cm has as many, and the search takes a third."""
CROWD_EVERY = 3
"""Frames between searches while there are several faces: nothing else is looked at until they are gone."""
MISSES = 4
"""Frames a face that vanished is looked for where it was, before it is looked for everywhere."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a frame holds."""

    faces: int
    box: Box | None = None
    points: Points | None = None
    """68 landmarks in pixels of the frame as it came; None when there is no face or several."""


class Tracker:
    """Follows the one face of a camera. Not thread-safe; one per session.

    The detector looks around the last place in every frame (2 ms) and its box is averaged with the one the landmarks
    carry: landmarks alone wander off in a turned head (measured on animated heads turned by 30 degrees: error up to
    0.7 of the eye distance, against 0.05), the detector alone jumps in steps of a fifth of the size.
    """

    def __init__(self, engine: FaceEngine) -> None:
        self.engine = engine
        self._box: Box | None = None
        self._faces = 0
        self._since_search = SEARCH_EVERY
        self._missed = 0
        self._even = False

    def see(self, image: Image) -> Sighting:
        """Look at the next frame. Raises ModelMissing."""
        scale = min(1.0, WORKING_SIDE / max(image.shape[:2]))
        small = image if scale == 1.0 else _reduced(image, scale)
        self._since_search += 1
        self._even = not self._even
        if self._box is not None and self._since_search < SEARCH_EVERY:
            self._follow(small, self._box)
        elif self._box is not None or self._faces < 2 or self._since_search >= CROWD_EVERY:
            self._search(small)
        if self._box is None or self._missed:
            return Sighting(self._faces)
        points = self.engine.landmarks(small, self._box)
        shown = _scaled(self._box, 1 / scale)
        self._box = box_around(points)
        return Sighting(1, shown, points / np.float32(scale))

    def _search(self, small: Image) -> None:
        """Look everywhere."""
        held, self._since_search = self._box, 0
        if held is None:
            smallest = SMALLEST if self._even or self._faces > 1 else NEAR
        else:
            smallest = max(SMALLEST, (held.right - held.left) // 2)
        found = self.engine.find(small, smallest=smallest)
        if len(found) > 1:
            self._faces, self._box, self._missed = len(found), None, 0
        elif found:
            self._found(found[0])
        elif held is not None:
            self._follow(small, held)
        else:
            self._faces = 0

    def _follow(self, small: Image, held: Box) -> None:
        """Look around the last place, where weaker evidence is enough."""
        wide = held.right - held.left
        margin, smallest = round(wide * 0.45), max(SMALLEST * 3 // 4, round(wide * 0.75))
        left, top = max(held.left - margin, 0), max(held.top - margin, 0)
        part = small[top : max(held.bottom + margin, 0), left : max(held.right + margin, 0)]
        found = self.engine.find(part, smallest=smallest, eager=True) if part.size else []
        moved = [Box(one.left + left, one.top + top, one.right + left, one.bottom + top) for one in found]
        if moved:
            self._found(max(moved, key=lambda box: _overlap(held, box)))
            return
        self._missed, self._faces = self._missed + 1, 0
        if self._missed > MISSES:
            self._box, self._missed = None, 0

    def _found(self, box: Box) -> None:
        self._faces, self._missed = 1, 0
        held = self._box
        self._box = box if held is None or _overlap(held, box) < 0.4 else _between(held, box)


def _reduced(image: Image, scale: float) -> Image:
    import cv2

    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(
        np.uint8, copy=False
    )


def _between(one: Box, other: Box) -> Box:
    """Two fifths of the one, three of the other."""
    return Box(
        round(0.4 * one.left + 0.6 * other.left), round(0.4 * one.top + 0.6 * other.top),
        round(0.4 * one.right + 0.6 * other.right), round(0.4 * one.bottom + 0.6 * other.bottom),
    )  # fmt: skip


def _overlap(one: Box, other: Box) -> float:
    """Shared area over joint area, 0..1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = max(width, 0) * max(height, 0)
    areas = sum((box.right - box.left) * (box.bottom - box.top) for box in (one, other))
    return shared / max(areas - shared, 1)


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(round(v * scale) for v in (box.left, box.top, box.right, box.bottom)))
