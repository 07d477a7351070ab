"""Good frames of a real photograph, spoilt in one way each, as a camera at an office would give them."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from biometric.devices import Image
from biometric.face.engine import Points
from biometric.pictures import read_image
from tests.doubles.acting import Look
from tests.doubles.head import Pose
from tests.doubles.puppet import Puppet
from tests.doubles.worn import before_a_shelf, with_glasses, with_hat

Spoil = Callable[[Puppet], Image]


def puppet_of(path: Path) -> Puppet:
    """The photograph as 640x480 seen at 60 cm: 96 pixels between the outer eye corners."""
    return Puppet(read_image(path), eyes=96, size=(640, 480))


def _scaled(one: Puppet, by: float) -> Image:
    """Nearer or farther: the head larger or smaller about its middle, the wall drawn out."""
    middle = (320.0, 220.0)
    turn = cv2.getRotationMatrix2D(middle, 0, by)
    return cv2.warpAffine(
        one.picture, turn, (640, 480), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )


def _leaning(one: Puppet) -> Image:
    turn = cv2.getRotationMatrix2D((320.0, 220.0), 27, 1.0)
    return cv2.warpAffine(one.picture, turn, (640, 480), borderMode=cv2.BORDER_REPLICATE)


def _two(one: Puppet) -> Image:
    half = cv2.resize(one.picture, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    side = half[60:360, 80:400]
    return cv2.resize(np.hstack([side, side[:, ::-1]]), (640, 480), interpolation=cv2.INTER_AREA)


def _eyes_covered(one: Puppet) -> Image:
    drawn, points = one.picture.copy(), one.points
    top, low = points[17:27, 1].min() + 6, points[[40, 41, 46, 47], 1].max() + 16
    cv2.rectangle(drawn, (int(points[0, 0]), int(top)), (int(points[16, 0]), int(low)), (28, 28, 28), -1)
    return drawn


def _mouth_covered(one: Puppet) -> Image:
    drawn = one.picture.copy()
    outline: Points = np.concatenate([one.points[3:14], one.points[30:31]]).astype(np.float32)
    cv2.fillConvexPoly(drawn, cv2.convexHull(outline.astype(np.int32)), (205, 170, 160))
    return drawn


def _wall(one: Puppet) -> Image:
    return np.full((480, 640, 3), 190, np.uint8)


KINDS: dict[str, tuple[Spoil, str]] = {
    "dark": (lambda one: (one.picture * 0.25).astype(np.uint8), "advice_brightness_low"),
    "bright": (
        lambda one: np.clip(one.picture * 0.3 + 190, 0, 255).astype(np.uint8),
        "advice_brightness_high",
    ),
    "flat": (lambda one: (one.picture * 0.2 + 110).astype(np.uint8), "advice_contrast_low"),
    "blurred": (lambda one: cv2.GaussianBlur(one.picture, (0, 0), 6), "advice_sharpness_low"),
    "far": (lambda one: _scaled(one, 0.56), "advice_distance_high"),
    "near": (lambda one: _scaled(one, 2.0), "advice_distance_low"),
    "turned left": (lambda one: one.show(Look(Pose(yaw=38))), "advice_yaw_high"),
    "turned right": (lambda one: one.show(Look(Pose(yaw=-38))), "advice_yaw_low"),
    "tilted": (_leaning, "advice_roll_low"),
    "two faces": (_two, "advice_several_faces"),
    "no face": (_wall, "advice_face_missing"),
    "eyes covered": (_eyes_covered, "advice_occlusion_high"),
    "mouth covered": (_mouth_covered, "advice_occlusion_high"),
    "tinted glasses": (lambda one: with_glasses(one.picture, one.points, 0.5), "advice_glasses_low"),
    "dark glasses": (lambda one: with_glasses(one.picture, one.points, 0.15), "advice_occlusion_high"),
    "hat": (lambda one: with_hat(one.picture, one.points), "advice_hat_high"),
    "uneven background": (lambda one: before_a_shelf(one.picture, one.points), "advice_background_high"),
    "expression": (lambda one: one.show(Look(mouth=0.5)), "advice_expression_high"),
    "black": (lambda one: np.zeros((480, 640, 3), np.uint8), "advice_camera_dark"),
}
"""Kind of poor capture -> how it comes about, and the advice that mends it."""
