"""A generic head in three dimensions, laid behind the 68 landmarks of a photograph.

Depths are rounded proportions of an adult face, towards the camera, in units of the distance between the outer eye
corners (about 90 mm), zero at those corners. They are nobody's in particular, nor those of the product's pose model.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float64]

_JAW = (-0.85, -0.82, -0.78, -0.70, -0.56, -0.36, -0.14, 0.04, 0.12)
DEPTH = np.array(
    [
        *_JAW, *_JAW[-2::-1],  # jaw, ear to ear
        -0.08, 0.06, 0.14, 0.18, 0.20, 0.20, 0.18, 0.14, 0.06, -0.08,  # brows
        0.17, 0.26, 0.36, 0.43, 0.20, 0.27, 0.31, 0.27, 0.20,  # nose: bridge, tip, wings
        0.00, 0.08, 0.10, 0.07, 0.08, 0.07, 0.07, 0.10, 0.08, 0.00, 0.07, 0.08,  # eyes
        0.10, 0.22, 0.29, 0.31, 0.29, 0.22, 0.10, 0.20, 0.25, 0.26, 0.25, 0.20,  # outer lips
        0.12, 0.25, 0.27, 0.25, 0.12, 0.23, 0.24, 0.23,  # inner lips
    ]
)  # fmt: skip
"""Depth of each landmark, shape (68,)."""

CAMERA = 6.5
"""Distance of the camera in outer eye distances: 60 cm."""
PIVOT = np.array([0.0, 0.75, -0.95])
"""What the head turns about: the top of the neck, right, down and towards the camera of the eyes' middle."""


@dataclass(frozen=True)
class Pose:
    """How a head is held: degrees from the photograph's own pose, shifts in outer eye distances."""

    yaw: float = 0.0
    """Positive to the person's own left: the nose moves right in the picture."""
    pitch: float = 0.0
    """Positive upwards."""
    roll: float = 0.0
    x: float = 0.0
    y: float = 0.0
    near: float = 0.0


def rotation(pose: Pose) -> Plane:
    """Rotation matrix for coordinates right, down, towards the camera."""
    yaw, pitch, roll = np.radians([pose.yaw, pose.pitch, pose.roll])
    about_down = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    about_right = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    about_axis = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return about_axis @ about_down @ about_right


@dataclass(frozen=True)
class Space:
    """The photograph's plane as space: where the eyes' middle lies and how many pixels an eye distance has."""

    origin: Plane
    unit: float

    def raise_up(self, points: Plane, depth: Plane) -> Plane:
        """Points of the picture with a depth -> space, so that projecting them unmoved gives the picture again."""
        flat = (points - self.origin) / self.unit * ((CAMERA - depth) / CAMERA)[:, None]
        return np.column_stack([flat, depth])

    def move(self, space: Plane, pose: Pose, pivot: Plane = PIVOT) -> Plane:
        """Turn and shift points of space."""
        turned = (space - pivot) @ rotation(pose).T + pivot
        return turned + np.array([pose.x, pose.y, pose.near])

    def project(self, space: Plane) -> Plane:
        """Space -> pixels."""
        shown = space[:, :2] * (CAMERA / (CAMERA - space[:, 2]))[:, None]
        return shown * self.unit + self.origin
