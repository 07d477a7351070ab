"""Cameras and what stands in for one: a webcam, a clip, photographs."""

from collections.abc import Sequence
from pathlib import Path

from biometric.devices import Frame, Image


class Webcam:
    """A camera of this machine, read by one thread of its own with a time-out."""

    recorded = False

    def __init__(self, index: int = 0, *, timeout: float = 5.0) -> None:
        self.name = f"camera {index}"

    def open(self) -> None:
        """Get hold of the camera. Raises DeviceMissing ``no_camera`` or ``camera_busy``."""
        raise NotImplementedError

    def read(self) -> Frame | None:
        """Newest frame. Raises DeviceMissing ``camera_lost`` when none comes within the time-out."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the camera; may be called twice."""
        raise NotImplementedError


class VideoFile:
    """A recorded clip as a camera; its frames carry the clip's own time."""

    recorded = True

    def __init__(self, path: Path) -> None:
        self.name = str(path)

    def open(self) -> None:
        """Open the clip. Raises MediaUnreadable when it is none."""
        raise NotImplementedError

    def read(self) -> Frame | None:
        """Next frame, None at the end."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        raise NotImplementedError


class Photographs:
    """Photographs as a camera: one frame each, a second apart."""

    recorded = True

    def __init__(self, paths: Sequence[Path]) -> None:
        self.name = ", ".join(str(path) for path in paths)

    def open(self) -> None:
        """Nothing to get hold of."""

    def read(self) -> Frame | None:
        """Next photograph, None after the last. Raises MediaUnreadable."""
        raise NotImplementedError

    def close(self) -> None:
        """Nothing to let go of."""


def read_image(path: Path) -> Image:
    """Read a photograph, turned upright. Raises MediaUnreadable."""
    raise NotImplementedError
