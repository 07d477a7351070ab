"""What a passive check is: does a picture show a face, or a print or a screen that shows one?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from biometric.devices import Image
from biometric.face.engine import Points


class PassiveCheck(Protocol):
    """Scores single pictures; nobody has to do anything for it.

    It sees recapture (paper, a screen before the lens), never an injected stream.
    """

    @property
    def name(self) -> str:
        """Engine: ``minifasnet``."""

    @property
    def version(self) -> str:
        """Version of its pack."""

    @property
    def accept(self) -> float:
        """Score 0..1 from which a picture counts as taken of a person."""

    def score(self, image: Image, points: Points) -> float:
        """Score 0..1 of the face with these 68 landmarks; high is a person."""


@dataclass(frozen=True, slots=True)
class Passive:
    """A check and whether a low score refuses (policy); otherwise it is recorded and nothing else."""

    check: PassiveCheck
    enforced: bool = False

    @property
    def label(self) -> str:
        """Engine and version, as they stand in a record."""
        return f"{self.check.name} {self.check.version}"

    def score(self, faces: Sequence[tuple[Image, Points]]) -> float | None:
        """Middle score of several pictures of a session, so that one bad frame does not decide; None without any."""
        scores = [self.check.score(image, points) for image, points in faces]
        return float(np.median(scores)) if scores else None

    def refuses(self, score: float | None) -> bool:
        """True when the score is too low and that counts."""
        return self.enforced and score is not None and score < self.check.accept
