"""A passphrase becomes a key: Argon2id, slow enough for whoever steals the folder."""

import time
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from keys.errors import PassphraseRefused, VaultUnusable

MIN_CHARACTERS = 8
"""Shortest passphrase that is taken (NIST SP 800-63B-3, 5.1.1.2)."""
SALT_BYTES = 16
"""RFC 9106, section 3.1."""
TARGET_SECONDS = 0.7
"""Middle of the 0.5 to 1 s a try shall take (design page at-rest)."""
MAX_MEMORY_KIB, MAX_ITERATIONS, MAX_LANES = 1024 * 1024, 64, 16
"""A file that asks for more than 1 GiB, 64 passes or 16 lanes is damaged, not careful."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs; stands in the officer's file."""

    memory_kib: int = 64 * 1024
    """64 MiB (RFC 9106, section 4, second recommended option)."""
    iterations: int = 3
    """Passes (RFC 9106: 3); calibrated upwards when an office is made."""
    lanes: int = 4
    """RFC 9106, section 4."""


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Give the 32-byte key-encryption key of a passphrase.

    The passphrase is taken in NFC, so that it does not matter which keyboard composed it (RFC 8265,
    OpaqueString). Raises VaultUnusable ``keys_damaged`` for a cost no office was made with.
    """
    if not (
        8 * cost.lanes <= cost.memory_kib <= MAX_MEMORY_KIB
        and 1 <= cost.iterations <= MAX_ITERATIONS
        and 1 <= cost.lanes <= MAX_LANES
    ):
        raise VaultUnusable("keys_damaged", path="")
    kdf = Argon2id(
        salt=salt, length=32, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))


def require_length(passphrase: str) -> None:
    """Refuse a new passphrase of fewer than eight characters. Raises PassphraseRefused
    ``passphrase_short``."""
    if len(unicodedata.normalize("NFC", passphrase)) < MIN_CHARACTERS:
        raise PassphraseRefused("passphrase_short", least=MIN_CHARACTERS)


def calibrate() -> Cost:
    """Measure this machine and give the cost of which one try takes 0.5 to 1 s, never below three passes."""
    base = Cost()
    started = time.perf_counter()
    derive("measure", b"\0" * SALT_BYTES, base)
    seconds = max(time.perf_counter() - started, 0.001)
    passes = round(base.iterations * TARGET_SECONDS / seconds)
    return Cost(iterations=min(max(base.iterations, passes), MAX_ITERATIONS))
