"""Is this picture good enough, and if not, what one thing to change: light, focus, distance, pose, covered face."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Image
from biometric.face import background, geometry, steady, worn
from biometric.face.engine import Points
from biometric.face.upright import Upright, upright
from biometric.limits import FACE, FaceLimits
from biometric.steps import Measure

EXCUSABLE = ("glasses", "hat", "background", "expression", "occlusion", "pitch", "roll")
"""Measures that a person may have no choice about (dark glasses for weak eyes, a bandage, a bent back, one room full of
things): an officer may excuse them, with a reason."""

MEASURES = ("brightness", "size", "distance", "contrast", "sharpness", "steady", "yaw", "pitch", "roll", "occlusion",
            "glasses", "hat", "expression", "background")  # fmt: skip
"""Every measure there is."""

_SIDE = 128
"""Pixels of the upright face everything but size is measured on, so that distance does not change sharpness."""
_EYES_WIDE_CM = 9.0
"""Between the outer eye corners of an adult, centimetres."""
_BUSY_MOUTH = 0.5
"""Strength of level lines in the mouth over those of the eyes that is surely a mouth (measured)."""


def judge(
    image: Image, points: Points, limits: FaceLimits = FACE, *, photograph: bool = False
) -> tuple[Measure, ...]:
    """Measure one face: brightness, contrast, sharpness, size or distance, yaw, pitch, roll, occlusion, glasses.

    The first measure that is not ``ok`` names what to change first. ``photograph`` leaves the distance out, for
    nobody knows the lens, and asks whether the picture was shaken: before a camera one is asked to hold still. 2 ms.
    """
    return _judge(image, points, upright(image, points), limits, photograph=photograph)


def judge_strictly(image: Image, points: Points, limits: FaceLimits = FACE) -> tuple[Measure, ...]:
    """Measure a face that is to be enrolled: as ``judge``, and hat, expression and background (3 ms)."""
    whole = upright(image, points)
    return (
        *_judge(image, points, whole, limits, photograph=False),
        Measure("hat", worn.hat(whole), None, limits.hat),
        Measure("expression", expression(points), None, limits.expression),
        Measure("background", background.busy(image, points), None, limits.background),
    )


def _judge(
    image: Image, points: Points, whole: Upright, limits: FaceLimits, *, photograph: bool
) -> tuple[Measure, ...]:
    face, mask = _upright(image, points)
    skin = face[mask]
    yaw, pitch, roll = geometry.pose(points)
    return (
        Measure("brightness", float(skin.mean()), limits.dark, limits.bright),
        Measure("size", face_width(points), limits.size),
        *(
            ()
            if photograph
            else (Measure("distance", distance(points, image.shape[1]), limits.near, limits.far),)
        ),
        Measure("contrast", float(skin.std()), limits.contrast),
        Measure("sharpness", _sharpness(face, mask), limits.sharpness),
        *((Measure("steady", steady.steadiness(face, mask), limits.steady),) if photograph else ()),
        Measure("yaw", yaw, -limits.yaw, limits.yaw),
        Measure("pitch", pitch, -limits.pitch, limits.pitch),
        Measure("roll", roll, -limits.roll, limits.roll),
        Measure("occlusion", covered(face), None, limits.occlusion),
        Measure("glasses", worn.glasses(whole), limits.glasses),
    )


def good(measures: tuple[Measure, ...]) -> bool:
    """True when nothing needs to be changed."""
    return all(measure.ok for measure in measures)


def advice(measures: tuple[Measure, ...]) -> str | None:
    """Key of the one sentence that says what to change first, or None."""
    return next((measure.advice for measure in measures if measure.advice), None)


def without(measures: tuple[Measure, ...], excused: Collection[str]) -> tuple[Measure, ...]:
    """The measures that decide when these are excused."""
    return tuple(measure for measure in measures if measure.name not in excused)


def expression(points: Points) -> float:
    """How far the mouth is from rest: its opening over its width, and how much wider than three quarters of the eyes'
    distance it is drawn, half as much again.

    Measured on 41 photographs: 0.01 to 0.2 at rest and with a smile, 0.23 to 0.38 where somebody laughs or speaks; an
    open mouth 0.46 (median). Brows are left out: raised they read 0.15 to 0.34 of the eyes' distance, as at rest.
    """
    eyes = float(np.linalg.norm(points[45] - points[36]))
    wide = float(np.linalg.norm(points[54] - points[48])) / max(eyes, 1e-6)
    return geometry.mouth_opening(points) + 1.5 * max(wide - 0.75, 0.0)


def face_width(points: Points) -> float:
    """Width of the face in pixels, from ear to ear as the landmarks have it."""
    return float(np.linalg.norm(points[16] - points[0]))


def distance(points: Points, width: int) -> float:
    """Distance from the camera in centimetres, for a lens that sees 53 degrees across (60 cm is what is asked for)."""
    eyes = float(np.linalg.norm(points[45] - points[36]))
    return width * _EYES_WIDE_CM / max(eyes, 1e-6)


def covered(face: NDArray[np.uint8]) -> float:
    """Suspicion 0..1 that eyes or mouth of an upright 128-pixel face are covered.

    Eyes and mouths are busier than the cheeks beside them; a dark or plain cloth or glass in their place is not. It
    only suspects: the sentence asks to take things off, nobody is refused for it.
    """
    import cv2

    lines = np.abs(cv2.Sobel(face, cv2.CV_32F, 0, 1))
    eyes, mouth, cheeks = face[34:56, 22:106], lines[84:116, 40:88], face[62:84, 26:102]
    dark_eyes = (0.55 - float(np.median(eyes)) / max(float(np.median(cheeks)), 1.0)) / 0.3
    busy = float(np.percentile(mouth, 90)) / max(float(np.percentile(lines[34:56, 22:106], 90)), 1.0)
    plain_mouth = (_BUSY_MOUTH - busy) / _BUSY_MOUTH
    return float(np.clip(max(dark_eyes, plain_mouth), 0, 1))


def _upright(image: Image, points: Points) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Grey face with level eyes at fixed places, and which of its pixels lie between the landmarks."""
    import cv2

    eyes = points[45] - points[36]
    step = eyes / (_SIDE * 0.62)
    fall = np.array([-step[1], step[0]])
    corner = (points[36] + points[45]) / 2 - step * _SIDE / 2 - fall * _SIDE * 0.36
    turn = np.array([[step[0], fall[0], corner[0]], [step[1], fall[1], corner[1]]], np.float64)
    shrink = float(np.linalg.norm(step))
    source = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if shrink > 1.5:
        source = cv2.blur(source, (round(shrink), round(shrink)))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    face = cv2.warpAffine(source, turn, (_SIDE, _SIDE), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    inverse = np.linalg.inv(turn[:, :2])
    outline = (points - turn[:, 2]) @ inverse.T
    mask = np.zeros((_SIDE, _SIDE), np.uint8)
    cv2.fillConvexPoly(mask, cv2.convexHull(outline.astype(np.int32)), 1)
    return face.astype(np.uint8, copy=False), mask.astype(np.bool_)


def _sharpness(face: NDArray[np.uint8], mask: NDArray[np.bool_]) -> float:
    """Variance of the Laplacian inside the face, over its own contrast, so that light does not pass for focus."""
    import cv2

    edges = cv2.Laplacian(face, cv2.CV_32F)
    inside = cv2.erode(mask.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    return 1000.0 * float(edges[inside].var()) / max(float(face[inside].var()), 1.0) if inside.any() else 0.0
