"""From a frame to an observation: the one place where pictures become the numbers liveness is decided on."""

import numpy as np

from biometric.devices import Frame
from biometric.face import geometry
from biometric.face.tracking import Sighting
from biometric.observation import Face, Observation


def observe(frame: Frame, sighting: Sighting) -> Observation:
    """Measure the one face a tracker saw in a frame."""
    import cv2

    points = sighting.points
    if points is None:
        return Observation(frame.at, sighting.faces)
    yaw, pitch, roll = geometry.pose(points)
    grey = cv2.cvtColor(frame.image, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
    face = Face(
        yaw, pitch, roll, geometry.mouth_opening(points), geometry.eye_openings(points),
        geometry.patches(grey, points), points,
    )  # fmt: skip
    return Observation(frame.at, 1, face)
