"""What one frame shows of the face, as numbers: all that liveness is decided on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHAPE = (16, 26)
"""Rows and columns of a patch."""


@dataclass(frozen=True, slots=True)
class Face:
    """The one face of a frame, measured."""

    yaw: float
    """Degrees, positive to the person's own left (the nose moves right in an unmirrored picture)."""
    pitch: float
    """Degrees, positive upwards."""
    roll: float
    """Degrees, positive clockwise in the picture."""
    mouth: float
    """Gap between the inner lips over their width; closed about 0.04, open about 0.46."""
    eyes: tuple[float, float]
    """Eye aspect ratio of the two eyes, left in the picture first; open 0.2 to 0.4."""
    patches: NDArray[np.float32]
    """Looks of left eye, right eye, nose and mouth: brightness brought to mean 0 and length 1; shape (4, 416)."""
    points: NDArray[np.float32]
    """The 68 landmarks in pixels, shape (68, 2)."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One frame."""

    at: float
    """Seconds of the source's clock."""
    faces: int
    """How many faces were found."""
    face: Face | None = None
    """None when there is no face or more than one."""
