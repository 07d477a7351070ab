"""Keys that sign, and what a signature is made over (DSSE pre-authentication encoding).

Keys in files are Ed25519; a public key may also be P-256 (``keys.p256``), for tokens that know nothing else. Which of
the two it is stands in its SPKI and nowhere else.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from keys import p256
from keys.encoding import b64, sha256_hex, unb64
from keys.errors import TrustRefused
from keys.points import is_sound

SPKI_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""DER before the 32 bytes of an Ed25519 public key (RFC 8410, section 4): there is no other spelling."""


def pae(payload_type: str, payload: bytes) -> bytes:
    """Give the bytes that are signed: ``DSSEv1 LEN(type) type LEN(payload) payload`` (DSSE protocol v1)."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature and the hint whose it is; the hint is never believed, only tried first."""

    kid: str
    sig: bytes


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key, Ed25519 or P-256. Small-order, non-canonical and off-curve points are refused: TrustRefused
    E_SIGNATURE.

    OpenSSL takes 208 of the 914 C2SP edge signatures, 207 of them with such components, so the key is
    looked at before it is ever used (design page bundle-format, Primitives).
    """

    spki: bytes
    """SubjectPublicKeyInfo, DER, 44 bytes (Ed25519) or 91 (P-256)."""

    def __post_init__(self) -> None:
        if self.spki.startswith(p256.SPKI_PREFIX):
            point = self.spki[len(p256.SPKI_PREFIX) :]
            sound = len(point) == 64 and p256.is_sound(point)
        else:
            raw = self.spki[len(SPKI_PREFIX) :]
            sound = self.spki.startswith(SPKI_PREFIX) and len(raw) == 32 and is_sound(raw)
        if not sound:
            raise TrustRefused("key_unsound")

    @classmethod
    def from_text(cls, text: object) -> "PublicKey":
        """Read a key from base64 of its SPKI. Raises NotCanonical or TrustRefused."""
        return cls(unb64(text))

    @property
    def algorithm(self) -> Literal["ed25519", "p256"]:
        """What it signs with: part of the key, so of what the roots signed."""
        return "p256" if self.spki.startswith(p256.SPKI_PREFIX) else "ed25519"

    @property
    def text(self) -> str:
        """The SPKI as base64, the way keys stand in statements and cards."""
        return b64(self.spki)

    @property
    def kid(self) -> str:
        """SHA-256 of the SPKI, 64 hexadecimal digits: the key's one name."""
        return sha256_hex(self.spki)

    @property
    def fingerprint(self) -> str:
        """Eight groups of five digits to be read aloud, see ``fingerprint``."""
        return fingerprint(self.spki)

    def verify(self, payload_type: str, payload: bytes, sig: bytes) -> bool:
        """Say whether ``sig`` is this key's signature over the PAE of the payload."""
        if self.algorithm == "p256":
            return p256.verify(self.spki[-64:], pae(payload_type, payload), sig)
        try:
            Ed25519PublicKey.from_public_bytes(self.spki[-32:]).verify(sig, pae(payload_type, payload))
        except InvalidSignature:
            return False
        return True


class Signer(Protocol):
    """Whatever signs: a key from a file, or one in a token (``keys.token``)."""

    @property
    def public(self) -> PublicKey:
        """The public half."""

    def sign(self, payload_type: str, payload: bytes) -> Signature:
        """Sign the PAE of a payload."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 private key. Its seed is 32 bytes and never shown by ``repr``."""

    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "SigningKey":
        """Make a new key from the system's randomness."""
        return cls(secrets.token_bytes(32))

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """Take a key from its 32-byte seed (RFC 8032). Raises ValueError for another length."""
        if len(seed) != 32:
            raise ValueError("an Ed25519 seed has 32 bytes")
        return cls(bytes(seed))

    @property
    def public(self) -> PublicKey:
        """The public half."""
        raw = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return PublicKey(SPKI_PREFIX + raw)

    def sign(self, payload_type: str, payload: bytes) -> Signature:
        """Sign the PAE of a payload. The same input gives the same 64 bytes (RFC 8032)."""
        sig = Ed25519PrivateKey.from_private_bytes(self.seed).sign(pae(payload_type, payload))
        return Signature(self.public.kid, sig)


def fingerprint(data: bytes) -> str:
    """Give eight groups of five decimal digits that two people can compare by voice.

    40 digits hold 132 bits, beyond any search for a second key with the same digits; digits, because they
    are read alike in every dialect. ``SHA-256("fos/v1/fingerprint" || data) mod 10**40``.
    """
    number = int.from_bytes(hashlib.sha256(b"fos/v1/fingerprint" + data).digest(), "big") % 10**40
    digits = f"{number:040d}"
    return " ".join(digits[at : at + 5] for at in range(0, 40, 5))
