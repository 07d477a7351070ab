"""Prints of photographs that were captured before a print was made with every capture."""

import io


def print_of_bytes(data: bytes) -> bytes:
    """Give the print of an encoded photograph; empty without exactly one face, or where it cannot be read."""
    import numpy as np
    from PIL import Image, ImageOps

    from biometric.face.dlib_engine import DlibEngine
    from biometric.picture_print import picture_print

    try:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
        pixels = np.ascontiguousarray(np.asarray(picture, np.uint8)[:, :, ::-1])
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    return picture_print(pixels, DlibEngine())
