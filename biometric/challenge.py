"""What is asked of the person in front of the camera: two or three actions nobody can foresee."""

import secrets
from collections.abc import Collection, Sequence
from typing import Protocol, get_args

from biometric.steps import Action

ACTIONS: tuple[Action, ...] = get_args(Action)
"""All actions of the notices (Guangxi: 眨眼、抬头、低头、向左转头、向右转头; its App adds 张嘴)."""

HEAD: frozenset[Action] = frozenset(("up", "down", "left", "right"))
"""Actions that move the head: only these show whether there is depth behind the picture."""


class Chance(Protocol):
    """A source of chance: ``secrets.SystemRandom()``; a seeded ``random.Random`` in tests."""

    def randint(self, a: int, b: int, /) -> int:
        """A whole number from a to b, both included."""

    def sample(self, population: Sequence[Action], k: int, /) -> list[Action]:
        """k different ones, in a random order."""


def draw(
    able: Collection[Action] = ACTIONS, count: int | None = None, *, chance: Chance | None = None
) -> tuple[Action, ...]:
    """Draw the actions of one challenge, in the order they will be asked, none twice.

    ``able`` are the actions this person can do; ``count`` is 2 or 3 by chance unless given (Guangxi: 完成 2 至 3 个
    动作，动作随机), fewer when the person can do fewer. One action at least moves the head when the person can: a flat
    picture is known by that alone. All of 28 and 120 orders of six actions are equally likely. Raises ValueError when
    there is nothing to draw from.
    """
    chance = chance or secrets.SystemRandom()
    choices = [action for action in ACTIONS if action in able]
    if not choices:
        raise ValueError("a challenge needs at least one action")
    count = min(count or chance.randint(2, 3), len(choices))
    while True:
        drawn = tuple(chance.sample(choices, count))
        if HEAD.intersection(drawn) or not HEAD.intersection(choices):
            return drawn
