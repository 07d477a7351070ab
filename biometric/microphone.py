"""The real microphone, and sound files that stand in its place."""

import queue
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Sound
from biometric.errors import DeviceMissing, MediaUnreadable
from biometric.sound_file import RATE, read_sound
from biometric.voice.capture import Driver, Miniaudio
from biometric.voice.silence_end import SilenceEnd

PATIENCE = 3.0
"""Seconds without any sound data after which a device counts as gone: unplugged, or held by another
program."""


def microphones() -> list[str]:
    """Give the names of the microphones of this machine, in the order of ``LineIn``'s index; empty for
    none."""
    return Miniaudio().names()


class LineIn:
    """A microphone of this machine: mono, 16 kHz."""

    recorded = False

    def __init__(
        self, index: int | None = None, *, driver: Driver | None = None, patience: float = PATIENCE
    ) -> None:
        """Take the microphone of this index in ``microphones()``, or the system's own choice; opened when it
        records."""
        self._index, self._driver, self._patience = index, driver or Miniaudio(), patience
        self.name = "microphone" if index is None else f"microphone {index}"

    def record(self, *, stop: Callable[[], bool], level: Callable[[float], None], limit: float) -> Sound:
        """Record until ``stop()``, a silence after speech, or ``limit`` seconds; ``level`` hears the RMS
        0..1.

        Raises DeviceMissing ``no_microphone``, ``microphone_busy`` or ``microphone_gone``.
        """
        pieces: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        heard: list[NDArray[np.float32]] = []
        ended, left = SilenceEnd(), int(limit * RATE)
        device = self._driver.open(self._index, RATE)
        try:
            device.start(pieces.put)
            while left > 0 and not stop() and not ended.reached:
                piece = self._next(pieces)[:left]
                heard.append(piece)
                left -= len(piece)
                level(rms(piece))
                ended.hear(piece)
        finally:
            device.close()
        return Sound(np.concatenate(heard) if heard else np.zeros(0, np.float32), RATE)

    def _next(self, pieces: "queue.SimpleQueue[bytes]") -> NDArray[np.float32]:
        try:
            return np.frombuffer(pieces.get(timeout=self._patience), np.float32)
        except queue.Empty as error:
            raise DeviceMissing("microphone_gone") from error


class SoundFiles:
    """Recordings that are played one after the other, one for each ``record``."""

    recorded = True

    def __init__(self, paths: Sequence[Path]) -> None:
        """Take the files; none is opened yet."""
        self._left = list(paths)
        self.name = str(paths[0]) if paths else ""

    def record(self, *, stop: Callable[[], bool], level: Callable[[float], None], limit: float) -> Sound:
        """Give the next file, whole; ``stop`` and ``limit`` are for people who speak now.

        Raises MediaUnreadable when it cannot be read or none is left.
        """
        if not self._left:
            raise MediaUnreadable("no_recording_left")
        path = self._left.pop(0)
        self.name = str(path)
        sound = read_sound(path)
        level(rms(sound.samples))
        return sound


def rms(samples: NDArray[np.float32]) -> float:
    """Give the root mean square of samples, 0..1; 0 for none."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0
