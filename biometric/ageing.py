"""When a template has grown old: by its years, or because its person looks or sounds less like it than before. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from biometric.template import Modality

Advice = Literal["template_old", "likeness_falling", "likeness_near"]
"""Why a template should be made anew; each is a sentence of the catalogue."""


@dataclass(frozen=True, slots=True)
class AgeingLimits:
    """When renewal is advised. It never refuses anybody."""

    face_years: float = 5.0
    """Years after which a face should be modelled anew (Best-Rowden and Jain 2018, "Longitudinal Study of Automatic
    Face Recognition": 99 % are still recognised at FAR 0.01 % after about 6 years; one in reserve)."""
    voice_years: float = 3.0
    """Years of a voice (Kelly, Drygajlo and Harte 2012, "Speaker verification with long-term ageing data": errors rise
    clearly from about 5 years on; old voices change faster, so ours is shorter)."""
    several: int = 3
    """Verifications at each end of the trend, of which the middle one counts."""
    fall: float = 0.08
    """Fall of likeness between the first and the last of them (measured on press photographs of two people against
    templates of three: the middle of three differs from that of three others by less than 0.064 in 90 and by less than
    0.076 in 95 of 100 draws; what is more is hardly chance)."""
    near: float = 0.03
    """Likeness over the threshold below which the next verification may fail (ours: their median)."""


AGEING = AgeingLimits()
YEAR = 365.25
"""Days."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One verification of the person themselves."""

    on: date
    likeness: float
    threshold: float


def years(made: date, today: date) -> float:
    """Age of a template in years."""
    return (today - made).days / YEAR


def trend(scores: Sequence[Scored], limits: AgeingLimits = AGEING) -> tuple[float, float] | None:
    """Give the middle likeness of the first and of the last verifications (oldest first); None when too few."""
    if len(scores) < 2 * limits.several:
        return None
    first, last = scores[: limits.several], scores[-limits.several :]
    return median(one.likeness for one in first), median(one.likeness for one in last)


def advice(
    modality: Modality,
    made: date,
    today: date,
    scores: Sequence[Scored],
    limits: AgeingLimits = AGEING,
) -> tuple[Advice, ...]:
    """Say why a template should be renewed, the weightiest reason first; empty when it need not be."""
    found: list[Advice] = []
    both = trend(scores, limits)
    last = scores[-limits.several :]
    if len(last) == limits.several and median(one.likeness - one.threshold for one in last) < limits.near:
        found.append("likeness_near")
    if both is not None and both[0] - both[1] >= limits.fall:
        found.append("likeness_falling")
    if years(made, today) >= (limits.face_years if modality == "face" else limits.voice_years):
        found.append("template_old")
    return tuple(found)
