"""What a puppet does and when: how far its movements go, how it sits, its small unrest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from tests.doubles.head import Pose

AT_REST = Pose()


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


ABLE = Reach()


@dataclass(frozen=True)
class Scene:
    """How a person sits and what the camera makes of the light."""

    roll: float = 0.0
    """Degrees the head leans to a shoulder all the while."""
    light: float = 1.0
    """Times the light of the photograph; what is too bright is cut off at white."""
    noise: float = 2.0
    """Standard deviation of the sensor's noise, 0..255."""


AS_TAKEN = Scene()


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


def sway(rng: np.random.Generator, roll: float = 0.0):
    """The small movements of a person who sits still and leans by ``roll``, as a function of the second."""
    size = np.array([0.9, 0.6, 0.5, 0.012, 0.008, 0.02])
    rate, phase = rng.uniform(0.12, 0.5, (2, 6)), rng.uniform(0, 2 * np.pi, (2, 6))

    def at(second: float) -> Pose:
        pose = Pose(*(size * np.sin(2 * np.pi * rate * second + phase).sum(axis=0)))
        return replace(pose, roll=pose.roll + roll)

    return at
