"""One face against a million: exact search against one NumPy product over the same matrix, and whether all are found.

The product alone is what reading the matrix once costs; it says neither who is near enough nor in which order.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from biometric.limits import FACE
from biometric.search import Gallery

PEOPLE = 1_000_000
DIMENSIONS = 128
PROBES = 30
"""Faces searched for; each is placed within the distance of one of the million, and the median time counts."""


def run() -> dict[str, str]:
    """Measure both on the same matrix (512 MB)."""
    made = np.random.default_rng(11)
    vectors = made.standard_normal((PEOPLE, DIMENSIONS), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    where = made.integers(0, PEOPLE, PROBES)
    steps = made.standard_normal((PROBES, DIMENSIONS))
    far = made.uniform(0, 1 - FACE.alarm, (PROBES, 1))
    probes = (vectors[where] + steps * far / np.linalg.norm(steps, axis=1, keepdims=True)).astype(np.float32)
    gallery = Gallery([str(at) for at in range(PEOPLE)], vectors)
    found, right = 0, 0
    for at, probe in zip(where, probes, strict=True):
        people = [hit.person for hit in gallery.rank(probe)]
        found += str(at) in people
        distances = np.linalg.norm(vectors - probe, axis=1)
        right += {int(person) for person in people} == set(
            np.flatnonzero(1 - distances >= FACE.alarm).tolist()
        )
    ours = _median(lambda probe: gallery.rank(probe), probes)
    product = _median(lambda probe: vectors @ probe, probes)
    return {
        "people": f"{PEOPLE:,}",
        "found": f"{found} of {PROBES}",
        "same as one by one": f"{right} of {PROBES}",
        "search": f"{ours * 1000:.1f} ms",
        "numpy product": f"{product * 1000:.1f} ms",
        "ratio": f"{ours / product:.2f}",
    }


def _median(search: Callable[[np.ndarray], object], probes: np.ndarray) -> float:
    seconds = []
    for probe in probes:
        begun = time.perf_counter()
        search(probe)
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)
