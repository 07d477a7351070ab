"""What a face engine must be able to do, so that one can replace another."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Image
from biometric.steps import Box

Points = NDArray[np.float32]
"""The 68 landmarks of a face in the order of iBUG 300-W, shape (68, 2), pixels x and y."""

Vector = NDArray[np.float32]
"""Embedding of a face, shape (dimensions,)."""


class FaceEngine(Protocol):
    """Finds faces, their landmarks and their embeddings."""

    name: str
    version: str
    """Changes with the weights: templates of different versions are never compared."""

    def find(self, image: Image, *, smallest: int = 80, eager: bool = False) -> list[Box]:
        """Faces of a picture, the largest first.

        ``smallest`` is the width in pixels that must still be found; ``eager`` takes weaker evidence, for a part of a
        picture in which a face was a moment ago.
        """

    def landmarks(self, image: Image, box: Box) -> Points:
        """The 68 points of the face in a box."""

    def embed(self, image: Image, points: Points) -> Vector:
        """Embedding of the face with these landmarks."""
