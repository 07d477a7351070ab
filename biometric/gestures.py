"""Movements against a person's own neutral pose: what the face does, in numbers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from biometric import depth
from biometric.observation import Face

_LOOK = 0.3
"""Weight of the mouth's changed look beside the gap of the lips (bearded mouths hide their gap from the landmarks)."""


@dataclass(frozen=True, slots=True)
class Movement:
    """How a face differs from its neutral pose."""

    yaw: float
    """Degrees, positive to the person's own left."""
    pitch: float
    """Degrees, positive upwards."""
    gap: float
    """Gap of the lips over their width, more than neutral."""
    mouth: float
    """The same plus the change of the mouth's look."""
    lids: float
    """How closed both eyes are: 0 open, above 0.3 closed."""
    flat: float
    """Degrees of foreshortening, as if the face were a flat thing turned; 0 while the mouth is open."""
    points: NDArray[np.float32]
    """The 68 landmarks, for the test of depth."""

    @property
    def parallax(self) -> float:
        """Degrees of turn and nod together."""
        return float(np.hypot(self.yaw, self.pitch))


@dataclass(frozen=True, slots=True)
class Neutral:
    """A person's neutral pose: medians over a short while of keeping still."""

    yaw: float
    pitch: float
    mouth: float
    eyes: NDArray[np.float64]
    patches: NDArray[np.float64]
    points: NDArray[np.float64]

    @classmethod
    def of(cls, faces: Sequence[Face]) -> "Neutral":
        """Neutral pose of some frames of one face."""
        patches = np.median([face.patches for face in faces], axis=0)
        patches /= np.maximum(np.linalg.norm(patches, axis=1, keepdims=True), 1e-9)
        return cls(
            float(np.median([face.yaw for face in faces])),
            float(np.median([face.pitch for face in faces])),
            float(np.median([face.mouth for face in faces])),
            np.maximum(np.median([face.eyes for face in faces], axis=0), 1e-3),
            patches,
            np.median([face.points for face in faces], axis=0),
        )

    def movement(self, face: Face) -> Movement:
        """What a face does, measured against this pose."""
        yaw, pitch = face.yaw - self.yaw, face.pitch - self.pitch
        left, right, nose, mouth = ((face.patches * self.patches).sum(axis=1)).tolist()
        gap = face.mouth - self.mouth
        # An open mouth pulls its corners in, which would look like a turn.
        flat = depth.foreshortening(self.points, face.points) if gap < 0.1 else 0.0
        changed = max(min(nose, (left + right) / 2) - mouth, 0.0)
        frontal = abs(yaw) < 12 and abs(pitch) < 12 and flat < 25
        # The better-seen eye may be half covered by hair or light: both must look changed, their mean decides.
        looks = nose - (left + right) / 2 if nose - max(left, right) > 0.08 else 0.0
        narrowed = 1.0 - float((np.asarray(face.eyes) / self.eyes).mean())
        lids = looks + 0.5 * narrowed if looks > 0.12 and frontal else 0.0
        return Movement(
            yaw, pitch, gap, gap + (_LOOK * changed if frontal else 0.0), lids, flat, face.points
        )  # fmt: skip


def still(faces: Sequence[Face], spread: float) -> bool:
    """True when a face keeps still: standard deviations of yaw and pitch within ``spread`` degrees, mouth unmoved."""
    poses = np.array([(face.yaw, face.pitch) for face in faces])
    mouths = [face.mouth for face in faces]
    return bool((poses.std(axis=0) <= spread).all()) and float(np.std(mouths)) < 0.06
