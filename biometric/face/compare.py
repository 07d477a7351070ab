"""How alike two faces are: the one place that says so. High is alike."""

from collections.abc import Sequence

import numpy as np

from biometric.face.engine import Vector
from biometric.limits import FaceLimits
from biometric.template import Template


def likeness(one: Vector, other: Vector) -> float:
    """Likeness of two embeddings of one engine, 0..1: 1 minus their Euclidean distance, cut at 0."""
    return float(np.clip(1.0 - np.linalg.norm(one - other), 0.0, 1.0))


def likeness_to(template: Template, vectors: Sequence[Vector]) -> float:
    """Likeness of a person's captures to a template, 0..1.

    The middle of the captures' likenesses to the middle of the template: one bad capture on either side does not
    decide. Of several templates of one person (with and without glasses) the best counts; false acceptance is at most
    the sum of theirs. Raises ValueError without a capture.
    """
    if not vectors:
        raise ValueError("needs at least one capture")
    return max(_to_middle(one, vectors) for one in (template, *template.others))


def _to_middle(template: Template, vectors: Sequence[Vector]) -> float:
    centre = template.vectors.mean(axis=0)
    return float(np.median([likeness(centre, vector) for vector in vectors]))


def comparable(template: Template, engine: str, version: str) -> bool:
    """True when the template is a face of this very engine: others speak of another space."""
    return (template.modality, template.engine, template.version) == ("face", engine, version)


def thresholds(template: Template, limits: FaceLimits) -> tuple[float, float]:
    """Likeness that certifies, and likeness from which a person decides (the same where there is no such band).

    A template of three or more captures has a stricter threshold than one of a single photograph.
    """
    if len(template.vectors) >= limits.captures:
        return limits.accept, limits.unclear
    return limits.accept_one, limits.accept_one
