"""Cameras that play pictures from memory, as a clip would or as a person before a live camera."""

from collections.abc import Iterable

from biometric.devices import Frame, Image


class Playback:
    """Plays pictures at a steady pace; ``recorded`` says whether it passes for a clip or for a live camera."""

    def __init__(self, pictures: Iterable[Image], fps: float = 12, *, recorded: bool = True) -> None:
        self.name, self.recorded, self.fps = "playback", recorded, fps
        self._pictures = enumerate(pictures)
        self.opened = self.closed = 0

    def open(self) -> None:
        self.opened += 1

    def read(self) -> Frame | None:
        for index, picture in self._pictures:
            return Frame(picture, index / self.fps, index)
        return None

    def close(self) -> None:
        self.closed += 1
