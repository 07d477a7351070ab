"""A face of dots that does what is asked: turns, nods, blinks, opens its mouth, comes nearer; slowly, and back again.

Whoever does not hear or read sees it done. The face looks at the person as a mirror does: their left is on its left.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import hypot

from fieldsuite.widgets.block_words import halves

POSES: dict[str, tuple[float, float, float, float, float]] = {
    "": (0, 0, 1, 0, 1),
    "left": (-0.45, 0, 1, 0, 1),
    "right": (0.45, 0, 1, 0, 1),
    "up": (0, -0.3, 1, 0, 1),
    "down": (0, 0.3, 1, 0, 1),
    "blink": (0, 0, 0, 0, 1),
    "mouth": (0, 0, 1, 1, 1),
    "nearer": (0, 0, 1, 0, 1.35),
    "farther": (0, 0, 1, 0, 0.7),
}
"""Action -> how far features go sideways and up or down (shares of the radius), eyes open, mouth open, size."""
PHASES = (0.0, 0.5, 1.0, 1.0, 0.5, 0.0)
"""How far the action has gone, frame by frame: there, held, and back."""
SECONDS = 0.5
"""Of a frame: three seconds for the whole, the pace at which an old person turns the head."""
ARROWS = {"left": ("◀", -1), "right": ("▶", 1)}
STILL = 2
"""Frame that stands where nothing may move."""


@lru_cache(maxsize=256)
def face(action: str, frame: int, lines: int) -> tuple[str, ...]:
    """Draw one frame in so many lines; twice as wide as high in cells. Unknown actions show a face at rest."""
    share = PHASES[frame % len(PHASES)]
    rest, goal = POSES[""], POSES.get(action, POSES[""])
    across, down, eyes, mouth, size = (a + (b - a) * share for a, b in zip(rest, goal, strict=True))
    side = 2 * lines
    largest = max(1.0, goal[4])
    drawn = halves(list(_rows(side, size / largest, across, down, eyes, mouth)))
    sign, where = ARROWS.get(action, ("", 0))
    middle = lines // 2
    return tuple(
        (f"{sign if where < 0 and at == middle else ' '} {row} {sign if where > 0 and at == middle else ' '}")
        for at, row in enumerate(drawn)
    )


def _rows(side: int, size: float, across: float, down: float, eyes: float, mouth: float) -> Iterator[str]:
    """Give the dots: an oval, two eyes, a nose, a mouth."""
    centre, radius = (side - 1) / 2, (side / 2 - 0.4) * size
    for y in range(side):
        yield "".join(
            "1"
            if _dot((x - centre) / radius, (y - centre) / radius, 1 / radius, across, down, eyes, mouth)
            else "0"
            for x in range(side)
        )


def _dot(x: float, y: float, one: float, across: float, down: float, eyes: float, mouth: float) -> bool:
    """Say whether a dot is drawn at a place counted in radii; ``one`` is the size of a dot."""
    far = hypot(x / 0.86, y)
    if far > 1 + one / 2:
        return False
    if far > 1 - one:
        return True
    u, v = x - across, y - down
    for eye in (-0.36, 0.36):
        if abs(u - eye) <= 0.17 and abs(v + 0.25) <= max(0.18 * eyes, one / 2):
            return True
    if abs(u - across * 0.3) <= one * 0.6 and -0.15 < v < 0.18:
        return True
    return bool(abs(u) <= 0.34 - 0.12 * mouth and abs(v - 0.5) <= max(0.2 * mouth, one / 2))
