"""Camera and microphone tried by a person: what they see and hear now, with what to change; nothing is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from biometric.devices import Camera, Image, Microphone
from biometric.errors import ModelMissing
from biometric.steps import Box, Level, Measure
from biometric.voice.go import Go

TOO_SLOW = 8.0
"""Pictures a second below which a blink may fall between two of them (a blink takes 0.1 to 0.4 s)."""
OVER = 1.0
"""Seconds over which the pace is counted."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture of the camera."""

    image: Image
    box: Box | None
    measures: tuple[Measure, ...]
    advice: str
    """Key of the sentence that says what to change, with its area; empty when all is well."""
    rate: float
    """Pictures a second over the last second, 0 before that."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording."""

    measures: tuple[Measure, ...]
    advice: str
    """Key of the sentence that says what to change, with its area; empty when all is well."""
    seconds: float


def camera(device: Camera) -> Iterator[Seen]:
    """Show what the camera sees until the generator is closed. Opens and closes it; raises DeviceMissing.

    Without the models of faces there is a picture all the same, and the advice says that they are missing.
    """
    device.open()
    try:
        look = _looker()
        pace = _Pace()
        while (frame := device.read()) is not None:
            box, measures, advice = look(frame.image)
            rate = pace.at(frame.at)
            slow = "doctor.camera_slow" if 0 < rate < TOO_SLOW else ""
            yield Seen(frame.image, box, measures, advice or slow, rate)
    finally:
        device.close()


Looked = tuple[Box | None, tuple[Measure, ...], str]


def _looker() -> Callable[[Image], Looked]:
    from biometric.face import quality
    from biometric.face.dlib_engine import DlibEngine
    from biometric.face.tracking import Tracker
    from biometric.limits import FACE
    from biometric.pictures import is_black

    tracker = Tracker(DlibEngine())

    def look(image: Image) -> Looked:
        if is_black(image):
            return None, (), "biometric.advice_camera_dark"
        try:
            sighting = tracker.see(image)
        except ModelMissing:
            return None, (), "doctor.camera_no_models"
        if sighting.points is None:
            several = sighting.faces > 1
            return None, (), f"biometric.advice_{'several_faces' if several else 'face_missing'}"
        measures = quality.judge(image, sighting.points, FACE)
        advice = quality.advice(measures)
        return sighting.box, measures, f"biometric.{advice}" if advice else ""

    return look


class _Pace:
    """Counts the pictures of the last second."""

    def __init__(self) -> None:
        self._times: list[float] = []

    def at(self, time: float) -> float:
        self._times = [each for each in self._times if time - each < OVER] + [time]
        span = time - self._times[0]
        return (len(self._times) - 1) / span if span > OVER / 2 else 0.0


def microphone(device: Microphone, go: Go) -> Iterator[Level | Heard]:
    """Record once and say how it was; the recording is dropped. Ends at once when ``go.ready()`` says no.

    Raises DeviceMissing.
    """
    from biometric.voice.listening import record
    from biometric.voice.take import measured

    if not go.ready():
        return
    sound = yield from record(device, go)
    take = measured(sound)
    yield Heard(take.measures, f"biometric.{take.advice}" if take.advice else "", sound.seconds)
