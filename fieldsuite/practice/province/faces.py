"""Faces of nobody: unit vectors round a point of a person's own, as far apart as a built-in engine's are.

Practice only. They are put into the templates of a practice province as it is made, for a template never travels, and
hold once the enrolment they are named after is imported. What they measure is the search, not the engine.
"""

import numpy as np
from numpy.typing import NDArray

from biometric.template import Template
from fieldsuite.practice.province.plan import Plan

DIMENSIONS = 128
CAPTURES = 3
SPREAD = 0.37
"""Distance of two captures of one face: the middle of 166 pairs of photographs (design page biometrics: 7.2 % lie above
0.50 and 18.7 % above 0.45, which is a middle of 0.37)."""
DRIFT = 0.30
"""How far the middle of the captures of one day lies from a person's own at most: of two templates of one face most are
nearer than the 0.40 of the alarm, and some are not (ours)."""


def template(plan: Plan, face: int, take: int) -> Template:
    """Give a template of a face, of three captures; ``take`` tells several templates of one face apart."""
    return Template("face", *_engine(), captures(plan, face, take))


def captures(plan: Plan, face: int, take: int) -> NDArray[np.float32]:
    """Give captures of a face, shape (3, 128): as far apart from each other as ``SPREAD``."""
    centre = _direction(np.random.default_rng((plan.seed, 1, face)))
    made = np.random.default_rng((plan.seed, 2, face, take))
    day = _direction(made) * made.uniform(0.05, DRIFT)
    off = made.standard_normal((CAPTURES, DIMENSIONS)) * (SPREAD / np.sqrt(2 * DIMENSIONS))
    near = centre + day + off
    return np.asarray(near / np.linalg.norm(near, axis=1, keepdims=True), np.float32)


def _engine() -> tuple[str, str]:
    from biometric.face.dlib_engine import DlibEngine

    return DlibEngine.name, DlibEngine.version


def _direction(made: np.random.Generator) -> NDArray[np.float64]:
    direction = made.standard_normal(DIMENSIONS)
    return direction / np.linalg.norm(direction)
