"""One recording as steps: levels while it runs, the sound at the end."""

import queue
import threading
from collections.abc import Generator

from biometric.devices import Microphone, Sound
from biometric.sound_file import resampled
from biometric.steps import Level
from biometric.voice.go import Go

LIMIT = 20.0
"""Seconds of a recording at most: eight digits, one a second, twice over (our choice)."""


def record(microphone: Microphone, go: Go, *, limit: float = LIMIT) -> Generator[Level, None, Sound]:
    """Record once at 16 kHz, with a Level about ten times a second.

    The device is read in a thread of its own, so that steps can flow while it listens; closing the generator
    stops it. Raises what the microphone raises.
    """
    said: queue.SimpleQueue[Level | Sound | BaseException] = queue.SimpleQueue()
    left = threading.Event()

    def read() -> None:
        try:
            sound = microphone.record(
                stop=lambda: left.is_set() or go.stop(), level=lambda rms: said.put(Level(rms)), limit=limit
            )
            said.put(resampled(sound))
        except BaseException as error:  # handed to whoever consumes the steps, whatever it is
            said.put(error)

    reader = threading.Thread(target=read, name="microphone", daemon=True)
    reader.start()
    try:
        while True:
            heard = said.get()
            if isinstance(heard, BaseException):
                raise heard
            if isinstance(heard, Sound):
                return heard
            yield heard
    finally:
        left.set()
        reader.join(timeout=2.0)
