"""What a voice engine is, whichever model stands behind it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Sound

Embedding = NDArray[np.float32]
"""One voice as a vector of length 1, shape (dimensions,): 256 for GE2E, 192 for ECAPA."""


class VoiceEngine(Protocol):
    """Turns speech into an embedding. Vectors of different names or versions are never compared."""

    @property
    def name(self) -> str:
        """Engine: ``ge2e`` or ``ecapa``."""

    @property
    def version(self) -> str:
        """16 hexadecimal digits that change with the weights: of their SHA-256, or the version of a pack."""

    @property
    def accept(self) -> float:
        """Likeness from which two voices are the same, 0..1."""

    @property
    def review(self) -> float:
        """Likeness from which a person must judge, 0..1; below it the voices differ."""

    def embed(self, sound: Sound) -> Embedding:
        """Give the embedding of one recording. Raises MediaUnreadable when there is no sound in it."""

    def embed_all(self, sounds: Sequence[Sound]) -> list[Embedding]:
        """Give the embedding of every recording, faster than one by one. Raises MediaUnreadable as ``embed``
        does."""
