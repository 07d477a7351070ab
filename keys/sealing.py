"""Seal a data key to several recipients: HPKE, one-shot, base mode (RFC 9180).

The registry holds one suite. Suite 2 (hybrid with ML-KEM) and 3 (SM2) are reserved numbers and claim
nothing; suites are never mixed in one bundle, since the weakest wrap would decide.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from keys.encoding import b64, sha256_hex, unb64
from keys.errors import SealRefused

SPKI_PREFIX = bytes.fromhex("302a300506032b656e032100")
"""DER before the 32 bytes of an X25519 public key (RFC 8410, section 4)."""
SUITES = MappingProxyType({1: Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)})
"""Number in the header -> HPKE suite. 1 = DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305."""
DEK_BYTES = 32
"""Length of a data key (Cobblestone-256)."""
WRAP_BYTES = 32 + DEK_BYTES + 16
"""Suite 1: encapsulated key, data key, tag."""
_PROBE = X25519PrivateKey.from_private_bytes(b"\x01" * 32)


@dataclass(frozen=True, slots=True)
class PublicRecipient:
    """An X25519 public key things are sealed to. Low-order points are refused: SealRefused E_RECIPIENT."""

    public: bytes
    """32 raw bytes."""

    def __post_init__(self) -> None:
        if len(self.public) != 32 or _low_order(self.public):
            raise SealRefused("recipient_unsound", code="E_RECIPIENT")

    @classmethod
    def from_text(cls, text: object) -> "PublicRecipient":
        """Read a key from base64 of its SPKI. Raises NotCanonical or SealRefused."""
        spki = unb64(text)
        if not spki.startswith(SPKI_PREFIX):
            raise SealRefused("recipient_unsound", code="E_RECIPIENT")
        return cls(spki[len(SPKI_PREFIX) :])

    @property
    def spki(self) -> bytes:
        """SubjectPublicKeyInfo, DER, 44 bytes."""
        return SPKI_PREFIX + self.public

    @property
    def text(self) -> str:
        """The SPKI as base64."""
        return b64(self.spki)

    @property
    def kid(self) -> str:
        """SHA-256 of the SPKI, 64 hexadecimal digits."""
        return sha256_hex(self.spki)


@dataclass(frozen=True, slots=True)
class RecipientKey:
    """An X25519 private key. Its 32 bytes are never shown by ``repr``."""

    private: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "RecipientKey":
        """Make a new key from the system's randomness."""
        return cls(secrets.token_bytes(32))

    @property
    def public(self) -> PublicRecipient:
        """The public half."""
        return PublicRecipient(
            X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()
        )

    @property
    def kid(self) -> str:
        """Name of the public half."""
        return self.public.kid


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key sealed to one recipient."""

    kid: str
    enc: bytes
    """HPKE encapsulation and ciphertext, 80 bytes in suite 1."""


def seal_key(
    dek: bytes, recipients: Sequence[PublicRecipient], info: bytes, *, suite: int = 1
) -> tuple[WrappedKey, ...]:
    """Seal a 32-byte data key to each recipient, in the order of their kids.

    HPKE info = ``info || suite (one byte) || kid (32 bytes)``, so a wrap is good for one purpose, suite and
    recipient. Raises SealRefused E_SUITE, or E_RECIPIENT for nobody or the same one twice.
    """
    hpke = _suite(suite)
    kids = sorted(recipients, key=lambda one: one.kid)
    if not kids or len({one.kid for one in kids}) != len(kids):
        raise SealRefused("recipients_doubled", code="E_RECIPIENT")
    return tuple(
        WrappedKey(
            one.kid,
            hpke.encrypt(dek, X25519PublicKey.from_public_bytes(one.public), _info(info, suite, one.kid)),
        )
        for one in kids
    )


def open_key(wrapped: Sequence[WrappedKey], key: RecipientKey, info: bytes, *, suite: int = 1) -> bytes:
    """Open the data key with our key.

    Raises SealRefused E_SUITE (unknown suite), E_RECIPIENT (an entry twice, of another length or of low
    order, or none for us) and E_AEAD (ours does not open), in this order. Every entry is looked at, ours or
    not.
    """
    hpke = _suite(suite)
    by_kid = {one.kid: one for one in wrapped}
    if len(by_kid) != len(wrapped) or any(
        len(one.enc) != WRAP_BYTES or _low_order(one.enc[:32]) for one in wrapped
    ):
        raise SealRefused("recipients_doubled", code="E_RECIPIENT")
    ours = by_kid.get(key.kid)
    if ours is None:
        raise SealRefused("not_for_us", code="E_RECIPIENT")
    private = X25519PrivateKey.from_private_bytes(key.private)
    try:
        dek = hpke.decrypt(ours.enc, private, _info(info, suite, ours.kid))
    except InvalidTag:
        raise SealRefused("seal_broken") from None
    if len(dek) != DEK_BYTES:
        raise SealRefused("seal_broken")
    return dek


def _suite(number: int) -> Suite:
    if number not in SUITES:
        raise SealRefused("unknown_suite", code="E_SUITE", suite=number)
    return SUITES[number]


def _info(purpose: bytes, suite: int, kid: str) -> bytes:
    return purpose + bytes([suite]) + bytes.fromhex(kid)


def _low_order(raw: bytes) -> bool:
    """X25519 with a point of low order gives zero whatever the private key is; the library refuses it (RFC
    7748, 6.1)."""
    try:
        _PROBE.exchange(X25519PublicKey.from_public_bytes(raw))
    except ValueError:
        return True
    return False
