"""ECDSA over P-256 with SHA-256, for keys that live in a token which knows no Ed25519 (FIPS 186-5, section 6).

A signature is r and s, 32 bytes each, with the lower of the two s: it has one spelling, as with Ed25519. Which
algorithm a key is of stands in its SPKI, so in what the roots signed; no envelope says a word about it.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

SPKI_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
"""DER before the 64 bytes of an uncompressed point (RFC 5480, section 2.2): there is no other spelling here."""
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order of the group (SEC 2, 2.4.2). It is prime: no point of the curve is of small order."""


def is_sound(point: bytes) -> bool:
    """Say whether 64 bytes are a point of the curve."""
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b"\x04" + point)
    except ValueError:
        return False
    return True


def verify(point: bytes, message: bytes, sig: bytes) -> bool:
    """Say whether 64 bytes are the signature of this point's key over a message."""
    r, s = int.from_bytes(sig[:32], "big"), int.from_bytes(sig[32:], "big")
    if len(sig) != 64 or not 0 < r < ORDER or not 0 < s <= ORDER // 2:
        return False
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b"\x04" + point)
    try:
        key.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def lower(sig: bytes) -> bytes:
    """Give a signature its one spelling: r, and the lower of s and the order less s."""
    s = int.from_bytes(sig[32:], "big")
    return sig[:32] + min(s, ORDER - s).to_bytes(32, "big")
