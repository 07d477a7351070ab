"""The real microphone, and sound files that stand in its place."""

import queue
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Sound
from biometric.errors import DeviceMissing, MediaUnreadable
from biometric.sound_file import RATE, read_sound
from biometric.voice.quiet_alsa import silence
from biometric.voice.silence_end import SilenceEnd

PERIOD = 100
"""Milliseconds of sound a device hands over at a time: ten levels a second for the meter."""
PATIENCE = 3.0
"""Seconds without any sound data after which a device counts as gone: unplugged, or held by another
program."""
_NOT_DEVICES = ("Discard all samples", "NULL ")
"""How ALSA and miniaudio name devices that hear nothing."""


def microphones() -> list[str]:
    """Give the names of the microphones of this machine, in the order of ``LineIn``'s index; empty when there
    is none."""
    return [str(device["name"]) for device in _devices()]


class LineIn:
    """A microphone of this machine, read through miniaudio: mono, 16 kHz."""

    recorded = False

    def __init__(self, index: int | None = None) -> None:
        """Take the microphone of this index in ``microphones()``, or the system's own choice."""
        self.index = index
        self.name = "microphone" if index is None else f"microphone {index}"

    def record(self, *, stop: Callable[[], bool], level: Callable[[float], None], limit: float) -> Sound:
        """Record until ``stop()``, a silence after speech, or ``limit`` seconds; ``level`` hears the RMS
        0..1.

        Raises DeviceMissing ``no_microphone``, ``microphone_busy`` or ``microphone_gone``.
        """
        pieces: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        heard: list[NDArray[np.float32]] = []
        ended, total = SilenceEnd(), 0
        device = self._opened()
        try:
            _start(device, pieces)
            while total < limit * RATE and not stop() and not ended.reached:
                piece = np.frombuffer(_next(pieces), np.float32)
                heard.append(piece)
                total += len(piece)
                level(float(np.sqrt(np.mean(np.square(piece)))) if piece.size else 0.0)
                ended.hear(piece)
        finally:
            device.close()
        return Sound(np.concatenate(heard) if heard else np.zeros(0, np.float32), RATE)

    def _opened(self) -> Any:
        import miniaudio

        devices = _devices()
        if not devices or (self.index is not None and not 0 <= self.index < len(devices)):
            raise DeviceMissing("no_microphone")
        chosen = None if self.index is None else devices[self.index]["id"]
        try:
            return miniaudio.CaptureDevice(miniaudio.SampleFormat.FLOAT32, 1, RATE, PERIOD, chosen)
        except miniaudio.MiniaudioError as error:
            raise DeviceMissing("no_microphone" if self.index is None else "microphone_busy") from error


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
        level(float(np.sqrt(np.mean(np.square(sound.samples)))))
        return sound


def _devices() -> list[dict[str, Any]]:
    import miniaudio

    silence()
    try:
        devices = miniaudio.Devices()
        found = devices.get_captures() if devices.backend != "Null" else []
    except miniaudio.MiniaudioError:
        return []
    return [device for device in found if not str(device["name"]).startswith(_NOT_DEVICES)]


def _start(device: Any, pieces: "queue.SimpleQueue[bytes]") -> None:
    """Start the device; its own thread puts every piece into the queue."""
    import miniaudio

    def take() -> Generator[None, bytes, None]:
        while True:
            pieces.put(bytes((yield)))

    taker = take()
    next(taker)
    try:
        device.start(taker)
    except miniaudio.MiniaudioError as error:
        raise DeviceMissing("microphone_busy") from error


def _next(pieces: "queue.SimpleQueue[bytes]") -> bytes:
    try:
        return pieces.get(timeout=PATIENCE)
    except queue.Empty as error:
        raise DeviceMissing("microphone_gone") from error
