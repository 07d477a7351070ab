"""Single photographs: find the one face, judge it, turn it into numbers, compare two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from biometric.devices import Image
from biometric.errors import MediaUnreadable
from biometric.face import quality
from biometric.face.compare import likeness
from biometric.face.dlib_engine import DlibEngine
from biometric.face.engine import FaceEngine, Points, Vector
from biometric.limits import FACE, FaceLimits
from biometric.pictures import read_image
from biometric.steps import Box, Measure

SMALL_SHARE = 10
"""A face is searched for down to a tenth of the longer side first (30 ms), so that people far behind do not count."""
SMALLEST = 40
"""Pixels of the smallest face searched for when that finds none (up to 0.5 s)."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """The face of a photograph."""

    box: Box
    points: Points
    vector: Vector
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two photographs are."""

    likeness: float
    threshold: float
    engine: str
    version: str
    quality_a: tuple[Measure, ...]
    quality_b: tuple[Measure, ...]

    @property
    def same(self) -> bool:
        """True when the likeness reaches the threshold for one photograph."""
        return self.likeness >= self.threshold


def find_faces(image: Image, engine: FaceEngine) -> list[Box]:
    """Faces of a photograph, the largest first: large ones first, small ones only when there is no other."""
    longest = max(image.shape[:2])
    found = engine.find(image, smallest=max(80, longest // SMALL_SHARE))
    return found or engine.find(image, smallest=max(SMALLEST, longest // 40))


def portrait(image: Image, engine: FaceEngine, limits: FaceLimits = FACE, *, name: str = "") -> Portrait:
    """The one face of a photograph; ``name`` says in an error which photograph it was.

    Raises MediaUnreadable ``no_face_in_picture`` or ``several_faces_in_picture``, ModelMissing.
    """
    boxes = find_faces(image, engine)
    if not boxes:
        raise MediaUnreadable("no_face_in_picture", path=name)
    if len(boxes) > 1:
        raise MediaUnreadable("several_faces_in_picture", path=name, faces=len(boxes))
    points = engine.landmarks(image, boxes[0])
    measures = quality.judge(image, points, limits, photograph=True)
    return Portrait(boxes[0], points, engine.embed(image, points), measures)


def compare_photographs(
    a: Path, b: Path, *, engine: FaceEngine | None = None, limits: FaceLimits = FACE
) -> Comparison:
    """Compare the faces of two photographs. Raises what ``read_image`` and ``portrait`` raise."""
    engine = engine or DlibEngine()
    one, other = (portrait(read_image(path), engine, limits, name=str(path)) for path in (a, b))
    return Comparison(
        likeness(one.vector, other.vector), limits.accept_one, engine.name, engine.version, one.measures, other.measures
    )  # fmt: skip


def vectors(paths: Sequence[Path], engine: FaceEngine) -> Iterator[tuple[Path, Vector | None]]:
    """Embedding of every photograph, None where there is no picture or not exactly one face; for benchmarks."""
    for path in paths:
        try:
            yield path, portrait(read_image(path), engine, name=str(path)).vector
        except MediaUnreadable:
            yield path, None
