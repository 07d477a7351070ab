"""Movements against a person's own neutral pose: what the face does, in numbers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from biometric import depth
from biometric.observation import SHAPE, Face

_LOOK = 0.3
"""Weight of the mouth's changed look beside the gap of the lips (bearded mouths hide their gap from the landmarks)."""

_BOTH = 0.03
"""Change that either eye must show beside the nose for both to be closing (measured: open at most 0.04, closed from
0.06)."""
_BLINKING = 9.0
"""Degrees from neutral up to which a blink is looked for: turning changes the eyes' look as well."""
_DOWN, _ACROSS = 2, 1
"""Rows and columns of a patch by which it is moved about to find its place."""


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
    """How closed both eyes look: 0 as in the neutral pose, 0.1 closed where they open by 3 mm only, 0.25 and more where
    they are wide open; 0 while the head is turned."""
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
        lids = self._lids(face) if frontal and np.hypot(yaw, pitch) < _BLINKING else 0.0
        return Movement(
            yaw, pitch, gap, gap + (_LOOK * changed if frontal else 0.0), lids, flat, face.points
        )  # fmt: skip

    def resting_at(self, seen: Sequence[Movement], within: float, spread: float) -> "Neutral":
        """Give the pose of these movements for neutral, when they keep still (degrees) and lie within so many of it."""
        yaws, pitches = [one.yaw for one in seen], [one.pitch for one in seen]
        if max(one.parallax for one in seen) > within or max(np.std(yaws), np.std(pitches)) > spread:
            return self
        return replace(
            self, yaw=self.yaw + float(np.median(yaws)), pitch=self.pitch + float(np.median(pitches))
        )

    def _lids(self, face: Face) -> float:
        """By how much the eyes' look has changed more than the nose's, which light, blur and shaking change as well."""
        left, right, nose = (
            looks_alike(one, own) for one, own in zip(face.patches, self.patches[:3], strict=False)
        )
        # The better-seen eye may be half covered by hair or light: both must look changed, their mean decides.
        return nose - (left + right) / 2 if nose - max(left, right) > _BOTH else 0.0


def looks_alike(patch: NDArray[np.floating], own: NDArray[np.floating]) -> float:
    """Correlation -1..1 of a patch with a person's own, at the best of small shifts.

    Landmarks tremble by a pixel or two; without the shifts that alone changes the look of a narrow eye as much as
    closing it does (measured at 3 mm: closed eyes 3 to 8 standard deviations away without them, 4 to 12 with them).
    """
    inner = own.reshape(SHAPE)[_DOWN:-_DOWN, _ACROSS:-_ACROSS]
    inner = inner - inner.mean()
    moved = np.lib.stride_tricks.sliding_window_view(patch.reshape(SHAPE), inner.shape)
    products = np.einsum("abij,ij->ab", moved, inner)
    lengths = np.sqrt(
        np.maximum((moved**2).sum(axis=(2, 3)) - moved.sum(axis=(2, 3)) ** 2 / inner.size, 1e-12)
    )
    return float((products / lengths).max() / max(float(np.linalg.norm(inner)), 1e-9))


def still(faces: Sequence[Face], spread: float) -> bool:
    """True when a face keeps still: standard deviations of yaw and pitch within ``spread`` degrees, mouth unmoved."""
    poses = np.array([(face.yaw, face.pitch) for face in faces])
    mouths = [face.mouth for face in faces]
    return bool((poses.std(axis=0) <= spread).all()) and float(np.std(mouths)) < 0.06
