"""Sound devices of this machine through miniaudio: which there are, and their samples as they come."""

from collections.abc import Callable, Generator
from typing import Any, Protocol

from biometric.errors import DeviceMissing
from biometric.voice.quiet_alsa import silence

PERIOD = 100
"""Milliseconds of sound a device hands over at a time: ten levels a second for the meter."""
_NOT_DEVICES = ("Discard all samples", "NULL ")
"""How ALSA and miniaudio name devices that hear nothing."""


class Capture(Protocol):
    """A device that listens."""

    def start(self, take: Callable[[bytes], None]) -> None:
        """Listen; ``take`` gets float32 samples, in a thread of the device. Raises DeviceMissing."""

    def close(self) -> None:
        """Stop and let go of the device; may be called twice."""


class Driver(Protocol):
    """The devices of a machine."""

    def names(self) -> list[str]:
        """Give the names of the devices that can listen."""

    def open(self, index: int | None, rate: int) -> Capture:
        """Open one, mono at ``rate``, or the system's own choice for None. Raises DeviceMissing."""


class Miniaudio:
    """The devices that miniaudio finds: WASAPI, ALSA, PulseAudio or Core Audio."""

    def names(self) -> list[str]:
        """Give the names of the microphones; empty when there is none."""
        return [str(device["name"]) for device in self._devices()]

    def open(self, index: int | None, rate: int) -> Capture:
        """Open a microphone. Raises DeviceMissing ``no_microphone`` or ``microphone_busy``."""
        import miniaudio

        devices = self._devices()
        if not devices or (index is not None and not 0 <= index < len(devices)):
            raise DeviceMissing("no_microphone")
        chosen = None if index is None else devices[index]["id"]
        try:
            return _Opened(miniaudio.CaptureDevice(miniaudio.SampleFormat.FLOAT32, 1, rate, PERIOD, chosen))
        except miniaudio.MiniaudioError as error:
            raise DeviceMissing("no_microphone" if index is None else "microphone_busy") from error

    def _devices(self) -> list[dict[str, Any]]:
        import miniaudio

        silence()
        try:
            devices = miniaudio.Devices()
            found = devices.get_captures() if devices.backend != "Null" else []
        except miniaudio.MiniaudioError:
            return []
        return [device for device in found if not str(device["name"]).startswith(_NOT_DEVICES)]


class _Opened:
    def __init__(self, device: Any) -> None:
        self._device = device

    def start(self, take: Callable[[bytes], None]) -> None:
        import miniaudio

        def each() -> Generator[None, bytes, None]:
            while True:
                take(bytes((yield)))

        taker = each()
        next(taker)
        try:
            self._device.start(taker)
        except miniaudio.MiniaudioError as error:
            raise DeviceMissing("microphone_busy") from error

    def close(self) -> None:
        self._device.close()
