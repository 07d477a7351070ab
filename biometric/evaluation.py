"""How good a matcher is, from its scores alone: EER, TAR at FAR, DET. The same for faces and voices; high is alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = Sequence[float] | NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class PairScores:
    """What a list of trials gave, of photographs or of recordings."""

    genuine: tuple[float, ...]
    """Likeness 0..1 of every trial of one person."""
    impostor: tuple[float, ...]
    """Likeness 0..1 of every trial of two persons."""
    failed: int
    """Trials with a photograph that shows not exactly one face, or a recording that is silent or cannot be read;
    they are in neither list."""
    milliseconds: float
    """Mean time of one embedding; of a photograph from its file on."""


@dataclass(frozen=True, slots=True)
class Det:
    """Detection error trade-off: one entry per threshold, thresholds rising."""

    thresholds: NDArray[np.float64]
    far: NDArray[np.float64]
    """Share of impostor scores at or above the threshold, 0..1, falling."""
    frr: NDArray[np.float64]
    """Share of genuine scores below the threshold, 0..1, rising."""


def det(genuine: Scores, impostor: Scores) -> Det:
    """False acceptance and false rejection at every score that occurs, and just above the highest.

    A comparison is accepted when its score is at or above the threshold. Raises ValueError when either list is empty.
    """
    same, other = np.sort(np.asarray(genuine, np.float64)), np.sort(np.asarray(impostor, np.float64))
    if not len(same) or not len(other):
        raise ValueError("needs genuine and impostor scores")
    steps = np.unique(np.concatenate([same, other]))
    steps = np.append(steps, np.nextafter(steps[-1], np.inf))
    far = 1.0 - np.searchsorted(other, steps, side="left") / len(other)
    frr = np.searchsorted(same, steps, side="left") / len(same)
    return Det(steps, far, frr)


def eer(genuine: Scores, impostor: Scores) -> tuple[float, float]:
    """Equal error rate 0..1 and its threshold: where false acceptance and false rejection come closest.

    The rate is the mean of the two errors there (ISO/IEC 19795-1 leaves the interpolation open); among equally close
    thresholds the middle one is given, so that it does not lie on a score of the set.
    """
    curve = det(genuine, impostor)
    gap = np.abs(curve.far - curve.frr)
    best = np.flatnonzero(gap == gap.min())
    rate = float((curve.far[best[0]] + curve.frr[best[0]]) / 2)
    low = curve.thresholds[max(best[0] - 1, 0)]
    return rate, float((low + curve.thresholds[best[-1]]) / 2)


def tar_at_far(genuine: Scores, impostor: Scores, far: float) -> float:
    """Share of genuine comparisons accepted, 0..1, at the lowest threshold that accepts at most ``far`` impostors."""
    curve = det(genuine, impostor)
    allowed = int(np.flatnonzero(curve.far <= far + 1e-12)[0])
    return float(1.0 - curve.frr[allowed])


def wilson(successes: int, trials: int, z: float = 1.959964) -> tuple[float, float]:
    """95 % bounds of a rate seen as ``successes`` of ``trials``, 0..1 each (Wilson 1927); (0, 1) without trials.

    Holds at 0 and at all, where the usual interval is empty: none of 400 bounds the rate below 0.95 %.
    """
    if not trials:
        return 0.0, 1.0
    rate, spread = successes / trials, z * z / trials
    middle = (rate + spread / 2) / (1 + spread)
    half = z * np.sqrt(rate * (1 - rate) / trials + spread / (4 * trials)) / (1 + spread)
    return float(max(middle - half, 0.0)), float(min(middle + half, 1.0))
