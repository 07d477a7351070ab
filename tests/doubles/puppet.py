"""Animates a photograph of a face into clips with real depth: a face that turns, nods, blinks and opens its mouth.

For tests and practice only. The head is the generic one of ``head.py``; nothing here knows what the product measures
or where its thresholds lie. The photograph's 68 points come from the face engine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from biometric.face.dlib_engine import DlibEngine
from tests.doubles.head import DEPTH, Plane, Pose, Space
from tests.doubles.mesh import Image, Mesh, areas

SIZE = (640, 480)
_UPPER_LIDS = {37: 41, 38: 40, 43: 47, 44: 46}
_LOWER_LIP = {54: 0.1, 55: 0.8, 56: 1.0, 57: 1.0, 58: 1.0, 59: 0.8, 48: 0.1, 65: 0.85, 66: 1.0, 67: 0.85}
_CHIN = {4: 0.25, 5: 0.5, 6: 0.75, 7: 0.9, 8: 0.95, 9: 0.9, 10: 0.75, 11: 0.5, 12: 0.25}


AT_REST = Pose()
HALF_A_PIXEL = np.array([0.0, 0.5])


@dataclass(frozen=True)
class Look:
    """One moment of a face: how the head is held, how far the lids are down and the mouth is open (0..1)."""

    pose: Pose = AT_REST
    lids: float = 0.0
    mouth: float = 0.0


@dataclass(frozen=True)
class Reach:
    """How far this person's movements go."""

    yaw: float = 26.0
    up: float = 15.0
    down: float = 17.0
    mouth: float = 0.34
    """Gap between the lips in outer eye distances."""
    lids: float = 1.0
    shut: float = 0.14
    """Seconds the eyes are shut in a blink; closing takes 0.08 more, opening 0.12."""


class Puppet:
    """A face photograph that can be told what to do."""

    def __init__(
        self, image: Image, *, eyes: float = 100.0, size: tuple[int, int] = SIZE, depth: float = 1.0
    ) -> None:
        """``eyes`` is the distance of the outer eye corners in pixels, ``depth`` stretches the generic head."""
        self.picture, points = _framed(image, eyes, size)
        self.points = _lips_apart(points)
        middle = (self.points[36] + self.points[45]) / 2
        self.space = Space(middle, float(np.linalg.norm(self.points[45] - self.points[36])))
        vertices, behind, self.held = _vertices(self.points, self.space, size)
        self.depth = np.where(self.held, -3.0, behind * depth)
        self.mesh = _triangulate(vertices, self.held)

    def show(self, look: Look) -> Image:
        """The picture of one moment."""
        vertices = self.mesh.vertices.copy()
        for upper, lower in _UPPER_LIDS.items():
            vertices[upper] += (self.points[lower] - self.points[upper]) * look.lids * 0.97
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
        reach: Reach = Reach(),
        seed: int = 1,
    ) -> Iterator[Image]:
        """Pictures of a clip: neutral, then the actions one after another with a rest between."""
        rng = np.random.default_rng(seed)
        for look in looks(actions, fps, neutral, each, rest, reach, sway(rng)):
            yield noisy(self.show(look), rng)

    def clip(self, actions: Sequence[str], path: Path, fps: float = 20, **timing) -> Path:
        """Write a clip of the actions (.avi as MJPG, .mp4 as mp4v); ``timing`` as for ``frames``."""
        return write_clip(self.frames(actions, fps, **timing), path, fps)


def looks(actions, fps, neutral, each, rest, reach, drift) -> Iterator[Look]:
    """What the face does, frame by frame."""
    plan = [(None, neutral)]
    for action in actions:
        plan += [(action, each), (None, rest)]
    index = 0
    for action, seconds in plan:
        for step in range(round(seconds * fps)):
            pose = drift(index / fps)
            yield _doing(action, (step + 0.5) / fps, seconds, reach, pose)
            index += 1


def _doing(action: str | None, at: float, seconds: float, reach: Reach, pose: Pose) -> Look:
    edge = min(0.4, seconds / 3)
    rise = np.clip(min(at, seconds - at) / edge, 0, 1)
    much = float(rise * rise * (3 - 2 * rise))
    if action in ("left", "right"):
        return Look(replace(pose, yaw=pose.yaw + much * (reach.yaw if action == "left" else -reach.yaw)))
    if action in ("up", "down"):
        return Look(replace(pose, pitch=pose.pitch + much * (reach.up if action == "up" else -reach.down)))
    if action == "mouth":
        return Look(pose, mouth=much * reach.mouth)
    if action == "blink":
        from_start = at - (seconds - reach.shut - 0.2) / 2
        shut = np.clip(min(from_start / 0.08, (reach.shut + 0.2 - from_start) / 0.12), 0, 1)
        return Look(pose, lids=float(shut) * reach.lids)
    return Look(pose)


def sway(rng: np.random.Generator):
    """The small movements of a person who sits still, as a function of the second."""
    size = np.array([0.9, 0.6, 0.5, 0.012, 0.008, 0.02])
    rate, phase = rng.uniform(0.12, 0.5, (2, 6)), rng.uniform(0, 2 * np.pi, (2, 6))

    def at(second: float) -> Pose:
        return Pose(*(size * np.sin(2 * np.pi * rate * second + phase).sum(axis=0)))

    return at


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
