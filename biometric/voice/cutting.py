"""Cuts a recording of a known number of digits, said one by one, into the digits."""

from itertools import pairwise, product

import numpy as np

from biometric.voice.speech import Decibels, Flags, speaking

SHORTEST, LONGEST = 8, 120
"""Frames of a digit: 80 ms to 1.2 s; shorter is a click, longer are several digits (our choice)."""
CLOSURES = (10, 6, 3)
"""Frames of silence inside a digit, before the k of six or the t of eight: up to 100 ms, less for people who hurry."""
STEPS = np.arange(0.0, 16.0, 2.0)
"""dB above the level of speech at which the digits are looked for as well: where rooms hum, gaps show only
higher up."""
SOFT = 8
"""Frames by which a digit is continued into its soft beginning and end: 80 ms, and never beyond the middle of
a gap."""

Stretch = tuple[int, int]


def cut(level: Decibels, count: int) -> list[slice] | None:
    """Give the frames of each of ``count`` digits, in order, or None when they do not stand apart.

    The lowest level at which exactly ``count`` stretches stand out decides. Digits that run together cannot
    be told apart without knowing the speaker: then the person is asked to say them one by one.
    """
    speech = speaking(level)
    if not speech.any():
        return None
    lowest = float(level[speech].min())
    for closure, step in product(CLOSURES, STEPS):
        stretches = _stretches(level >= lowest + step, closure)
        if len(stretches) == count and all(end - start <= LONGEST for start, end in stretches):
            return _continued(stretches, len(level))
    return None


def _stretches(loud: Flags, closure: int) -> list[Stretch]:
    """Give where it is loud, short silences closed, clicks left out."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(np.int8), [0]]))).reshape(-1, 2)
    closed: list[Stretch] = []
    for start, end in edges:
        if closed and start - closed[-1][1] <= closure:
            closed[-1] = (closed[-1][0], int(end))
        else:
            closed.append((int(start), int(end)))
    return [(start, end) for start, end in closed if end - start >= SHORTEST]


def _continued(stretches: list[Stretch], total: int) -> list[slice]:
    middles = [0, *((before[1] + after[0]) // 2 for before, after in pairwise(stretches)), total]
    return [
        slice(max(start - SOFT, left), min(end + SOFT, right))
        for (start, end), (left, right) in zip(stretches, pairwise(middles), strict=True)
    ]
