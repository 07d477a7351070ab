"""Make a face template: from a camera, or from photographs."""

import hashlib
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from biometric.devices import Camera, Frame, Image
from biometric.errors import MediaUnreadable
from biometric.face import geometry, quality
from biometric.face.compare import likeness
from biometric.face.dlib_engine import DlibEngine
from biometric.face.engine import FaceEngine, Points, Vector
from biometric.face.tracking import Sighting, Tracker
from biometric.limits import FACE, FaceLimits
from biometric.photographs import portrait
from biometric.picture_print import print_of
from biometric.pictures import as_jpeg, is_black, read_image
from biometric.steps import Enrolled, Guidance, Measure, Preview, Progress, Refused, Step
from biometric.template import Template


@dataclass(slots=True)
class _Captures:
    """What has been taken so far."""

    vectors: list[Vector] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    prints: list[bytes] = field(default_factory=list)
    measures: tuple[Measure, ...] = ()

    def of_one_person(self, vector: Vector, limits: FaceLimits) -> bool:
        """Whether a further capture shows the person of the others: a frontal one is there to be like."""
        return not self.vectors or max(likeness(vector, one) for one in self.vectors) >= limits.one_person

    def add(self, image: Image, points: Points, vector: Vector, measures: tuple[Measure, ...]) -> None:
        picture = as_jpeg(image)
        self.vectors.append(vector)
        self.pictures.append(picture)
        self.sources.append(hashlib.sha256(picture).hexdigest())
        self.prints.append(print_of(image, points))
        self.measures = self.measures or measures

    def enrolled(self, engine: FaceEngine, *, from_photographs: bool) -> Enrolled:
        template = Template(
            "face", engine.name, engine.version, np.stack(self.vectors).astype(np.float32), from_photographs,
            sources=tuple(self.sources),
        )  # fmt: skip
        return Enrolled(template, self.measures, tuple(self.pictures), tuple(self.prints))


@dataclass(frozen=True, slots=True)
class _View:
    """One of the captures: what to say, and the degrees of turn it needs, counted from the frontal one."""

    say: str
    lowest: float
    highest: float


_VIEWS = (
    _View("look_straight", -9.0, 9.0),
    _View("turn_slightly_left", 7.0, 24.0),
    _View("turn_slightly_right", -24.0, -7.0),
)
"""A slight turn is enough to add to the template and too little to lose the far eye."""
_ANY = _View("look_straight", -24.0, 24.0)
"""What is taken of a recording, and of a person who cannot turn the head."""
_LEVEL = 12.0
"""Degrees any view may be raised or lowered against the frontal one."""
_STILL = 4
"""Frames a view must be held; the last of them is taken."""
_APART = 0.6
"""Seconds between two captures, so that they are not one picture twice."""
_PATIENCE = 6.0
"""Seconds without a usable frame that make a failed try, whose advice is then said."""
_TURN_TRIES = 2
"""Failed tries after which a view need not be turned any more."""


def enrol_face(
    camera: Camera,
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FACE,
    excused: Collection[str] = (),
) -> Iterator[Step]:
    """Capture one frontal view and two slight turns; the last step is Enrolled, or Refused after too many poor ones.

    Opens and closes the camera. Steps before the last: Guidance, Preview (one a frame), Progress (captures taken),
    Refused (a failed try with its one advice; it goes on up to ``limits.tries``). Of a recording any three good views
    are taken, whatever is behind the person or worn. Two people in one enrolment end it (``identity_changed``).
    ``excused`` names measures, of ``quality.EXCUSABLE``, that an officer lets pass; they are measured all the same.
    Raises DeviceMissing, MediaUnreadable, ModelMissing; ValueError for a measure that cannot be excused.
    """
    if not set(excused) <= set(quality.EXCUSABLE):
        raise ValueError(f"cannot be excused: {sorted(set(excused) - set(quality.EXCUSABLE))}")
    engine = engine or DlibEngine()
    camera.open()
    try:
        yield from _Enrolment(camera, engine, limits, excused).run()
    finally:
        camera.close()


class _Enrolment:
    """One enrolment before a camera."""

    def __init__(
        self, camera: Camera, engine: FaceEngine, limits: FaceLimits, excused: Collection[str]
    ) -> None:
        self.camera, self.engine, self.limits = camera, engine, limits
        # Nobody can be asked to change a recording; what it shows is written into the result.
        self.excused = frozenset(
            (*excused, *(("hat", "background", "expression") if camera.recorded else ()))
        )
        self.tracker, self.taken = Tracker(engine), _Captures()
        self.views = (_ANY,) * limits.captures if camera.recorded else _VIEWS
        self.tries, self.held, self.since, self.front, self.shown = 0, 0, 0.0, (0.0, 0.0), False

    def run(self) -> Iterator[Step]:
        """All views, one after another."""
        for index, view in enumerate(self.views):
            yield Progress(index, len(self.views), "capturing")
            yield Guidance(view.say)
            trouble = yield from self._capture(view)
            if trouble is not None:
                yield trouble
                return
        yield Progress(len(self.views), len(self.views), "capturing")
        yield self.taken.enrolled(self.engine, from_photographs=False)

    def _capture(self, view: _View) -> Generator[Step, None, Refused | None]:
        """Wait for one view; returns what made it impossible, or None when it was taken."""
        trouble, before = Refused("no_face", "advice_face_missing"), self.tries
        while (frame := self.camera.read()) is not None:
            if not self.shown:
                self.shown = True
                # Shown before anything looks at it: the models may still be loading (1 s after a cold start).
                yield Preview(frame.image)
            sighting = self.tracker.see(frame.image)
            points = sighting.points
            measures = () if points is None else quality.judge_strictly(frame.image, points, self.limits)
            yield Preview(frame.image, sighting.box, measures=measures)
            needed = view if self.tries - before < _TURN_TRIES else _ANY
            refused = self._unfit(frame, sighting, measures, needed)
            self.held = self.held + 1 if refused is None else 0
            if refused is None and points is not None and self.held >= _STILL and self._rested(frame.at):
                return self._take(frame, points, measures)
            trouble = refused or Refused("poor_image", "hold_still", measures)
            if frame.at - self.since >= _PATIENCE:
                self.since, self.tries = frame.at, self.tries + 1
                if self.tries >= self.limits.tries:
                    return trouble
                yield trouble
        return trouble

    def _rested(self, at: float) -> bool:
        return not self.taken.vectors or at - self.since >= _APART

    def _take(self, frame: Frame, points: Points, measures: tuple[Measure, ...]) -> Refused | None:
        vector = self.engine.embed(frame.image, points)
        if not self.taken.of_one_person(vector, self.limits):
            return Refused("identity_changed", "advice_identity_changed", measures)
        if not self.taken.vectors:
            self.front = geometry.pose(points)[:2]
        self.taken.add(frame.image, points, vector, measures)
        self.held, self.since = 0, frame.at
        return None

    def _unfit(
        self, frame: Frame, sighting: Sighting, measures: tuple[Measure, ...], view: _View
    ) -> Refused | None:
        """What speaks against taking this frame, or None."""
        if sighting.points is None:
            if is_black(frame.image):
                return Refused("no_face", "advice_camera_dark")
            if sighting.faces > 1:
                return Refused("several_faces", "advice_several_faces")
            return Refused("no_face", "advice_face_missing")
        first = not self.taken.vectors
        yaw, pitch, _ = geometry.pose(sighting.points)
        yaw, pitch = yaw - self.front[0], pitch - self.front[1]
        if not first and not (view.lowest <= yaw <= view.highest and abs(pitch) <= _LEVEL):
            return Refused("poor_image", view.say, measures)
        # In a turned head the landmarks say less about forehead and mouth; the frontal view has shown both.
        judged = quality.without(
            measures, self.excused if first else self.excused | {"yaw", "hat", "expression"}
        )
        return None if quality.good(judged) else Refused("poor_image", quality.advice(judged), measures)


def enrol_face_photographs(
    paths: Sequence[Path],
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FACE,
    excused: Collection[str] = (),
) -> Iterator[Step]:
    """Make a template of photographs, such as that of a social-security card; the last step is Enrolled or Refused.

    Every photograph that cannot be used yields a Refused naming it, and is left out; the last step is Refused when none
    is left, or when they do not show one person. ``excused`` as for ``enrol_face``. Missing files raise
    FileNotFoundError; models ModelMissing.
    """
    engine, taken = engine or DlibEngine(), _Captures()
    refused = Refused("no_face", "advice_no_photograph")
    for index, path in enumerate(paths):
        yield Progress(index, len(paths), "capturing")
        try:
            image = read_image(Path(path))
            found = portrait(image, engine, limits, name=str(path))
        except MediaUnreadable as error:
            refused = _refusal(error, Path(path))
            yield refused
            continue
        deciding = quality.without(found.measures, excused)
        if not quality.good(deciding):
            refused = Refused("poor_image", quality.advice(deciding), found.measures, Path(path).name)
            yield refused
        elif not taken.of_one_person(found.vector, limits):
            yield Refused("identity_changed", "advice_identity_changed", found.measures, Path(path).name)
            return
        else:
            taken.add(image, found.points, found.vector, found.measures)
            taken.sources[-1] = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    yield taken.enrolled(engine, from_photographs=True) if taken.vectors else refused


def _refusal(error: MediaUnreadable, path: Path) -> Refused:
    reasons = {"no_face_in_picture": "no_face", "several_faces_in_picture": "several_faces"}
    return Refused(reasons.get(error.key, "poor_image"), error.key, source=path.name)
