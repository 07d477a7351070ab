"""How sure an error rate is: exact intervals, the rule of three, and what trials are worth that share people."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
People = NDArray[np.integer]
"""Index of a person for every trial."""


@dataclass(frozen=True, slots=True)
class Rate:
    """An error rate with its interval of 95 %."""

    errors: int
    trials: int
    worth: float
    """Independent trials that would be as sure; fewer than ``trials`` where trials share people."""
    low: float
    high: float

    @property
    def rate(self) -> float:
        """Errors among the trials, 0..1; 0 without any."""
        return self.errors / self.trials if self.trials else 0.0

    @property
    def rule_of_three(self) -> bool:
        """True when there was no error: ``high`` is then 3 over the trials' worth (Hanley and Lippman-Hand 1983)."""
        return self.errors == 0


def clopper_pearson(errors: float, trials: float, level: float = 0.95) -> tuple[float, float]:
    """Exact bounds of a rate, 0..1 each (Clopper and Pearson 1934); (0, 1) without trials.

    Takes trials that are no whole number: those that dependent trials are worth.
    """
    from scipy.special import betaincinv

    if trials <= 0:
        return 0.0, 1.0
    tail = (1.0 - level) / 2
    low = 0.0 if errors <= 0 else float(betaincinv(errors, trials - errors + 1, tail))
    high = 1.0 if errors >= trials else float(betaincinv(errors + 1, trials - errors, 1 - tail))
    return low, high


def rate_of(wrong: Flags, one: People, other: People) -> Rate:
    """Give the rate of ``wrong`` with its interval; ``one`` and ``other`` say who took part in each trial.

    Trials of one person are alike, and so are comparisons that share a person: the variance is that of leaving one
    person out (jackknife, Efron and Stein 1981), and the interval is the exact one of as many independent trials as
    have this variance. Without an error that variance is nothing: the bound is the rule of three over the trials
    between two people, and over the people where each trial is of one.
    """
    errors, trials = int(wrong.sum()), len(wrong)
    if not trials:
        return Rate(0, 0, 0.0, 0.0, 1.0)
    alone = bool((one == other).all())
    if errors == 0:
        worth = float(len(np.unique(one))) if alone else float(trials)
        return Rate(0, trials, worth, 0.0, min(1.0, 3.0 / worth))
    worth = _worth(wrong, one, other, alone)
    rate = errors / trials
    return Rate(errors, trials, worth, *clopper_pearson(rate * worth, worth))


def _worth(wrong: Flags, one: People, other: People, alone: bool) -> float:
    count = int(max(one.max(), other.max())) + 1
    part, bad = np.bincount(one, minlength=count), np.bincount(one, wrong, minlength=count)
    if not alone:
        part = part + np.bincount(other, minlength=count)
        bad = bad + np.bincount(other, wrong, minlength=count)
    there = part > 0
    left = len(wrong) - part[there]
    if (left <= 0).any():
        return 1.0
    without = (wrong.sum() - bad[there]) / left
    people = int(there.sum())
    variance = (people - 1) / people * float(((without - without.mean()) ** 2).sum())
    rate = float(wrong.mean())
    if variance <= 0:
        return float(len(wrong))
    return float(np.clip(rate * (1 - rate) / variance, 1.0, len(wrong)))
