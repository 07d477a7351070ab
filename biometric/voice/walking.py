"""Finds in a recording where each of the asked words stands, held against this person's own recordings of them.

Connected-word time warping in one pass (Vintsyuk 1971; Ney 1984): every frame is matched against every frame of
every word that may stand at a place, with silence between the words, so that they need not stand apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from biometric.voice.speech import Flags

SILENT, NOT_SILENT = 0.5, 15.0
"""Cost of taking a frame for silence where nobody speaks, and where somebody does (measured: frames match at 2
to 6)."""
NEVER = 1e12
"""Cost of what cannot be."""

Costs = NDArray[np.float32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Words:
    """All recorded words of a person laid end to end."""

    frames: Costs
    """Shape (frames of all words, features)."""
    word: tuple[int, ...]
    """What each recording says, rising."""
    first: Places
    """First frame of each recording, and one past the last of all."""

    @property
    def last(self) -> Places:
        """Last frame of each recording."""
        return np.asarray(self.first[1:] - 1, np.intp)

    def distances(self, frames: NDArray[np.floating]) -> Costs:
        """Euclidean distance of every given frame to every frame of the words, shape (given, frames).

        By the binomial formula: one matrix product for all pairs.
        """
        mine, theirs = frames.astype(np.float64), self.frames.astype(np.float64)
        squares = np.sum(mine**2, axis=1)[:, None] + np.sum(theirs**2, axis=1) - 2 * mine @ theirs.T
        return np.asarray(np.sqrt(np.maximum(squares, 0)), np.float32)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a word stands in the recording: frames from ``start`` to before ``end``, and which word fits there."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Way:
    """The best way through a recording."""

    stretches: tuple[Stretch, ...]
    """One for each place, in order."""
    cost: float
    """Of all frames together, silence too."""

    @property
    def places(self) -> list[slice]:
        """Frames of each word."""
        return [slice(one.start, one.end) for one in self.stretches]


class _Line:
    """The recordings that may stand at each place, as one long row of states."""

    def __init__(self, words: Words, allowed: Sequence[Iterable[int]]) -> None:
        chosen = [(place, at) for place, ats in enumerate(allowed) for at in ats]
        self.word = [words.word[at] for _, at in chosen]
        self.place = np.array([place for place, _ in chosen], np.intp)
        self.bounds = np.searchsorted(self.place, np.arange(len(allowed)))
        spans = [np.arange(words.first[at], words.first[at + 1]) for _, at in chosen]
        self.columns = np.concatenate(spans)
        lengths = np.array([len(span) for span in spans], np.intp)
        self.last = np.cumsum(lengths) - 1
        self.first = self.last - lengths + 1


def find(distance: Costs, speech: Flags, words: Words, allowed: Sequence[Iterable[int]]) -> Way | None:
    """Give where one word of each place stands, in order, or None when the recording is too short for them.

    ``distance`` from ``Words.distances``; ``allowed`` holds for each place the numbers of the recordings that may
    stand there (at least one). A frame of a word may last, be followed by the next, or skip one: speech down to
    half the length. Cost grows with the frames that may stand
    at all places: ten times more where every digit may stand everywhere.
    """
    line, places = _Line(words, allowed), len(allowed)
    cost, begun = np.full(len(line.columns), NEVER, np.float32), np.zeros(len(line.columns), np.int32)
    pause, over = np.full(places + 1, NEVER), np.full(places + 1, NEVER)
    pause[0] = 0.0
    trail = _Trail(line, len(distance), places)
    step, skip = np.full_like(cost, NEVER), np.full_like(cost, NEVER)
    step_begun, skip_begun = np.zeros_like(begun), np.zeros_like(begun)
    for now, speaks in enumerate(speech[: len(distance)]):
        trail.rested[now] = pause <= over
        free = np.minimum(pause, over)
        step[1:], skip[2:], step_begun[1:], skip_begun[2:] = cost[:-1], cost[:-2], begun[:-1], begun[:-2]
        step[line.first], step_begun[line.first] = free[line.place], now
        skip[line.first] = skip[line.first + 1] = NEVER
        lasting = cost <= step
        nearer, nearer_begun = np.where(lasting, cost, step), np.where(lasting, begun, step_begun)
        begun = np.where(nearer <= skip, nearer_begun, skip_begun)
        cost = np.minimum(nearer, skip) + distance[now, line.columns]
        pause = free + (NOT_SILENT if speaks else SILENT)
        trail.ends[now], trail.begun[now] = cost[line.last], begun[line.last]
        over[1:] = np.minimum.reduceat(trail.ends[now], line.bounds)
    trail.rested[-1] = pause <= over
    total = float(min(pause[-1], over[-1]))
    return Way(tuple(trail.back()), total) if total < NEVER else None


class _Trail:
    """What must be remembered of every frame to find the way back."""

    def __init__(self, line: _Line, frames: int, places: int) -> None:
        self._line, self._places = line, places
        self.rested = np.ones((frames + 1, places + 1), np.bool_)
        """Whether silence after so many words was the nearer before this frame, or else the end of a word."""
        self.ends = np.empty((frames, len(line.last)), np.float32)
        self.begun = np.empty((frames, len(line.last)), np.int32)

    def back(self) -> list[Stretch]:
        """Go back from the end of the recording, word by word."""
        found: list[Stretch] = []
        now = len(self.ends)
        bounds = np.append(self._line.bounds, len(self._line.last))
        for place in range(self._places, 0, -1):
            while self.rested[now, place]:
                now -= 1
            own = slice(bounds[place - 1], bounds[place])
            best = int(bounds[place - 1] + self.ends[now - 1, own].argmin())
            begun = int(self.begun[now - 1, best])
            found.append(Stretch(begun, now, self._line.word[best]))
            now = begun
        return found[::-1]
