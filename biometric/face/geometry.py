"""Numbers read off the 68 landmarks: how the head is held, how open eyes and mouth are."""

import numpy as np
from numpy.typing import NDArray

from biometric.face.engine import Points
from biometric.steps import Box

RIGID = (17, 21, 22, 26, 27, 28, 29, 30, 31, 33, 35, 36, 39, 42, 45)
"""Landmarks that keep their places on the skull: brow ends, nose, eye corners."""

_HEAD = np.array(
    [
        (-52, -26, 6), (-14, -24, 21), (14, -24, 21), (52, -26, 6),
        (0, -3, 18), (0, 11, 25), (0, 24, 33), (0, 37, 39), (-17, 44, 20), (0, 47, 27), (17, 44, 20),
        (-45, 0, 0), (-16, 1, 8), (16, 1, 8), (45, 0, 0),
    ],
    np.float64,
)  # fmt: skip
"""The same points of an adult head in millimetres: right in the picture, down, towards the camera, from between the
outer eye corners. Rounded proportions; as only differences from a person's own neutral pose are used, an error of the
model changes the scale of an angle and nothing else."""
_FIT = np.linalg.pinv(_HEAD - _HEAD.mean(axis=0))
"""Least squares of the model, shape (3, 15)."""


def pose(points: Points) -> tuple[float, float, float]:
    """Yaw, pitch and roll in degrees, positive to the own left, upwards, and clockwise in the picture.

    The linear map of the model to the picture that fits best, then the rotation next to it (weak perspective, after
    DeMenthon and Davis 1995). Measured on 16 animated heads against what they did: turns of 17 to 27 degrees read
    1.25 times as large, never flipped, single frames within 3 degrees, noise 0.8; an iterative perspective solution
    (``solvePnP``) read nods of 15 as up to 54. How far near points move against far ones is all it goes by: a
    photograph swung by 28 to 45 degrees reads 3 to 8.
    """
    seen = points[list(RIGID)].astype(np.float64)
    linear = _FIT @ (seen - seen.mean(axis=0))
    left, _, right = np.linalg.svd(linear.T)
    first, second = left @ np.eye(2, 3) @ right
    facing = first[2], second[2], first[0] * second[1] - first[1] * second[0]
    yaw = np.degrees(np.arctan2(facing[0], facing[2]))
    pitch = np.degrees(np.arctan2(-facing[1], np.hypot(facing[0], facing[2])))
    roll = np.degrees(np.arctan2(second[0], first[0]))
    return float(yaw), float(pitch), float(roll)


def _between(points: Points, a: int, b: int) -> float:
    return float(np.linalg.norm(points[a] - points[b]))


def mouth_opening(points: Points) -> float:
    """Mean gap between the inner lips over their width; closed or smiling 0.04, open 0.46 (medians)."""
    gap = (_between(points, 61, 67) + _between(points, 62, 66) + _between(points, 63, 65)) / 3
    return gap / max(_between(points, 60, 64), 1e-6)


def eye_openings(points: Points) -> tuple[float, float]:
    """Eye aspect ratio of both eyes, left in the picture first (Soukupova and Cech 2016)."""

    def one(first: int) -> float:
        lids = _between(points, first + 1, first + 5) + _between(points, first + 2, first + 4)
        return lids / max(2 * _between(points, first, first + 3), 1e-6)

    return one(36), one(42)


_SIZE = (26, 16)
"""Columns and rows of a patch."""


def patches(grey: NDArray[np.uint8], points: Points) -> NDArray[np.float32]:
    """Brightness of both eyes, of the nose and of the mouth, cut out along the eyes' line; shape (4, 416).

    Each is brought to mean 0 and length 1, so that the product of two is their correlation. The nose is the control:
    blur, light and a hand before the camera change it as well, a blink does not. The mouth's place is told by eyes
    and nose alone, so that it stays when the lips part.
    """
    eyes = points[45] - points[36]
    cuts = (
        _cut(grey, (points[36] + points[39]) / 2, (points[39] - points[36]) * 1.24),
        _cut(grey, (points[42] + points[45]) / 2, (points[45] - points[42]) * 1.24),
        _cut(grey, points[30], eyes * 0.36),
        _cut(grey, points[33] + np.array([-eyes[1], eyes[0]]) * 0.4, eyes * 0.9),
    )
    return np.stack(cuts).astype(np.float32)


def _cut(grey: NDArray[np.uint8], middle: Points, across: Points) -> NDArray[np.float64]:
    """Cut out a patch whose upper edge runs along ``across``."""
    import cv2

    columns, rows = _SIZE
    step = across / columns
    fall = np.array([-step[1], step[0]])
    corner = middle - across / 2 - fall * rows / 2
    turn = np.array([[step[0], fall[0], corner[0]], [step[1], fall[1], corner[1]]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    patch = cv2.warpAffine(grey, turn, _SIZE, flags=flags, borderMode=cv2.BORDER_REPLICATE).astype(np.float64)
    patch -= patch.mean()
    return (patch / max(float(np.linalg.norm(patch)), 1e-6)).ravel()


def box_around(points: Points) -> Box:
    """The detector's kind of box from landmarks (measured on 40 photographs, medians: the landmarks span 0.95 by
    0.965 of the box, their middle lies 0.106 of it lower)."""
    left, top = points.min(axis=0).tolist()
    right, bottom = points.max(axis=0).tolist()
    wide = ((right - left) / 0.953 + (bottom - top) / 0.965) / 2
    x, y = (left + right) / 2, (top + bottom) / 2 - 0.106 * wide
    return Box(round(x - wide / 2), round(y - wide / 2), round(x + wide / 2), round(y + wide / 2))
