"""Bytes as text, one spelling each: standard base64 with padding, lower-case hexadecimal."""

import base64
import binascii
import hashlib
import re

from keys.errors import NotCanonical

_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)


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


def unhex(text: object, length: int) -> bytes:
    """Read lower-case hexadecimal of exactly ``length`` bytes. Raises NotCanonical."""
    if isinstance(text, str) and len(text) == 2 * length and _HEX.fullmatch(text):
        return bytes.fromhex(text)
    raise NotCanonical("bad_hex")


def sha256_hex(data: bytes) -> str:
    """Give the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
