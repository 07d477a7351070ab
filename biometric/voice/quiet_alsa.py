"""Keeps the Linux sound library from writing its complaints across a terminal screen."""

import ctypes
import sys
from functools import cache
from typing import Any

_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)


@cache
def silence() -> Any:
    """Give ALSA a handler that says nothing; elsewhere, or without ALSA, do nothing.

    libasound writes to stderr itself when no card is found, twenty lines in the middle of a screen; the error
    that counts comes back as a return value. The handler is kept alive by this cache, for the library keeps
    its address.
    """
    if not sys.platform.startswith("linux"):
        return None
    try:
        library = ctypes.CDLL("libasound.so.2")
    except OSError:
        return None
    handler = _HANDLER(lambda *_: None)
    library.snd_lib_error_set_handler(handler)
    return handler
