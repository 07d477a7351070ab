"""Make a face template: from a camera, or from photographs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from biometric.devices import Camera
from biometric.face.engine import FaceEngine
from biometric.limits import FaceLimits
from biometric.steps import Step


def enrol_face(
    camera: Camera, *, engine: FaceEngine | None = None, limits: FaceLimits = FaceLimits()
) -> Iterator[Step]:
    """Capture one frontal view and two slight turns; the last step is Enrolled, or Refused after too many poor ones."""
    raise NotImplementedError


def enrol_face_photographs(
    paths: Sequence[Path], *, engine: FaceEngine | None = None, limits: FaceLimits = FaceLimits()
) -> Iterator[Step]:
    """Make a template of photographs, such as that of a social-security card; the last step is Enrolled or Refused."""
    raise NotImplementedError
