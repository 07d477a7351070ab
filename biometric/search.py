"""One face against many: a ranked list for a person to judge, never a refusal.

The matrix lives in memory, loaded from the sealed store; nothing here writes a file.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from biometric.face.engine import Vector
from biometric.limits import FACE
from biometric.template import Template

_SCORES = 2_097_152
"""Scores of one face computed at a time, so that a search needs 10 MB beside the matrix."""
_CACHED = 524_288
"""Scores of many faces computed at a time: 2 MB, which stay near the processor until they are looked at."""
_AXES = 32
"""Of the principal axes a row is first compared along: a quarter of the numbers to read (128 dimensions)."""
_FACES = 512
"""Of many faces from elsewhere, so many are compared with a block of rows at a time."""
_FEW = 1024
"""Rows below which principal axes say little and cost more than they save."""
_PROBES = 128
"""Faces that are compared with a block of rows at a time when everybody is compared with everybody."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a face looks like."""

    person: str
    likeness: float
    """0..1, high is alike."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people whose faces look alike: one face under two numbers, or twins."""

    one: str
    """Who was added first."""
    other: str
    likeness: float


class Gallery:
    """Faces of many people by one engine, one row a template (the middle of its captures).

    Exact search (benchmarks/search.py): nobody at or above the limit is left out. Two faces are at least as far apart
    as along a few of the principal axes (Jolliffe 2002, 2.1), so one small matrix product rules nearly everybody out,
    and who is left is measured whole. Among 100,000 templates a false acceptance rate of 0.1 % a pair gives 100
    strangers: the list is for a person to judge.
    """

    def __init__(self, people: Sequence[str], vectors: Vectors) -> None:
        """``vectors`` has shape (len(people), dimensions). Raises ValueError when it has not."""
        if vectors.ndim != 2 or len(people) != len(vectors) or not np.isfinite(vectors).all():
            raise ValueError("needs one row a person")
        self.people = list(people)
        self._rows = np.ascontiguousarray(vectors, np.float32)
        self._lay_along_axes()

    @classmethod
    def of(cls, templates: Iterable[tuple[str, Template]], engine: str, version: str) -> "Gallery":
        """Gallery of the templates that this engine made; others are left out, as they cannot be compared."""
        gallery = cls([], np.zeros((0, 1), np.float32))
        for person, template in templates:
            if (template.modality, template.engine, template.version) == ("face", engine, version):
                gallery.add(person, template.vectors.mean(axis=0))
        return gallery

    def __len__(self) -> int:
        return len(self.people)

    def add(self, person: str, vector: Vector) -> None:
        """Add one face; the room grows by doubling. Raises ValueError for one of other dimensions."""
        have = len(self.people)
        if not have:
            self._rows = np.zeros((1, len(vector)), np.float32)
            self._lay_along_axes()
        if vector.shape != self._rows.shape[1:] or not np.isfinite(vector).all():
            raise ValueError("does not fit the gallery")
        if have == len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
            self._lay_along_axes()
        self._rows[have] = vector
        short = self._along(self._rows[have : have + 1])
        self._halves[have] = _half_squares(short)[0]
        self._scored[have] = _scored(short, self._halves[have : have + 1])[0]
        self.people.append(person)

    def rank(self, vector: Vector, count: int = 10, least: float = FACE.alarm) -> list[Candidate]:
        """People a face looks like, the most alike first: at most ``count``, none below ``least``."""
        found = self._near(vector[None, :], least, 0)[0] if len(self) else []
        return [Candidate(self.people[row], likeness) for row, likeness in found[:count]]

    def near(self, vectors: Vectors, least: float = FACE.alarm) -> Iterator[tuple[int, Candidate]]:
        """Compare many faces with everybody: number of the face and whom it looks like, none below ``least`` left out.

        ``vectors`` has shape (faces, dimensions). A million faces against 40,000 people take some minutes
        (benchmarks/duplicates.py). Raises ValueError for other dimensions or numbers that are none.
        """
        if not len(self) or not len(vectors):
            return
        if vectors.ndim != 2 or vectors.shape[1] != self._rows.shape[1] or not np.isfinite(vectors).all():
            raise ValueError("does not fit the gallery")
        for start in range(0, len(vectors), _FACES):
            for face, found in enumerate(self._near(vectors[start : start + _FACES], least, 0), start):
                for row, likeness in found:
                    yield face, Candidate(self.people[row], likeness)

    def doubles(self, least: float = FACE.alarm) -> list[Pair]:
        """Every two people of the gallery who look alike, the most alike first."""
        found = [pair for _, pairs in self.doubles_in_steps(least) for pair in pairs]
        return sorted(found, key=lambda pair: -pair.likeness)

    def doubles_in_steps(self, least: float = FACE.alarm) -> Iterator[tuple[int, list[Pair]]]:
        """The same by and by: after every 128 people how many are done, and the pairs found among them."""
        for start in range(0, len(self), _PROBES):
            end = min(start + _PROBES, len(self))
            found = self._near(self._rows[start:end], least, start)
            yield (
                end,
                [
                    Pair(self.people[one], self.people[other], likeness)
                    for one, near in enumerate(found, start)
                    for other, likeness in near
                    if other > one
                ],
            )

    def _lay_along_axes(self) -> None:
        """Find the axes along which most faces differ, and note where every row lies along them."""
        wide = self._rows.shape[1]
        if len(self) < _FEW:
            self._axes = np.eye(wide, min(wide, _AXES))
        else:
            every = self._rows[: len(self) : max(1, len(self) // 20_000)].astype(np.float64)
            self._axes = np.linalg.eigh(np.cov(every, rowvar=False))[1][:, ::-1][:, :_AXES]
        short = np.concatenate([self._along(rows) for rows in _pieces(self._rows)])
        self._halves = _half_squares(short)
        self._scored = _scored(short, self._halves)

    def _along(self, rows: Vectors) -> Vectors:
        # In float64: what rounding to float32 leaves is what the slack allows for.
        return np.asarray(rows.astype(np.float64) @ self._axes, np.float32)

    def _near(self, probes: Vectors, least: float, first: int) -> list[list[tuple[int, float]]]:
        """Rows from ``first`` on that are near enough to each probe, ranked."""
        # |a - b|² <= t² just when a·b - |b|²/2 >= (|a|² - t²)/2: a product and a comparison a row, for a row brings
        # its own -|b|²/2 into the product.
        short = self._along(probes)
        halves = _half_squares(short).astype(np.float64)
        limits = halves - (1.0 - least) ** 2 / 2 - self._slack(halves)
        lowest = (limits if least > 0 else np.full_like(limits, -np.inf)).astype(np.float32)
        rows: list[list[int]] = [[] for _ in probes]
        asked = np.ascontiguousarray(np.column_stack([short, np.ones(len(short), np.float32)]).T)
        block = _SCORES if len(probes) == 1 else max(1, _CACHED // max(len(probes), 1))
        room = np.empty((min(block, len(self) - first), len(probes)), np.float32)
        for start in range(first, len(self), block):
            end = min(start + block, len(self))
            scores = np.matmul(self._scored[start:end], asked, out=room[: end - start])
            for at in np.flatnonzero(scores >= lowest):
                row, probe = divmod(int(at), len(probes))
                rows[probe].append(start + row)
        return [self._ranked(probe, near, least) for probe, near in zip(probes, rows, strict=True)]

    def _slack(self, halves: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far a score may be off in float32, twice over (Higham 2002, 3.1): what is near is looked at again."""
        unit = (self._scored.shape[1] + 8) * float(np.finfo(np.float32).eps)
        largest = float(self._halves[: len(self)].max(initial=0.0))
        return np.asarray(2 * unit * (np.sqrt(4 * largest * halves) + largest + halves), np.float64)

    def _ranked(self, probe: Vector, near: list[int], least: float) -> list[tuple[int, float]]:
        apart = np.linalg.norm(self._rows[near].astype(np.float64) - probe, axis=1)
        likeness = np.clip(1.0 - apart, 0.0, 1.0)
        order = np.argsort(-likeness, kind="stable")
        return [(near[at], float(likeness[at])) for at in order if likeness[at] >= least]


def _scored(short: Vectors, halves: Vectors) -> Vectors:
    return np.ascontiguousarray(np.column_stack([short, -halves]), np.float32)


def _half_squares(vectors: Vectors) -> Vectors:
    return np.asarray(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64) / 2, np.float32)


def _pieces(rows: Vectors) -> Iterator[Vectors]:
    """The rows, 65,536 at a time: 64 MB in float64."""
    yield from (rows[start : start + 65_536] for start in range(0, max(len(rows), 1), 65_536))
