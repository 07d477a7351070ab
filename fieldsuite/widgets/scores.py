"""A row of values 0..1 as blocks of growing height, the oldest on the left."""

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
LOW, HIGH = 0.4, 1.0
"""Likeness at the foot and at the top of a block: below 0.4 nobody is taken for themselves."""


def drawn(values: Sequence[float], width: int = 48) -> str:
    """Draw the newest ``width`` values: ``▅▅▄▄▃``."""
    steps = len(BLOCKS) - 1
    return "".join(
        BLOCKS[round(min(1.0, max(0.0, (value - LOW) / (HIGH - LOW))) * steps)] for value in values[-width:]
    )
