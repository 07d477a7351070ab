"""Clips that try to pass for a living face: flat photographs in many hands, other people's movements, swaps.

Each gives the pictures of a clip; ``write_clip`` of ``puppet.py`` makes a file of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from tests.doubles.acting import Look, Reach, looks, sway
from tests.doubles.head import CAMERA, Pose, rotation
from tests.doubles.mesh import Image, Mesh
from tests.doubles.puppet import Puppet, noisy

SWING = Reach(yaw=40.0, up=32.0, down=32.0)
"""How far a photograph is turned in the hand to look like a turned head."""
_COLUMNS, _ROWS = 33, 25
_PRINT = 0.9
"""Share of the frame the print fills."""


def flat_photo_swung(
    puppet: Puppet,
    actions: Sequence[str],
    *,
    reach: Reach = SWING,
    bend: float = 0.0,
    cut_out: bool = False,
    **timing,
) -> Iterator[Image]:
    """A print that is turned and tilted as the head should be.

    ``bend`` curves it (per outer eye distance); ``cut_out`` puts living eyes and a living mouth behind the print.
    """
    for look, rng in _played(actions, reach, **timing):
        flat = puppet.show(Look(lids=look.lids, mouth=look.mouth)) if cut_out else puppet.picture
        yield noisy(held_up(flat, look.pose, puppet.space.unit, bend), rng)


def photo_shaken(puppet: Puppet, seconds: float = 6.0, fps: float = 20, seed: int = 3) -> Iterator[Image]:
    """A print that trembles and jumps in the hand, with the blur of its movement."""
    rng = np.random.default_rng(seed)
    for index in range(round(seconds * fps)):
        at, strong = index / fps, 1.0 if index / fps > 1.2 else 0.1
        pose = Pose(
            yaw=strong * 8 * np.sin(7 * at), pitch=strong * 7 * np.sin(9 * at + 1), roll=strong * 9 * np.sin(6 * at),
            x=strong * 0.3 * np.sin(11 * at), y=strong * 0.25 * np.sin(13 * at),
        )  # fmt: skip
        shown = held_up(puppet.picture, pose, puppet.space.unit)
        yield noisy(cv2.blur(shown, (1, 1 + int(strong * 5))), rng)


def photo_nearer(puppet: Puppet, seconds: float = 6.0, fps: float = 20, seed: int = 3) -> Iterator[Image]:
    """A print that comes nearer and goes away again."""
    rng, drift = np.random.default_rng(seed), sway(np.random.default_rng(seed))
    for index in range(round(seconds * fps)):
        near = 0.0 if index / fps < 1.2 else 1.1 - 1.1 * np.cos(2 * (index / fps - 1.2))
        yield noisy(held_up(puppet.picture, replace(drift(index / fps), near=near), puppet.space.unit), rng)


def photo_moved(puppet: Puppet, seconds: float = 6.0, fps: float = 20, seed: int = 3) -> Iterator[Image]:
    """A print that is carried about: from side to side, up and down, turned in its own plane."""
    rng, drift = np.random.default_rng(seed), sway(np.random.default_rng(seed))
    for index in range(round(seconds * fps)):
        at = max(index / fps - 1.2, 0.0)
        pose = replace(
            drift(index / fps),
            x=0.45 * np.sin(2.1 * at),
            y=0.3 * np.sin(3.3 * at),
            roll=14 * np.sin(1.7 * at),
        )
        yield noisy(held_up(puppet.picture, pose, puppet.space.unit), rng)


def photo_lit(
    puppet: Puppet, actions: Sequence[str], *, reach: Reach = SWING, strength: float = 0.7, **timing
) -> Iterator[Image]:
    """A print that is turned as the head should be, in a light that flickers and throws a bar of shadow over it."""
    height = puppet.picture.shape[0]
    rows = np.arange(height)[:, None, None]
    for index, (look, rng) in enumerate(_played(actions, reach, **timing)):
        shown = held_up(puppet.picture, look.pose, puppet.space.unit)
        at = height * (0.2 + 0.6 * (0.5 + 0.5 * np.sin(0.35 * index)))
        shadow = 1.0 - strength * np.exp(-(((rows - at) / (0.05 * height)) ** 2))
        flicker = 1.0 + 0.35 * strength * np.sin(0.9 * index)
        yield noisy(np.clip(shown * shadow * flicker, 0, 255).astype(np.uint8), rng)


def photo_covered(
    puppet: Puppet, actions: Sequence[str], *, reach: Reach = SWING, **timing
) -> Iterator[Image]:
    """A print before which strips of paper, in the colour of the skin, are held when eyes or mouth should move."""
    points, unit = puppet.points, puppet.space.unit
    skin = np.median(puppet.picture[_around(points[29], 0.12 * unit)].reshape(-1, 3), axis=0)
    for look, rng in _played(actions, reach, **timing):
        flat = puppet.picture.copy()
        if look.lids > 0.4:
            for eye in (points[36:42], points[42:48]):
                flat[_around(eye.mean(axis=0), 0.2 * unit, 0.1 * unit)] = skin
        if look.mouth > 0.1:
            flat[_around(points[60:68].mean(axis=0), 0.16 * unit, look.mouth * 0.4 * unit)] = (30, 25, 50)
        yield noisy(held_up(flat, look.pose, unit), rng)


def _around(middle: np.ndarray, across: float, along: float | None = None) -> tuple[slice, slice]:
    x, y = middle
    along = across if along is None else along
    return slice(max(round(y - along), 0), round(y + along) + 1), slice(
        max(round(x - across), 0), round(x + across) + 1
    )


def still_photo(puppet: Puppet, seconds: float = 5.0, fps: float = 20, seed: int = 3) -> Iterator[Image]:
    """A print held as still as a hand can."""
    rng, drift = np.random.default_rng(seed), sway(np.random.default_rng(seed))
    for index in range(round(seconds * fps)):
        yield noisy(held_up(puppet.picture, drift(index / fps), puppet.space.unit), rng)


def screen_replay(puppet: Puppet, shown: Sequence[str], **timing) -> Iterator[Image]:
    """A screen held up that plays a clip of other actions than those asked."""
    drift = sway(np.random.default_rng(9))
    for index, picture in enumerate(puppet.frames(shown, **timing)):
        yield held_up(picture, drift(index / 20), puppet.space.unit)


def swap_in_middle(
    first: Puppet, second: Puppet, actions: Sequence[str], after: int = 1, **timing
) -> Iterator[Image]:
    """The first person starts, another goes on after so many actions."""
    fps, neutral = timing.get("fps", 20), timing.get("neutral", 1.0)
    each, rest = timing.get("each", 1.2), timing.get("rest", 0.5)
    change = round(neutral * fps) + after * (round(each * fps) + round(rest * fps))
    mine, theirs = first.frames(actions, **timing), second.frames(actions, **timing)
    for index, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        yield one if index < change else other


def still_afterwards(
    actor: Puppet, victim: Puppet, actions: Sequence[str], seconds: float = 1.5, **timing
) -> Iterator[Image]:
    """Somebody acts, then holds up the photograph of another."""
    yield from actor.frames(actions, **timing)
    yield from still_photo(victim, seconds, timing.get("fps", 20))


def two_faces(one: Puppet, other: Puppet, actions: Sequence[str], **timing) -> Iterator[Image]:
    """A second face looks into the picture beside the one that acts."""
    width = one.picture.shape[1]
    beside = other.picture[:, width // 4 : 3 * width // 4]
    for picture in one.frames(actions, **timing):
        yield np.hstack([picture[:, width // 4 : 3 * width // 4], beside])


def held_up(picture: Image, pose: Pose, unit: float, bend: float = 0.0) -> Image:
    """A print of the picture, held before the camera in a pose, in front of a still wall."""
    height, width = picture.shape[:2]
    grid = np.stack(np.meshgrid(np.linspace(-1, 1, _COLUMNS), np.linspace(-1, 1, _ROWS)), -1).reshape(-1, 2)
    half = np.array([width, height]) / 2 * _PRINT
    plane = grid * half / unit
    solid = np.column_stack([plane, -bend * plane[:, 0] ** 2 / 2]) @ rotation(pose).T + [
        pose.x,
        pose.y,
        pose.near,
    ]
    seen = solid[:, :2] * (CAMERA / (CAMERA - solid[:, 2]))[:, None] * unit + [width / 2, height / 2]
    corner = np.arange(_COLUMNS * _ROWS).reshape(_ROWS, _COLUMNS)
    a, b, c, d = (
        part.ravel() for part in (corner[:-1, :-1], corner[:-1, 1:], corner[1:, :-1], corner[1:, 1:])
    )
    triangles = np.concatenate([np.column_stack([a, b, c]), np.column_stack([b, d, c])])
    paper = Mesh(grid * half + [width / 2, height / 2], triangles, np.zeros(len(triangles), bool))
    return paper.draw(picture, seen, solid[:, 2], _wall(width, height))


def _wall(width: int, height: int) -> Image:
    small = np.random.default_rng(5).integers(90, 170, (6, 8, 3)).astype(np.uint8)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def _played(actions, reach, fps=20, neutral=1.0, each=1.2, rest=0.5, seed=1):
    rng = np.random.default_rng(seed)
    for look in looks(actions, fps, neutral, each, rest, reach, sway(rng)):
        yield look, rng
