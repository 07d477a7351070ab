"""Verify a face: challenge first, then likeness, one verdict at the end."""

from collections.abc import Iterator, Sequence

from biometric.devices import Camera, Image
from biometric.face.engine import FaceEngine
from biometric.limits import ChallengeLimits, FaceLimits
from biometric.steps import Action, Step
from biometric.template import Template


def verify_face(
    camera: Camera,
    template: Template | None,
    actions: Sequence[Action],
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FaceLimits(),
    challenge: ChallengeLimits = ChallengeLimits(),
) -> Iterator[Step]:
    """Ask the actions, watch, compare; the last step is the Verdict."""
    raise NotImplementedError


def verify_photographs(
    images: Sequence[Image],
    template: Template | None,
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FaceLimits(),
) -> Iterator[Step]:
    """Compare photographs with a template; the last step is a Verdict, at best ``same_liveness_unknown``."""
    raise NotImplementedError
