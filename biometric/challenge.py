"""What is asked of the person in front of the camera: two or three actions nobody can foresee."""

from collections.abc import Collection
from typing import Protocol, get_args

from biometric.steps import Action

ACTIONS: tuple[Action, ...] = get_args(Action)
"""All actions of the notices (Guangxi: 眨眼、抬头、低头、向左转头、向右转头; App: 张嘴)."""

HEAD: frozenset[Action] = frozenset(("up", "down", "left", "right"))
"""Actions that move the head: only these show whether there is depth behind the picture."""


class Chance(Protocol):
    """A source of chance; ``secrets.SystemRandom()`` outside tests."""

    def choice(self, seq: tuple[Action, ...], /) -> Action:
        """One of them."""

    def randint(self, a: int, b: int) -> int:
        """A whole number from a to b, both included."""


def draw(
    able: Collection[Action] = ACTIONS, count: int | None = None, *, chance: Chance | None = None
) -> tuple[Action, ...]:
    """Draw the actions of one challenge, in the order they will be asked."""
    raise NotImplementedError
