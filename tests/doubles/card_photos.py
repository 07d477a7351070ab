"""A folder of card photographs, as an agency takes them off its cards: good ones, and every kind that is of no use."""

import shutil
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from skimage.data import astronaut

from biometric.devices import Image

WHITE = 245


@cache
def portrait() -> Image:
    """NASA's portrait of Eileen Collins, as scikit-image carries it (public domain), cut like a card photograph."""
    return np.ascontiguousarray(astronaut()[0:330, 60:360, ::-1])


def write(path: Path, image: Image, quality: int = 92) -> Path:
    """Write a photograph under a name that may hold any characters."""
    kind = path.suffix if path.suffix.lower() in (".png", ".bmp") else ".jpg"
    _, data = cv2.imencode(kind, image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.tobytes())
    return path


def good(path: Path) -> Path:
    """A photograph that can be used."""
    return write(path, portrait())


def empty(path: Path) -> Path:
    """A photograph of a wall."""
    return write(path, np.full((400, 320, 3), WHITE, np.uint8))


def crowded(path: Path) -> Path:
    """A photograph of two people beside each other."""
    return write(path, np.hstack([portrait(), portrait()]))


def dark(path: Path) -> Path:
    """A photograph that is far too dark."""
    return write(path, cv2.convertScaleAbs(portrait(), alpha=0.18))


def torn(path: Path) -> Path:
    """A photograph that was cut off while it was copied."""
    good(path)
    path.write_bytes(path.read_bytes()[:5000])
    return path


def of(source: Path, path: Path) -> Path:
    """A copy of a photograph under another name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(source, path))
