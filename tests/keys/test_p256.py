"""P-256 beside Ed25519: one spelling of a signature, and the trusted key alone says which algorithm it is."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from keys import p256
from keys.ed25519 import PublicKey, Signature, pae
from keys.errors import TrustRefused
from keys.signing import Envelope, open_envelope, sign_envelope, verified_by, write_envelope
from tests.sync.world import signing


@dataclass(frozen=True)
class P256Key:
    """A P-256 key as a token would sign with it."""

    private: EllipticCurvePrivateKey

    @property
    def public(self) -> PublicKey:
        spki = self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return PublicKey(spki)

    def sign(self, payload_type: str, payload: bytes) -> Signature:
        r, s = decode_dss_signature(self.private.sign(pae(payload_type, payload), ECDSA(SHA256())))
        return Signature(self.public.kid, p256.lower(r.to_bytes(32, "big") + s.to_bytes(32, "big")))


def key(name: str = "officer") -> P256Key:
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big") % p256.ORDER
    return P256Key(derive_private_key(seed, SECP256R1()))


def test_a_p256_key_signs_an_envelope() -> None:
    data = sign_envelope("a type", b"payload", [key(), signing("device")])
    found = verified_by(open_envelope(data, "a type"), [signing("device").public, key().public])
    assert [one.algorithm for one in found] == ["p256", "ed25519"]


def test_b40_the_other_s_of_a_signature_is_refused() -> None:
    sig = key().sign("t", b"p").sig
    s = int.from_bytes(sig[32:], "big")
    high = sig[:32] + (p256.ORDER - s).to_bytes(32, "big")
    assert key().public.verify("t", b"p", sig)
    assert not key().public.verify("t", b"p", high)
    assert p256.lower(high) == sig


@pytest.mark.parametrize(
    "sig", [b"", bytes(64), bytes(63), b"\xff" * 64, bytes(32) + b"\x01" * 32, b"\x01" * 65]
)
def test_what_is_no_signature_is_none(sig: bytes) -> None:
    assert not key().public.verify("t", b"p", sig)


def test_the_envelope_has_no_word_about_the_algorithm() -> None:
    """A signature is tried with the algorithm of the trusted key, whatever the hint says."""
    sig = key().sign("t", b"p").sig
    envelope = Envelope("t", b"p", (Signature("p256:" + key().public.kid, sig),))
    assert verified_by(open_envelope(write_envelope(envelope), "t"), [signing("device").public]) == []
    assert verified_by(open_envelope(write_envelope(envelope), "t"), [key().public]) == [key().public]


def test_b39_points_off_the_curve_and_other_spellings_are_no_keys() -> None:
    good = key().public.spki
    compressed = key().private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    for bad in (
        good[:-1], good + b"\x00", good[:-1] + bytes([good[-1] ^ 1]), p256.SPKI_PREFIX + bytes(64),
        p256.SPKI_PREFIX + b"\xff" * 64, p256.SPKI_PREFIX[:-1] + compressed,
    ):  # fmt: skip
        with pytest.raises(TrustRefused, match="key_unsound"):
            PublicKey.from_text(b64encode(bad).decode())
