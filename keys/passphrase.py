"""A passphrase becomes a key: Argon2id, slow enough for whoever steals the folder."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs; stands in the officer's file."""

    memory_kib: int = 64 * 1024
    """64 MiB (RFC 9106, section 4, second recommended option)."""
    iterations: int = 3
    """Passes (RFC 9106: 3); calibrated upwards when an office is made."""
    lanes: int = 4
    """RFC 9106, section 4."""
