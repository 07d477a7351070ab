"""Cameras and microphones as two Protocols, and what they give: frames and sound.

A device and a recording stand behind the same Protocol, so that everything after them is one code path.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""Picture, shape (height, width, 3), channels blue-green-red as OpenCV has them, 0..255."""

Samples = NDArray[np.float32]
"""Mono sound, shape (n,), -1..1."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a camera or a clip."""

    image: Image
    at: float
    """Seconds since the source was opened; in a clip its own time, so that a clip is judged as it was filmed."""
    index: int


@dataclass(frozen=True, slots=True)
class Sound:
    """One recording."""

    samples: Samples
    rate: int
    """Samples a second."""

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


class Camera(Protocol):
    """Where frames come from."""

    name: str
    recorded: bool
    """True for a file: a recording never certifies outside practice."""

    def open(self) -> None:
        """Get hold of the device. Raises DeviceMissing or MediaUnreadable."""

    def read(self) -> Frame | None:
        """Next frame, or None at the end of a recording. Raises DeviceMissing on time-out or unplugging."""

    def close(self) -> None:
        """Let go of the device; may be called twice."""


class Microphone(Protocol):
    """Where sound comes from."""

    name: str
    recorded: bool

    def record(self, *, stop: Callable[[], bool], level: Callable[[float], None], limit: float) -> Sound:
        """Record until ``stop()`` is true, a silence after speech, or ``limit`` seconds.

        ``level`` hears the RMS level 0..1 about ten times a second. Raises DeviceMissing or MediaUnreadable.
        """
