"""A clip played as a camera gives it: in time, and pictures that nobody took in time are gone."""

import time

from biometric.clips import VideoFile
from biometric.devices import Frame


class Paced:
    """Passes for a live camera; its clock starts with the first picture that is asked for."""

    recorded = False

    def __init__(self, clip: VideoFile) -> None:
        self.clip, self.name, self.began = clip, clip.name, 0.0

    def open(self) -> None:
        self.clip.open()

    def read(self) -> Frame | None:
        self.began = self.began or time.monotonic()
        while (frame := self.clip.read()) is not None:
            late = time.monotonic() - self.began - frame.at
            if late < 0:
                time.sleep(-late)
            if late < 1 / 25:
                return frame
        return None

    def close(self) -> None:
        self.clip.close()
