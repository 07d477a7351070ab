"""What somebody may wear over the face: tinted glasses, a hat. Suspected, never known; who wears them is never refused
for it, but asked, and an officer may note why they stay on.
"""

import numpy as np
from numpy.typing import NDArray

from biometric.face.engine import Points
from biometric.face.upright import EYES, Upright

_EYES = ((36, 39, 40, 41), (42, 45, 47, 46))
"""Corners and lower lid of both eyes."""
_NOT_SKIN, _OTHER_LIGHT = 14.0, 65.0
"""Difference of colour (a, b of CIE L*a*b*) and of lightness (0..255) from the cheeks that no forehead has (measured
on photographs: shine and shadow move lightness by up to 60, colour by up to 10)."""


def glasses(face: Upright) -> float:
    """How light the skin below the lower lids is against the cheek below it; a tinted lens darkens one, not the other.

    The lighter side counts, so that light from one side is no suspicion. Measured on 41 photographs: 0.82 to 1.26, the
    same behind drawn clear glasses; behind drawn lenses that let half of the light through at most 0.63, a third 0.44.
    """
    import cv2

    grey = cv2.cvtColor(face.image, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
    sides = []
    for inner, outer, *lids in _EYES:
        middle = np.array([(face.points[inner] + face.points[outer])[0] / 2, face.points[lids, 1].mean()])
        below = face.part(grey, middle + np.array([0.0, 0.11 * EYES]), 0.26, 0.1)
        cheek = face.part(grey, middle + np.array([0.0, 0.42 * EYES]), 0.26, 0.16)
        sides.append(_middle(below) / max(_middle(cheek), 1.0))
    return max(sides)


def hat(face: Upright) -> float:
    """Share 0..1 of the forehead that is not of the cheeks' colour: a hat, a scarf, or hair that hangs down.

    Looked at are the 0.15 to 0.42 eye distances above the brows. Measured on 41 photographs: up to 0.25, and 0.63 with
    hair over the forehead; with drawn hats that reach to 0.3 above the brows 0.47 and more, unless they are of the
    skin's own colour.
    """
    import cv2

    lab = cv2.cvtColor(face.image, cv2.COLOR_BGR2LAB).astype(np.uint8, copy=False)
    brows = face.points[17:27].mean(axis=0)
    middle = np.array([(face.points[36] + face.points[45])[0] / 2, brows[1] - 0.285 * EYES])
    forehead = _flat(face.part(lab, middle, 0.7, 0.27))
    cheeks = np.concatenate(
        [_flat(face.part(lab, _cheek(face.points, side), 0.22, 0.22)) for side in (-1, 1)]
    )
    apart = np.abs(forehead - np.median(cheeks, axis=0))
    other = (np.hypot(apart[:, 1], apart[:, 2]) > _NOT_SKIN) | (apart[:, 0] > _OTHER_LIGHT)
    return float(other.mean())


def _cheek(points: Points, side: int) -> Points:
    """Beside the tip of the nose, below the outer third of an eye."""
    corner = points[36] if side < 0 else points[45]
    return np.array([corner[0] - side * 0.1 * EYES, points[30, 1]], np.float32)


def _flat(part: NDArray[np.uint8]) -> NDArray[np.float32]:
    return part.reshape(-1, 3).astype(np.float32)


def _middle(part: NDArray[np.uint8]) -> float:
    return float(np.median(part))
