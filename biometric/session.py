"""One challenge before a camera: frames in, steps out, and at the end what was seen and who it was."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from biometric.devices import Camera, Frame, Image
from biometric.face import quality
from biometric.face.compare import likeness
from biometric.face.engine import FaceEngine, Points, Vector
from biometric.face.observe import observe
from biometric.face.tracking import Sighting, Tracker
from biometric.limits import ChallengeLimits, FaceLimits
from biometric.liveness import Liveness, Outcome
from biometric.pictures import is_black
from biometric.steps import Action, Asked, Guidance, Measure, Preview, Step

_MEASURE_EVERY = 5
"""Frames between two looks at the picture's quality (2 ms each)."""
_TAIL_EVERY = 0.3
"""Seconds between two looks at who is in a recording after its last action."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A frame whose face was turned into numbers."""

    at: float
    image: Image
    points: Points
    vector: Vector
    frontal: bool
    """True in the neutral pose: only these are compared with a template."""
    measures: tuple[Measure, ...]


@dataclass(slots=True)
class Acted:
    """What a challenge left behind."""

    outcome: Outcome
    actions: tuple[Asked, ...] = ()
    shots: list[Shot] = field(default_factory=list)
    checks: dict[str, float] = field(default_factory=dict)
    needs: dict[str, float] = field(default_factory=dict)
    """What each of ``checks`` had to reach."""
    measures: tuple[Measure, ...] = ()
    """Of the last frame with a face."""
    frames: int = 0
    seconds: float = 0.0
    """Of the source's clock, first frame to last."""


class _Session:
    """Holds together what one challenge needs; ``run`` is the loop."""

    def __init__(
        self,
        camera: Camera,
        actions: Sequence[Action],
        engine: FaceEngine,
        face: FaceLimits,
        limits: ChallengeLimits,
    ) -> None:
        self.camera, self.engine, self.limits, self.face = camera, engine, limits, face
        self.machine = Liveness(actions, limits)
        self.tracker = Tracker(engine)
        self.shots: list[Shot] = []
        self.measures: tuple[Measure, ...] = ()
        self.frames, self.black = 0, 0
        self.first = self.last = 0.0
        self.frame: Frame | None = None
        self.sighting = Sighting(0)

    def run(self) -> Generator[Step, None, Acted]:
        """Frame by frame until the machine has an outcome."""
        yield Guidance("look_straight")
        said: str | None = "look_straight"
        while self.machine.outcome is None:
            frame = self.camera.read()
            if frame is None:
                self._end()
                break
            if self.frames == 0:
                # Shown before anything looks at it: the models may still be loading (1 s after a cold start).
                yield Preview(frame.image)
            self._take(frame)
            yield self._preview(frame)
            say = self._sentence()
            if say is not None and say != said:
                said = say
                yield Guidance(say)
        outcome = self.machine.outcome
        if outcome and outcome.verdict == "alive" and self.camera.recorded:
            self._watch_tail()
        return self._acted()

    def _take(self, frame: Frame) -> None:
        self.frame, self.sighting = frame, self.tracker.see(frame.image)
        self.first = frame.at if self.frames == 0 else self.first
        self.last = frame.at
        self.frames += 1
        self.black += is_black(frame.image)
        if self.sighting.points is not None and self.frames % _MEASURE_EVERY == 1:
            self.measures = quality.judge(frame.image, self.sighting.points, self.face)
        self.machine.feed(observe(frame, self.sighting))
        outcome = self.machine.outcome
        # Somebody else's face moves otherwise from the first frame on: say who, not what, is wrong.
        if self.machine.wants_identity or (outcome and outcome.reason == "reason_other_action"):
            self._identify(frame, self.sighting)

    def _identify(self, frame: Frame, sighting: Sighting) -> None:
        if sighting.points is None:
            return
        vector = self.engine.embed(frame.image, sighting.points)
        self.machine.identity(likeness(self.shots[0].vector, vector) if self.shots else 1.0)
        measures = quality.judge(frame.image, sighting.points, self.face)
        frontal = self.machine.resting or self.machine.outcome is not None
        self.shots.append(Shot(frame.at, frame.image, sighting.points, vector, frontal, measures))

    def _end(self) -> None:
        """The recording is over: its last face is looked at when it ends with the last action."""
        self.machine.end()
        if self.machine.outcome and self.machine.outcome.verdict == "alive" and self.frame is not None:
            self._identify(self.frame, self.sighting)

    def _watch_tail(self) -> None:
        """Look at the rest of a recording: more actions, or another face held up after them, make it a forgery.

        Two looks in a row must say that it is another: people who get up blur.
        """
        next_look, before = self.last + _TAIL_EVERY, 1.0
        while self.last - self.first < self.limits.session:
            frame = self.camera.read()
            if frame is None:
                return
            self.last, self.frames = frame.at, self.frames + 1
            sighting = self.tracker.see(frame.image)
            self.machine.afterwards(observe(frame, sighting))
            if self.machine.outcome and self.machine.outcome.verdict != "alive":
                self._identify(frame, sighting)
                return
            if sighting.points is not None and frame.at >= next_look:
                next_look = frame.at + _TAIL_EVERY
                alike = likeness(self.shots[0].vector, self.engine.embed(frame.image, sighting.points))
                if max(alike, before) < self.limits.same_person:
                    self.machine.identity(alike)
                    return
                before = alike

    def _preview(self, frame: Frame) -> Preview:
        machine = self.machine
        return Preview(
            frame.image, self.sighting.box, machine.prompt, tuple(machine.asked), machine.remaining, self.measures
        )  # fmt: skip

    def _sentence(self) -> str | None:
        if self.machine.outcome:
            return None
        if self.sighting.faces > 1:
            return "several_faces_now"
        if self.sighting.faces == 0:
            dark = self.frame is not None and is_black(self.frame.image)
            return "advice_camera_dark" if dark else "face_missing_now"
        if self.machine.neutral is None:
            return next((measure.advice for measure in self.measures if measure.advice), "hold_still")
        prompt = self.machine.prompt
        return f"ask_{prompt}" if prompt else "face_front"

    def _acted(self) -> Acted:
        outcome = self.machine.outcome or Outcome("timed_out", "reason_timed_out", "time")
        if outcome.verdict in ("no_face", "timed_out") and self.black > self.frames / 2:
            outcome = Outcome(outcome.verdict, "reason_camera_dark", "camera")
        machine = self.machine
        return Acted(
            outcome, tuple(machine.asked), self.shots, dict(machine.checks), dict(machine.needs), self.measures,
            self.frames, self.last - self.first,
        )  # fmt: skip


def act(
    camera: Camera, actions: Sequence[Action], engine: FaceEngine, face: FaceLimits, limits: ChallengeLimits
) -> Generator[Step, None, Acted]:
    """Run one challenge on an open camera: yields Preview and Guidance, returns what was seen.

    The caller opens and closes the camera. Raises ModelMissing, DeviceMissing, MediaUnreadable.
    """
    return (yield from _Session(camera, actions, engine, face, limits).run())
