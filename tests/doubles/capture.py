"""A sound device that plays samples, piece by piece, as a real one hands them over."""

import threading
from collections.abc import Callable

import numpy as np

from biometric.devices import Samples
from biometric.errors import DeviceMissing


class PlayedDevice:
    """One device; hands over 0.1 s at a time, then nothing more."""

    def __init__(self, samples: Samples, rate: int = 16_000) -> None:
        self._samples, self._piece = samples, rate // 10
        self.closed = False

    def start(self, take: Callable[[bytes], None]) -> None:
        threading.Thread(target=self._play, args=(take,), daemon=True).start()

    def _play(self, take: Callable[[bytes], None]) -> None:
        for at in range(0, len(self._samples), self._piece):
            if self.closed:
                return
            take(self._samples[at : at + self._piece].astype(np.float32).tobytes())

    def close(self) -> None:
        self.closed = True


class OneDevice:
    """A machine with one microphone."""

    def __init__(self, samples: Samples) -> None:
        self.device = PlayedDevice(samples)

    def names(self) -> list[str]:
        return ["microphone"]

    def open(self, index: int | None, rate: int) -> PlayedDevice:
        if index not in (None, 0):
            raise DeviceMissing("no_microphone")
        return self.device
