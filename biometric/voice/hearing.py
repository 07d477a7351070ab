"""Which digits does a recording say, held against the person's own digits?

First every asked digit is found in the recording (``walking``); then each is judged by itself (``warping``): is it
nearer to the person's recordings of that digit than to those of any other? The worst digit decides, because one
wrong digit among six must not hide behind five right ones; and no other string may fit the whole much better. It
knows no language: only how this person says each digit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from biometric.voice.cepstra import Features, with_slopes
from biometric.voice.limits import VOICE
from biometric.voice.speech import Flags
from biometric.voice.walking import Costs, Way, Words, find
from biometric.voice.warping import unlike

SECOND = 0.3
"""Weight of the second-nearest recording of a digit beside the nearest: one odd recording must not decide alone
(measured: wrong single digits accepted 1.15 % without, 0.77 % with it)."""

FARTHEST = 100.0
"""Unlikeness that stands for a digit which cannot be warped at all; frames match at 2 to 6."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording says."""

    digits: str
    """The string of the same length that fits best."""
    gaps: tuple[float, ...]
    """For each asked digit, how much farther the person's recordings of it are than the nearest other digit, cost
    per frame; below 0 where the asked one is the nearest."""
    whole: float
    """Cost per frame of speech by which the asked string fits worse than the best string; 0 when it is the best. Tells
    the same digits one place further on, which each fit somewhere."""
    cost: float
    """Mean distance, per frame, of the asked digits to the person's recordings of them: how alike they are said."""

    @property
    def gap(self) -> float:
        """The worst of ``gaps``."""
        return max(self.gaps)

    @property
    def match(self) -> bool:
        """True when every digit is the one that was asked."""
        return self.gap <= VOICE.digit_gap and self.whole <= VOICE.string_gap


def hear(
    features: Features, speech: Flags, digits: Mapping[str, Sequence[Features]], asked: str
) -> Heard | None:
    """Say how well a recording fits the digits that were asked for.

    ``features`` as ``cepstra`` gives them; ``digits`` holds this person's sequences for '0' to '9'. None when
    the recording is too short for so many digits or a digit of ``asked`` was never recorded. Cost: 0.15 s for 6
    digits in 5 s.
    """
    words = laid_out(digits)
    if words is None or not speech.any() or any(int(digit) not in words.word for digit in asked):
        return None
    distance = words.distances(with_slopes(features))
    numbers = range(len(words.word))
    own = [[at for at in numbers if words.word[at] == int(digit)] for digit in asked]
    forced = find(distance, speech, words, own)
    free = find(distance, speech, words, [numbers] * len(asked))
    if forced is None or free is None:
        return None
    table = _judged(distance, forced, words)
    places, right = np.arange(len(asked)), np.array([int(digit) for digit in asked])
    mine, others = table[places, right], table.copy()
    others[places, right] = np.inf
    return Heard(
        "".join(str(one.word) for one in free.stretches),
        tuple(float(gap) for gap in mine - others.min(axis=1)),
        max(0.0, (forced.cost - free.cost) / int(speech.sum())),
        float(mine.mean()),
    )


def laid_out(digits: Mapping[str, Sequence[Features]]) -> Words | None:
    """Lay a person's digits end to end with their slopes; None when there are none."""
    known = [(int(digit), one) for digit, all_ in sorted(digits.items()) for one in all_ if len(one) > 1]
    if not known:
        return None
    ends = np.cumsum([0, *(len(one) for _, one in known)])
    frames = np.concatenate([with_slopes(one) for _, one in known])
    return Words(frames, tuple(digit for digit, _ in known), np.asarray(ends, np.intp))


def _judged(distance: Costs, way: Way, words: Words) -> NDArray[np.float64]:
    """How unlike each stretch is to each digit, shape (stretches, 10); infinite for a digit never recorded."""
    each = np.stack([unlike(distance[one.start : one.end], words) for one in way.stretches])
    each, said = np.minimum(each, FARTHEST), np.array(words.word)
    table = np.full((len(each), 10), np.inf)
    for digit in set(words.word):
        nearest = np.sort(each[:, said == digit], axis=1)
        second = nearest[:, min(1, nearest.shape[1] - 1)]
        table[:, digit] = nearest[:, 0] + SECOND * (second - nearest[:, 0])
    return table
