"""How unlike one spoken word is to each recorded one: time warping of two words (Sakoe and Chiba 1978)."""

import numpy as np
from numpy.typing import NDArray

from biometric.voice.walking import NEVER, Costs, Words

LOOSE = 8
"""Frames that a recorded word may lose at either end: 80 ms, as much as cuts leave of the silence beside it (measured,
as for ``bands.FLOOR``: 2.6 %, with 50 ms 3.0 %)."""


def unlike(distance: Costs, words: Words) -> NDArray[np.float64]:
    """Give the mean distance of a word's frames to each recorded word along the best way, shape (recordings,).

    ``distance`` has the rows of ``Words.distances`` that belong to the word. A recorded frame may last or one be
    left out, so that up to twice the speed is followed; ``NEVER`` and more where a recording is too long.
    """
    places = np.arange(words.first[-1])
    own = np.searchsorted(words.first, places, side="right") - 1
    entered = places - words.first[own] <= LOOSE
    left = words.first[own + 1] - 1 - places <= LOOSE
    first, second = words.first[:-1], words.first[:-1] + 1
    cost = np.where(entered, distance[0], NEVER).astype(np.float32)
    step, skip = np.full_like(cost, NEVER), np.full_like(cost, NEVER)
    for now in distance[1:]:
        step[1:], skip[2:] = cost[:-1], cost[:-2]
        step[first] = skip[first] = skip[second] = NEVER
        cost = np.minimum(np.minimum(cost, step), skip) + now
    return np.asarray(np.minimum.reduceat(np.where(left, cost, NEVER), first) / len(distance), np.float64)
