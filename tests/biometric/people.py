"""Puppets of real people, made once a run; only NASA's portrait where the test data is not beside the project."""

from functools import cache
from pathlib import Path

import cv2

from biometric.devices import Image
from biometric.pictures import read_image
from tests.doubles.puppet import Puppet
from tests.shared import shared

SMALL = (400, 300)
"""Frames of the attack tests: a face of 115 pixels, quick to draw and to watch."""
FPS = 12


def portrait() -> Image:
    """Eileen Collins, NASA, public domain."""
    from skimage.data import astronaut

    return cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR)


@cache
def astronaut_puppet() -> Puppet:
    return Puppet(portrait(), eyes=72, size=SMALL)


def photographs(person: str) -> list[Path]:
    """All photographs of a person of the test data; skips the test without them."""
    return sorted(shared("faces", person).iterdir())


@cache
def _puppet(path: Path) -> Puppet:
    return Puppet(read_image(path), eyes=72, size=SMALL)


def puppet(person: str, picture: str) -> Puppet:
    return _puppet(shared("faces", person, picture))
