"""Bytes as text in one spelling, and their digest."""

import base64
import binascii
import hashlib

from keys.errors import NotCanonical


def b64(data: bytes) -> str:
    """Write bytes as base64 (RFC 4648 section 4, padded, no line breaks)."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: object) -> bytes:
    """Read base64 and take only its one canonical spelling. Raises NotCanonical (bad padding, stray bits,
    blanks)."""
    if isinstance(text, str):
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if b64(data) == text:
            return data
    raise NotCanonical("bad_base64")


def sha256_hex(data: bytes) -> str:
    """Give the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
