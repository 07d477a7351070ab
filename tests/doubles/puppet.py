"""Animates a photograph of a face into clips with real depth: a face that turns, nods, blinks and opens its mouth.

For tests and practice only. The head is the generic one of ``head.py``; nothing here knows what the product measures
or where its thresholds lie. The photograph's 68 points come from the face engine.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from biometric.face.dlib_engine import DlibEngine
from tests.doubles.acting import ABLE, AS_TAKEN, Look, Reach, Scene, looks, sway
from tests.doubles.head import DEPTH, Plane, Space
from tests.doubles.mesh import Image, Mesh, areas

SIZE = (640, 480)
_UPPER_LIDS = {37: 41, 38: 40, 43: 47, 44: 46}
_LOWER_LIP = {54: 0.1, 55: 0.8, 56: 1.0, 57: 1.0, 58: 1.0, 59: 0.8, 48: 0.1, 65: 0.85, 66: 1.0, 67: 0.85}
_CHIN = {4: 0.25, 5: 0.5, 6: 0.75, 7: 0.9, 8: 0.95, 9: 0.9, 10: 0.75, 11: 0.5, 12: 0.25}


HALF_A_PIXEL = np.array([0.0, 0.5])
OUTER_EYES = 90.0
"""Millimetres between the outer eye corners of an adult, about."""


class Puppet:
    """A face photograph that can be told what to do."""

    def __init__(
        self,
        image: Image,
        *,
        eyes: float = 100.0,
        size: tuple[int, int] = SIZE,
        depth: float = 1.0,
        opening: float | None = None,
    ) -> None:
        """``eyes`` is the distance of the outer eye corners in pixels, ``depth`` stretches the generic head.

        ``opening`` lowers the lids until the eyes are so many millimetres open; None leaves them as photographed.
        """
        self.picture, points = _framed(image, eyes, size)
        self.points = _lips_apart(points)
        middle = (self.points[36] + self.points[45]) / 2
        self.space = Space(middle, float(np.linalg.norm(self.points[45] - self.points[36])))
        vertices, behind, self.held = _vertices(self.points, self.space, size)
        self.depth = np.where(self.held, -3.0, behind * depth)
        self.mesh = _triangulate(vertices, self.held)
        self.drooping = 0.0 if opening is None else max(0.0, 1.0 - opening / self.open_by)

    @property
    def open_by(self) -> float:
        """Millimetres the eyes are open in the photograph, the mean of four pairs of lid points."""
        gaps = [
            np.linalg.norm(self.points[upper] - self.points[lower]) for upper, lower in _UPPER_LIDS.items()
        ]
        return float(np.mean(gaps)) / self.space.unit * OUTER_EYES

    def show(self, look: Look) -> Image:
        """The picture of one moment."""
        vertices = self.mesh.vertices.copy()
        lids = self.drooping + (1.0 - self.drooping) * look.lids
        for upper, lower in _UPPER_LIDS.items():
            vertices[upper] += (self.points[lower] - self.points[upper]) * lids * 0.97
        drop = np.array([0.0, look.mouth * self.space.unit])
        for point, share in (_LOWER_LIP | _CHIN).items():
            vertices[point] += drop * share
        solid = self.space.move(self.space.raise_up(vertices, self.depth), look.pose)
        after = np.where(self.held[:, None], self.mesh.vertices, self.space.project(solid))
        depth = np.where(self.held, -3.0, solid[:, 2])
        return self.mesh.draw(self.picture, after, depth, self.picture, look.mouth / 0.12)

    def frames(
        self,
        actions: Sequence[str],
        fps: float = 20,
        neutral: float = 1.0,
        each: float = 1.2,
        rest: float = 0.5,
        reach: Reach = ABLE,
        seed: int = 1,
        scene: Scene = AS_TAKEN,
    ) -> Iterator[Image]:
        """Pictures of a clip: neutral, then the actions one after another with a rest between."""
        rng = np.random.default_rng(seed)
        for look in looks(actions, fps, neutral, each, rest, reach, sway(rng, scene.roll)):
            yield noisy(lit(self.show(look), scene.light), rng, scene.noise)

    def clip(self, actions: Sequence[str], path: Path, fps: float = 20, **timing) -> Path:
        """Write a clip of the actions (.avi as MJPG, .mp4 as mp4v); ``timing`` as for ``frames``."""
        return write_clip(self.frames(actions, fps, **timing), path, fps)


def lit(picture: Image, light: float) -> Image:
    """The picture in so many times its light."""
    return picture if light == 1.0 else cv2.convertScaleAbs(picture, alpha=light)


def noisy(picture: Image, rng: np.random.Generator, strength: float = 2.0) -> Image:
    """Add a sensor's noise."""
    noise = np.empty(picture.shape, np.int16)
    cv2.setRNGSeed(int(rng.integers(1 << 31)))
    cv2.randn(noise, 0, strength)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def write_clip(pictures: Iterator[Image], path: Path, fps: float) -> Path:
    """Write pictures as a clip; the kind of file is read off the name."""
    code = cv2.VideoWriter.fourcc(*("MJPG" if path.suffix == ".avi" else "mp4v"))
    writer = None
    for picture in pictures:
        if writer is None:
            writer = cv2.VideoWriter(str(path), code, fps, (picture.shape[1], picture.shape[0]))
        writer.write(picture)
    writer.release()
    return path


def _framed(image: Image, eyes: float, size: tuple[int, int]) -> tuple[Image, Plane]:
    """Turn upright, scale and cut so that the face stands in the middle of a frame."""
    engine = DlibEngine()
    box = engine.find(image, smallest=max(40, max(image.shape[:2]) // 10))[0]
    points = engine.landmarks(image, box).astype(np.float64)
    between = points[45] - points[36]
    scale = eyes / np.linalg.norm(between)
    angle = np.degrees(np.arctan2(between[1], between[0]))
    middle = (points[36] + points[45]) / 2
    turn = cv2.getRotationMatrix2D(tuple(middle), angle, scale)
    turn[:, 2] += np.array([size[0] / 2, size[1] * 0.42]) - middle
    picture = cv2.warpAffine(image, turn, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return picture, points @ turn[:, :2].T + turn[:, 2]


def _lips_apart(points: Plane) -> Plane:
    points = points.copy()
    for upper, lower in ((61, 67), (62, 66), (63, 65)):
        middle, gap = (points[upper] + points[lower]) / 2, points[lower, 1] - points[upper, 1]
        if gap < 1.0:
            points[upper], points[lower] = middle - HALF_A_PIXEL, middle + HALF_A_PIXEL
    return points


def _vertices(points: Plane, space: Space, size: tuple[int, int]) -> tuple[Plane, Plane, NDArray[np.bool_]]:
    """All vertices, their depth, and which are held still: landmarks, brow, cheeks, skull, then the background."""
    unit, middle = space.unit, space.origin
    brow = points[17:27] - [0, 0.42 * unit]
    cheeks = np.array(
        [(points[a] + points[b]) / 2 for a, b in ((1, 36), (2, 41), (4, 48), (15, 45), (14, 46), (12, 54))]
    )
    bend = np.linspace(np.pi * 1.02, np.pi * 1.98, 11)
    skull = middle + unit * np.column_stack([np.cos(bend) * 0.92, np.sin(bend) * 1.35])
    inner = np.concatenate([points, brow, cheeks, skull])
    depth = np.concatenate([DEPTH, DEPTH[17:27] - 0.04, [-0.3, -0.12, -0.14] * 2, np.full(11, -0.85)])
    outline = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ring = middle + [0, 0.2 * unit] + unit * np.column_stack([np.cos(outline) * 1.6, np.sin(outline) * 2.1])
    width, height = size
    border = [(x, y) for x in (-9, width / 2, width + 9) for y in (-9, height / 2, height + 9)]
    border = np.array([p for p in border if p != (width / 2, height / 2)])
    held = np.concatenate([np.zeros(len(inner), bool), np.ones(len(ring) + len(border), bool)])
    return np.concatenate([inner, ring, border]), np.concatenate([depth, np.full(held.sum(), -3.0)]), held


def _triangulate(vertices: Plane, held: NDArray[np.bool_]) -> Mesh:
    found = Delaunay(vertices).simplices
    moving = found[~held[found].all(axis=1)]
    wound = np.where((areas(vertices[moving]) > 0)[:, None], moving, moving[:, ::-1])
    return Mesh(vertices, wound, (wound >= 60).all(axis=1) & (wound < 68).all(axis=1))
