"""The suites of ciphers a bundle may be sealed with, each a whole: none of its parts is ever chosen alone.

A suite is a way to wrap the data key (``Kem``) and a way to encrypt the stream under it (``Stream``). Suites are
never mixed in one bundle, since the weakest wrap would decide. Number 3 is kept for SM2, SM3 and SM4: a provider of
it (a UKey over SKF, a server's cipher machine) becomes one more ``Suite`` in ``SUITES``. There is none today, so
nothing here is, or may be announced as, commercial cryptography in the sense of the 密码法.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM
from cryptography.hazmat.primitives.hpke import Suite as Hpke

from keys.errors import SealRefused
from keys.recipients import PublicRecipient, RecipientKey, low_order

DEK_BYTES = 32
"""Length of a data key (Cobblestone-256)."""


class Kem(Protocol):
    """Wraps a data key to one recipient."""

    @property
    def wrap_bytes(self) -> int:
        """Length of every wrapped key."""

    def wrap(self, dek: bytes, to: PublicRecipient, info: bytes) -> bytes:
        """Seal a data key. ``info`` binds purpose, suite and recipient."""

    def unwrap(self, enc: bytes, key: RecipientKey, info: bytes) -> bytes:
        """Open what ``wrap`` made. Raises SealRefused E_AEAD for anything else."""

    def sound(self, enc: bytes) -> bool:
        """False for an entry no sender could have made: another length, a point of low order."""


class Cipher(Protocol):
    """One direction of a stream."""

    def update(self, data: bytes, /) -> bytes:
        """Give what can be given after more bytes. Raises InvalidTag when a chunk is not authentic."""

    def finalize(self) -> bytes:
        """Give the rest. Raises InvalidTag when the stream is not whole."""


class Stream(Protocol):
    """Makes a cipher for a data key and a context."""

    def __call__(self, key: bytes, context: bytes, /) -> Cipher:
        """A cipher that encrypts or decrypts one stream."""


@dataclass(frozen=True, slots=True)
class HpkeKem:
    """A wrap by HPKE (RFC 9180), one shot, base mode; the X25519 share stands at ``point`` in the entry."""

    hpke: Hpke
    wrap_bytes: int
    point: int

    def wrap(self, dek: bytes, to: PublicRecipient, info: bytes) -> bytes:
        """Seal a data key."""
        return self.hpke.encrypt(dek, to.key, info)

    def unwrap(self, enc: bytes, key: RecipientKey, info: bytes) -> bytes:
        """Open what ``wrap`` made. Raises SealRefused E_AEAD for anything else."""
        try:
            dek = self.hpke.decrypt(enc, key.key, info)
        except InvalidTag:
            raise SealRefused("seal_broken") from None
        if len(dek) != DEK_BYTES:
            raise SealRefused("seal_broken")
        return dek

    def sound(self, enc: bytes) -> bool:
        """False for another length, and for a point of low order."""
        return len(enc) == self.wrap_bytes and not low_order(enc[self.point : self.point + 32])


@dataclass(frozen=True, slots=True)
class Suite:
    """One way to seal."""

    number: int
    """As it stands in the header."""
    name: str
    kem: Kem
    encryptor: Stream
    decryptor: Stream


def _hpke(number: int, name: str, kem: KEM, wrap_bytes: int, point: int) -> Suite:
    wrap = HpkeKem(Hpke(kem, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305), wrap_bytes, point)
    return Suite(number, name, wrap, Cobblestone256Encryptor, Cobblestone256Decryptor)


SUITES: Mapping[int, Suite] = MappingProxyType(
    {
        1: _hpke(1, "X25519", KEM.X25519, 32 + DEK_BYTES + 16, 0),
        2: _hpke(2, "MLKEM768-X25519", KEM.MLKEM768_X25519, 1120 + DEK_BYTES + 16, 1088),
    }
)
"""Number in the header -> suite. Each is HPKE with HKDF-SHA256 and ChaCha20-Poly1305, and Cobblestone-256; they
differ in the KEM: 1 DHKEM(X25519, HKDF-SHA256), 2 MLKEM768-X25519 (draft-ietf-hpke-pq), which an attacker with a
quantum computer has to break as well: what a bundle carries is biometric and stays true for life."""


def suite_of(number: int) -> Suite:
    """Give a suite. Raises SealRefused E_SUITE for one that is not here, 3 included."""
    if number not in SUITES:
        raise SealRefused("unknown_suite", code="E_SUITE", suite=number)
    return SUITES[number]
