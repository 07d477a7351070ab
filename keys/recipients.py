"""Keys that things are sealed to: X25519 (suite 1), and ML-KEM-768 with X25519 (suite 2).

A key belongs to one suite and its name (``kid``) covers the algorithm, so a header cannot ask for a weaker suite
than the key was made for.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from keys.encoding import b64, sha256_hex, unb64
from keys.errors import SealRefused

SPKI_PREFIX = bytes.fromhex("302a300506032b656e032100")
"""DER before the 32 bytes of an X25519 public key (RFC 8410, section 4)."""
HYBRID_PREFIX = bytes.fromhex("308204d4300d060b2b0601040183e62d81c87a038204c100")
"""DER before the 1,216 bytes of an ML-KEM-768 and X25519 public key: 1.3.6.1.4.1.62253.25722, the X-Wing of
draft-connolly-cfrg-xwing-kem, which HPKE calls MLKEM768-X25519."""
MLKEM_BYTES = 1184
"""Length of an ML-KEM-768 encapsulation key (FIPS 203, table 3); the X25519 point follows it."""
_PREFIXES = MappingProxyType({1: SPKI_PREFIX, 2: HYBRID_PREFIX})
_LENGTHS = MappingProxyType({32: 1, MLKEM_BYTES + 32: 2})
_PROBE = X25519PrivateKey.from_private_bytes(b"\x01" * 32)


@dataclass(frozen=True, slots=True)
class PublicRecipient:
    """A public key things are sealed to. Low-order points and bytes that are no ML-KEM key are refused:
    SealRefused E_RECIPIENT."""

    public: bytes
    """32 raw bytes (suite 1), or 1,184 of ML-KEM-768 and 32 of X25519 (suite 2)."""
    kid: str = field(init=False, compare=False)
    """SHA-256 of the SPKI, 64 hexadecimal digits."""

    def __post_init__(self) -> None:
        if len(self.public) not in _LENGTHS or low_order(self.public[-32:]):
            raise SealRefused("recipient_unsound", code="E_RECIPIENT")
        if self.suite == 2 and not _encapsulates(self.public[:MLKEM_BYTES]):
            raise SealRefused("recipient_unsound", code="E_RECIPIENT")
        object.__setattr__(self, "kid", sha256_hex(self.spki))

    @classmethod
    def from_text(cls, text: object) -> "PublicRecipient":
        """Read a key from base64 of its SPKI. Raises NotCanonical or SealRefused."""
        spki = unb64(text)
        for suite, prefix in _PREFIXES.items():
            if spki.startswith(prefix) and _LENGTHS.get(len(spki) - len(prefix)) == suite:
                return cls(spki[len(prefix) :])
        raise SealRefused("recipient_unsound", code="E_RECIPIENT")

    @property
    def suite(self) -> int:
        """The suite this key belongs to."""
        return _LENGTHS[len(self.public)]

    @property
    def spki(self) -> bytes:
        """SubjectPublicKeyInfo, DER, 44 or 1,240 bytes."""
        return _PREFIXES[self.suite] + self.public

    @property
    def text(self) -> str:
        """The SPKI as base64."""
        return b64(self.spki)

    @property
    def key(self) -> X25519PublicKey | MLKEM768X25519PublicKey:
        """The key as HPKE takes it."""
        point = X25519PublicKey.from_public_bytes(self.public[-32:])
        if self.suite == 1:
            return point
        return MLKEM768X25519PublicKey(MLKEM768PublicKey.from_public_bytes(self.public[:MLKEM_BYTES]), point)


@dataclass(frozen=True, slots=True)
class RecipientKey:
    """A private key of 32 bytes, never shown by ``repr``: an X25519 scalar (suite 1), or the seed from which
    SHAKE-256 gives both halves (suite 2), as X-Wing writes it."""

    private: bytes = field(repr=False)
    suite: int = 1
    key: X25519PrivateKey | MLKEM768X25519PrivateKey = field(init=False, repr=False, compare=False)
    """The key as HPKE takes it."""
    public: PublicRecipient = field(init=False, compare=False)
    """The public half."""

    def __post_init__(self) -> None:
        if self.suite == 1:
            point = X25519PrivateKey.from_private_bytes(self.private)
            self._set(point, point.public_key().public_bytes_raw())
            return
        halves = hashlib.shake_256(self.private).digest(96)
        lattice = MLKEM768PrivateKey.from_seed_bytes(halves[:64])
        point = X25519PrivateKey.from_private_bytes(halves[64:])
        self._set(
            MLKEM768X25519PrivateKey(lattice, point),
            lattice.public_key().public_bytes_raw() + point.public_key().public_bytes_raw(),
        )

    @classmethod
    def generate(cls, suite: int = 1) -> "RecipientKey":
        """Make a new key from the system's randomness."""
        return cls(secrets.token_bytes(32), suite)

    @property
    def kid(self) -> str:
        """Name of the public half."""
        return self.public.kid

    def _set(self, key: X25519PrivateKey | MLKEM768X25519PrivateKey, public: bytes) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "public", PublicRecipient(public))


@lru_cache(maxsize=4096)
def low_order(raw: bytes) -> bool:
    """X25519 with a point of low order gives zero whatever the private key is; the library refuses it (RFC
    7748, 6.1)."""
    try:
        _PROBE.exchange(X25519PublicKey.from_public_bytes(raw))
    except ValueError:
        return True
    return False


@lru_cache(maxsize=256)
def _encapsulates(raw: bytes) -> bool:
    """True for bytes that pass the modulus check (FIPS 203, section 7.2)."""
    try:
        MLKEM768PublicKey.from_public_bytes(raw)
    except ValueError:
        return False
    return True
