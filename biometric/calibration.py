"""From an office's own trials to a threshold: error rates at every threshold, and the one to propose. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from biometric.confidence import Rate, rate_of
from biometric.template import Modality


@dataclass(frozen=True, slots=True)
class CalibrationLimits:
    """When trials suffice, and what may be proposed at all."""

    far: float = 0.01
    """False acceptance whose upper bound must stay below this, for one who tries with another's name (NIST SP 800-63B
    rev. 3, 5.2.3, asks for 1 in 1,000; that needs 3,000 impostor comparisons, 78 people: ``--far 0.001``)."""
    genuine: int = 60
    """Genuine trials at least (rule of three: none wrong of 60 bounds a rate by 5 %)."""
    people: int = 20
    """People with genuine trials at least: many tries of a few say little of others."""
    step: float = 0.005
    """Thresholds are multiples of this."""
    face: tuple[float, float] = (0.45, 0.80)
    """Lowest and highest threshold of a face (measured: two people at most 0.37 in 3,237 pairs, so below 0.45 even good
    trials prove too little; above 0.80 nobody passes)."""
    voice: tuple[float, float] = (0.65, 0.95)
    """The same of a voice (GE2E: impostors of one sex reach 0.7)."""

    def bounds(self, modality: Modality) -> tuple[float, float]:
        """Give the lowest and the highest threshold of a modality."""
        return self.face if modality == "face" else self.voice


CALIBRATION = CalibrationLimits()


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison: how alike, and who took part. ``other`` is empty for a genuine one."""

    likeness: float
    person: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Errors:
    """What a threshold would have done to the trials."""

    threshold: float
    far: Rate
    frr: Rate


class Trials:
    """Genuine and impostor trials, ready to be asked about any threshold."""

    def __init__(self, genuine: Sequence[Trial], impostor: Sequence[Trial]) -> None:
        self.genuine = np.array([one.likeness for one in genuine], np.float64)
        self.impostor = np.array([one.likeness for one in impostor], np.float64)
        names = {
            name: at
            for at, name in enumerate(sorted({n for t in (*genuine, *impostor) for n in (t.person, t.other)}))
        }
        self._whose = _indices(names, [one.person for one in genuine])
        self._one = _indices(names, [one.person for one in impostor])
        self._other = _indices(names, [one.other for one in impostor])

    @property
    def people(self) -> int:
        """People with genuine trials."""
        return len(np.unique(self._whose))

    def errors(self, threshold: float) -> Errors:
        """Give false acceptance and false rejection at a threshold, with their intervals."""
        return Errors(
            threshold,
            rate_of(self.impostor >= threshold, self._one, self._other),
            rate_of(self.genuine < threshold, self._whose, self._whose),
        )


def _indices(names: dict[str, int], people: Sequence[str]) -> NDArray[np.int64]:
    return np.array([names[name] for name in people], np.int64)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Trials that are still missing."""

    genuine: int
    people: int
    impostor: int


def missing(trials: Trials, far: float, limits: CalibrationLimits = CALIBRATION) -> Wanted | None:
    """Say how many trials are missing for a proposal, None when there are enough.

    Without one false acceptance ``3 / far`` comparisons are needed to bound it by ``far`` (rule of three).
    """
    needed = int(np.ceil(3 / far - 1e-9))
    wanted = Wanted(
        max(0, limits.genuine - len(trials.genuine)), max(0, limits.people - trials.people),
        max(0, needed - len(trials.impostor)),
    )  # fmt: skip
    return wanted if any((wanted.genuine, wanted.people, wanted.impostor)) else None


def propose(
    trials: Trials, modality: Modality, far: float, limits: CalibrationLimits = CALIBRATION
) -> Errors | None:
    """Give the lowest threshold whose false acceptance is surely at most ``far``: the upper bound of 95 %.

    None when no threshold that may be proposed does. Whether there are enough trials is asked before (``missing``).
    """
    lowest, highest = limits.bounds(modality)
    for number in range(round(lowest / limits.step), round(highest / limits.step) + 1):
        found = trials.errors(round(number * limits.step, 4))
        if found.far.high <= far + 1e-12:
            return found
    return None
