"""The real microphone, and sound files that stand in its place."""

from collections.abc import Callable, Sequence
from pathlib import Path

from biometric.devices import Sound


class LineIn:
    """A microphone of this machine, read through miniaudio."""

    recorded = False

    def __init__(self, index: int | None = None) -> None:
        self.index = index
        self.name = ""

    def record(self, *, stop: Callable[[], bool], level: Callable[[float], None], limit: float) -> Sound:
        """Record as the Microphone Protocol says. Raises DeviceMissing ``no_microphone``."""
        raise NotImplementedError


class SoundFiles:
    """Recordings that are played one after the other, one for each ``record``."""

    recorded = True

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        self.name = ""

    def record(self, *, stop: Callable[[], bool], level: Callable[[float], None], limit: float) -> Sound:
        """Give the next file. Raises MediaUnreadable when it cannot be read or none is left."""
        raise NotImplementedError
