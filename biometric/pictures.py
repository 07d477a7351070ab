"""Photographs: read from a file with limits before anything is decoded, and written as JPEG."""

import io
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

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

    Names may hold any characters. Size and kind are read off the file's head before anything is decoded. Raises
    FileNotFoundError, or MediaUnreadable ``not_a_picture``, ``picture_too_large``, ``picture_damaged``.
    """
    path = Path(path)
    if path.is_dir():
        raise MediaUnreadable("not_a_picture", path=str(path))
    if path.stat().st_size > MOST_BYTES:
        raise MediaUnreadable("picture_too_large", path=str(path))
    with path.open("rb") as file:
        return _decode(file, path)


def decoded(data: bytes) -> Image:
    """Decode a photograph that was kept, under the limits of ``read_image``. Raises MediaUnreadable."""
    if len(data) > MOST_BYTES:
        raise MediaUnreadable("picture_too_large", path="")
    return _decode(io.BytesIO(data), Path())


def _decode(file: IO[bytes], path: Path) -> Image:
    from PIL import Image as Pillow
    from PIL import ImageFile, ImageOps

    # face_recognition switches this on for the whole process; half a photograph is a damaged one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        picture = Pillow.open(file, formats=FORMATS)
    except Pillow.DecompressionBombError as error:
        raise MediaUnreadable("picture_too_large", path=str(path)) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise MediaUnreadable("not_a_picture", path=str(path)) from error
    width, height = picture.size
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise MediaUnreadable("picture_too_large", path=str(path), width=width, height=height)
    try:
        upright = ImageOps.exif_transpose(picture)
        pixels = np.asarray(_eight_bit(upright).convert("RGB"), np.uint8)
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
        raise MediaUnreadable("picture_damaged", path=str(path)) from error
    return np.ascontiguousarray(pixels[:, :, ::-1])


def _eight_bit(picture: Any) -> Any:
    """Bring sixteen-bit grey to eight: Pillow would cut its values off instead."""
    from PIL import Image as Pillow

    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        values = np.asarray(picture, np.float64)
        return Pillow.fromarray(np.clip(values / 257, 0, 255).astype(np.uint8))
    return picture


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
