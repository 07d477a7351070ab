"""What ties the entries of the log together, as bytes."""

import hashlib
from collections.abc import Mapping

from keys.canonical import encode

START = "0" * 64
"""What the first entry is chained to."""


def closed_part(salt: str, subject: str, why: str, details: Mapping[str, object]) -> str:
    """Digest what stays inside the office: SHA-256 of the salt and the canonical subject, reason and details.

    Raises KeysError E_CANON for text that was not tidied.
    """
    said = encode({"subject": subject, "why": why, "details": dict(details)})
    return hashlib.sha256(bytes.fromhex(salt) + said).hexdigest()


def link(prev: str, position: int, at: str, officer: str, act: str, closed: str) -> str:
    """Give the next chain value: SHA-256("fos/audit/v1" || prev (32 bytes) || SHA-256(canonical entry))."""
    said = encode({"position": position, "at": at, "officer": officer, "act": act, "closed": closed})
    return hashlib.sha256(b"fos/audit/v1" + bytes.fromhex(prev) + hashlib.sha256(said).digest()).hexdigest()
