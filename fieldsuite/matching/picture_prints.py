"""Prints of photographs that were captured before a print was made with every capture."""

from biometric.errors import MediaUnreadable


def print_of_bytes(data: bytes) -> bytes:
    """Give the print of an encoded photograph; empty without exactly one face, or where it cannot be read."""
    from biometric.face.dlib_engine import DlibEngine
    from biometric.picture_print import picture_print
    from biometric.pictures import decoded

    try:
        pixels = decoded(data)
    except MediaUnreadable:
        return b""
    return picture_print(pixels, DlibEngine())
