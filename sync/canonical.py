"""The canonical spelling of everything in a bundle: JCS in the profile of ``keys.canonical``, with this
room's error.

Keys ``[a-z0-9_]{1,64}``, whole numbers |n| <= 2**53 - 1, text in NFC without control or bidirectional
characters and of at most 8 KiB, at most 8 levels. Names from outside are brought to NFC where they are
typed, not here.
"""

from keys import canonical
from sync.errors import refusing


def encode(value: object) -> bytes:
    """Write a value canonically. Raises BundleRefused E_CANON when the profile has no spelling for it."""
    with refusing():
        return canonical.encode(value)


def decode(data: bytes) -> object:
    """Read a canonical value. Raises BundleRefused E_CANON for any bytes that ``encode`` would not have
    written."""
    with refusing():
        return canonical.decode(data)


def decode_object(data: bytes) -> dict[str, object]:
    """Read a canonical object. Raises BundleRefused E_CANON, also for a list or a bare value."""
    with refusing():
        return canonical.decode_object(data)
