"""Cameras that come in by a constructor argument."""

import numpy as np

from biometric.devices import Frame
from biometric.errors import DeviceMissing


class GreyCamera:
    """Gives one grey picture after another."""

    name, recorded = "grey", False

    def __init__(self, width: int = 640, height: int = 480) -> None:
        self.image = np.full((height, width, 3), 128, np.uint8)
        self.opened = self.closed = 0

    def open(self) -> None:
        self.opened += 1

    def read(self) -> Frame | None:
        return Frame(self.image, 0.0, 0)

    def close(self) -> None:
        self.closed += 1


class RefusingCamera(GreyCamera):
    """Cannot be opened, for the reason it is given."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def open(self) -> None:
        raise DeviceMissing(self.key)
