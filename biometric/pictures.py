"""Photographs: decoded by a child process within limits (``biometric.decoding``), and written as JPEG."""

from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from biometric.decoding import wire
from biometric.decoding.pool import ask
from biometric.devices import Image
from biometric.errors import MediaUnreadable

FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "TIFF")
"""What cameras, phones, scanners and card systems write; MPO, a JPEG with a second picture behind it, opens as JPEG."""
MOST_SIDE = 8192
"""Pixels of the longer side at most (our limit: four times what a face needs on a full-length photograph)."""
MOST_PIXELS = 50_000_000
"""Pixels in all at most: 150 MB once decoded (our limit)."""
MOST_BYTES = 64 * 1024 * 1024
"""Bytes of the file at most (our limit)."""


def read_image(path: Path) -> Image:
    """Read a photograph, turned upright by its EXIF mark, as blue-green-red.

    Names may hold any characters. It is decoded apart (``biometric.decoding``); size and kind are read off its head
    before. Raises FileNotFoundError, or MediaUnreadable ``not_a_picture``, ``picture_too_large``, ``picture_damaged``,
    ``media_*``.
    """
    path = Path(path)
    if path.is_dir():
        raise MediaUnreadable("not_a_picture", path=str(path))
    if path.stat().st_size > MOST_BYTES:
        raise MediaUnreadable("picture_too_large", path=str(path))
    return _picture(wire.PICTURE, path.read_bytes(), str(path))


def decoded(data: bytes) -> Image:
    """Decode a photograph that was kept, under the limits of ``read_image``. Raises MediaUnreadable."""
    return _picture(wire.PICTURE, data)


def small(data: bytes) -> Image:
    """Decode a photograph to be looked at: upright, at most 1,280 pixels a side. Raises MediaUnreadable."""
    return _picture(wire.SMALL, data)


def decoded_frame(data: bytes) -> Image:
    """Decode a picture of a kept clip, JPEG or PNG, as it was filmed. Raises MediaUnreadable."""
    return _picture(wire.FRAME, data)


def taken_on(data: bytes) -> date | None:
    """Give the day in a photograph's Exif; None for a sound, one without a day, or one that makes no sense."""
    try:
        words, _ = ask(wire.DAY, data)
        return date.fromisoformat(str(words.get("day", "")))
    except (MediaUnreadable, ValueError):
        return None


def check(data: bytes) -> None:
    """Decode a piece of evidence and throw it away. Raises MediaUnreadable when it is not what it should be."""
    if len(data) > MOST_BYTES:
        raise MediaUnreadable("picture_too_large", path="")
    ask(wire.CHECK, data)


def _picture(job: int, data: bytes, path: str = "") -> Image:
    if len(data) > MOST_BYTES:
        raise MediaUnreadable("picture_too_large", path=path)
    try:
        words, body = ask(job, data)
    except MediaUnreadable as error:
        raise MediaUnreadable(error.key, path=path, **error.values) from error
    height, width = words.get("height"), words.get("width")
    if not isinstance(height, int) or not isinstance(width, int) or height * width * 3 != len(body):
        raise MediaUnreadable("media_breaks_reader", path=path)
    return np.frombuffer(body, np.uint8).reshape(height, width, 3)


def as_jpeg(image: Image, quality: int = 90) -> bytes:
    """Encode a frame for the evidence store; ``quality`` 0..100."""
    import cv2

    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return data.tobytes()


def is_black(image: Image) -> bool:
    """True for a frame of a covered or switched-off camera: 99 of 100 pixels darker than 16 of 255 (limited-range
    black), read off every eighth pixel."""
    sample: NDArray[np.uint8] = image[::8, ::8]
    return float(np.percentile(sample, 99)) < 16
