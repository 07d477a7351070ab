"""Which digits does a recording say, held against the person's own digits?

First every asked digit is found in the recording (``walking``); then each is judged by itself (``warping``): is it
nearer to the person's recordings of that digit than to those of any other? The worst digit decides, because one
wrong digit among six must not hide behind five right ones; and no other string may fit the whole much better. It
knows no language: only how this person says each digit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from biometric.voice.bands import Bands, Noise, background, spoken, with_noise
from biometric.voice.cepstra import cepstra, with_slopes
from biometric.voice.limits import VOICE
from biometric.voice.speech import Flags
from biometric.voice.walking import Costs, Way, Words, find
from biometric.voice.warping import unlike, unlike_each_other

LEAST_APART = 0.1
"""Cost per frame that stands for digits which are all alike: then none is heard as right."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording says."""

    digits: str
    """The string of the same length that fits best."""
    gaps: tuple[float, ...]
    """For each asked digit, how much farther the person's recordings of it are than the nearest other digit, cost
    per frame; below 0 where the asked one is the nearest."""
    apart: float
    """How far the person's digits are apart, cost per frame (``apart``)."""
    whole: float
    """Cost per frame of speech by which the asked string fits worse than the best string; 0 when it is the best. Tells
    the same digits one place further on, which each fit somewhere."""

    @property
    def gap(self) -> float:
        """The worst of ``gaps``, as a share of how far the digits are apart."""
        return max(self.gaps) / self.apart

    @property
    def off(self) -> float:
        """How far the recording is from what was asked, as a share of what is allowed: 1 is the limit."""
        return max(self.gap / VOICE.digit_gap, self.whole / VOICE.string_gap)

    @property
    def match(self) -> bool:
        """True when every digit is the one that was asked."""
        return self.off <= 1


def hear(rows: Bands, speech: Flags, digits: Mapping[str, Sequence[Bands]], asked: str) -> Heard | None:
    """Say how well a recording fits the digits that were asked for.

    ``rows`` as ``bands`` gives them; ``digits`` holds this person's sequences for '0' to '9'. None when the
    recording is too short for so many digits or a digit of ``asked`` was never recorded. Cost: 0.2 to 0.3 s
    for 6 digits in 5 s (measured on a busy machine).
    """
    return Hearing(rows, speech, digits).hear(asked)


class Hearing:
    """One recording held against one person's digits, for as many asked strings as are wanted."""

    def __init__(self, rows: Bands, speech: Flags, digits: Mapping[str, Sequence[Bands]]) -> None:
        """Compare every frame with every frame of the digits, as they would have sounded in its noise."""
        self._speech, self._free = speech, dict[int, Way | None]()
        self._judged: dict[tuple[int, int], NDArray[np.float64]] = {}
        words = laid_out(digits, background(rows)) if speech.any() else None
        self._words = words
        if words is not None:
            self._distance = words.distances(with_slopes(cepstra(rows, speech)))
            self._apart = apart(words)

    def hear(self, asked: str) -> Heard | None:
        """Do what ``hear`` does; the best string is looked for only once."""
        found = self._asked(asked)
        free = None if found is None else self._best(len(asked))
        if found is None or free is None:
            return None
        forced, table = found
        places, right = np.arange(len(asked)), np.array([int(digit) for digit in asked])
        mine, others = table[places, right], table.copy()
        others[places, right] = np.inf
        return Heard(
            "".join(str(one.word) for one in free.stretches),
            tuple(float(gap) for gap in mine - others.min(axis=1)),
            self._apart,
            max(0.0, (forced.cost - free.cost) / int(self._speech.sum())),
        )

    def _asked(self, asked: str) -> tuple[Way, NDArray[np.float64]] | None:
        words = self._words
        if words is None or any(int(digit) not in words.word for digit in asked):
            return None
        own = [[at for at, word in enumerate(words.word) if word == int(digit)] for digit in asked]
        forced = find(self._distance, self._speech, words, own)
        return None if forced is None else (forced, self._table(forced, words))

    def _table(self, way: Way, words: Words) -> NDArray[np.float64]:
        """Judge the places that were not judged before: strings that share digits share places."""
        spans = [(one.start, one.end) for one in way.stretches]
        new = [one for one in dict.fromkeys(spans) if one not in self._judged]
        if new:
            places = [slice(*one) for one in new]
            self._judged |= dict(zip(new, judged(self._distance, places, words), strict=True))
        return np.stack([self._judged[one] for one in spans])

    def _best(self, count: int) -> Way | None:
        if count not in self._free and self._words is not None:
            every = range(len(self._words.word))
            self._free[count] = find(self._distance, self._speech, self._words, [every] * count)
        return self._free.get(count)


def laid_out(digits: Mapping[str, Sequence[Bands]], noise: Noise) -> Words | None:
    """Lay a person's digits end to end, as they would have sounded in this noise; None when there are none."""
    known = [(int(digit), one) for digit, all_ in sorted(digits.items()) for one in all_ if len(one) > 1]
    if not known:
        return None
    first = np.cumsum([0, *(len(one) for _, one in known)])
    rows = np.concatenate([one for _, one in known])
    there = cepstra(with_noise(rows, np.maximum(noise - background(rows), 0)), spoken(rows))
    frames = np.concatenate([with_slopes(there[a:b]) for a, b in pairwise(first.tolist())])
    return Words(frames, tuple(digit for digit, _ in known), np.asarray(first, np.intp))


def judged(distance: Costs, places: Sequence[slice], words: Words) -> NDArray[np.float64]:
    """How unlike each place of a recording is to each digit, shape (places, 10); infinite for one never recorded."""
    rows = np.concatenate([distance[one] for one in places])
    first = np.cumsum([0, *(one.stop - one.start for one in places)])
    return _by_digit(unlike(rows, np.asarray(first, np.intp), words.first), words)


def apart(words: Words) -> float:
    """Give how much farther a person's digits are from their other digits than from themselves, in the mean.

    By it gaps are measured, for people differ: with one limit for all, a speaker whose digits are half as far apart as
    those of others had five times as many wrong ones accepted (measured, the limit chosen on the others).
    """
    each = unlike_each_other(words.distances(words.frames), words.first)
    np.fill_diagonal(each, np.inf)
    table, said = _by_digit(each, words), np.array(words.word)
    own = table[np.arange(len(said)), said]
    twice = np.isfinite(own)
    farther = table[twice] - own[twice][:, None]
    others = farther[np.isfinite(farther) & (np.arange(10) != said[twice][:, None])]
    return max(float(others.mean()), LEAST_APART) if others.size else LEAST_APART


def _by_digit(each: NDArray[np.float64], words: Words) -> NDArray[np.float64]:
    """Unlikeness to each digit: the mean of its two nearest recordings, for one odd recording must not decide alone."""
    said, table = np.array(words.word), np.full((len(each), 10), np.inf)
    for digit in set(words.word):
        nearest = np.sort(each[:, said == digit], axis=1)[:, :2]
        found = np.isfinite(nearest)
        table[:, digit] = np.where(found, nearest, 0).sum(axis=1) / np.maximum(found.sum(axis=1), 1)
        table[~found.any(axis=1), digit] = np.inf
    return table
