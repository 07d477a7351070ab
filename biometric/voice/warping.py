"""How unlike spoken words are: time warping of two words (Sakoe and Chiba 1978), both ways."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from biometric.voice.walking import NEVER, Costs, Places

LOOSE = 8
"""Frames that a word may lose at either end: 80 ms, as much as cuts leave of the silence beside it (measured, as for
``bands.FLOOR``: 2.6 %, with 50 ms 3.0 %)."""
FARTHEST = 100.0
"""Unlikeness that stands for words which cannot be warped at all; frames match at 2 to 6."""


def unlike(distance: Costs, mine: Places, theirs: Places) -> NDArray[np.float64]:
    """Give how unlike words are, shape (my words, their words): the mean distance of frames along the best way.

    ``distance`` has a row for every frame of my words and a column for every frame of theirs; ``mine`` and ``theirs``
    hold the first frame of each word and one past the last of all. The mean of both ways, every frame of mine matched
    and every frame of theirs: one way alone overlooks what the other word has more (measured on 4 speakers: one digit
    wrong accepted where 99 % of right strings are, 1.9 % one way, 1.1 % both ways).
    """
    there = np.stack([_one_way(distance[a:b], theirs) for a, b in pairwise(mine.tolist())])
    back = np.stack([_one_way(distance[:, a:b].T, mine) for a, b in pairwise(theirs.tolist())])
    return _mean(there, back.T)


def unlike_each_other(distance: Costs, first: Places) -> NDArray[np.float64]:
    """Do what ``unlike`` does for words held against themselves, in half the time: both ways are the same one."""
    there = np.stack([_one_way(distance[a:b], first) for a, b in pairwise(first.tolist())])
    return _mean(there, there.T)


def _mean(there: NDArray[np.float64], back: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the mean of both ways; where talk in the background made a place longer than a word can be stretched, the
    first way alone."""
    both = np.where(back < FARTHEST, (there + back) / 2, there)
    return np.asarray(np.minimum(both, FARTHEST), np.float64)


def _one_way(distance: Costs, first: Places) -> NDArray[np.float64]:
    """Match every frame of one word to each of the others, whose frames may last or be left out one by one: so that up
    to twice the speed is followed; ``NEVER`` and more where the other is too long."""
    places = np.arange(first[-1])
    own = np.searchsorted(first, places, side="right") - 1
    entered = places - first[own] <= LOOSE
    left = first[own + 1] - 1 - places <= LOOSE
    begin, second = first[:-1], np.minimum(first[:-1] + 1, first[-1] - 1)
    cost = np.where(entered, distance[0], NEVER).astype(np.float32)
    step, skip = np.full_like(cost, NEVER), np.full_like(cost, NEVER)
    for now in distance[1:]:
        step[1:], skip[2:] = cost[:-1], cost[:-2]
        step[begin] = skip[begin] = skip[second] = NEVER
        cost = np.minimum(np.minimum(cost, step), skip) + now
    return np.asarray(np.minimum.reduceat(np.where(left, cost, NEVER), begin) / len(distance), np.float64)
