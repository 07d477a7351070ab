"""The ciphers of a bundle written out from their specifications, with every random choice given.

They stand beside the library the product uses and share nothing with it but X25519, AES and ChaCha20: HPKE is RFC 9180,
the stream is C2SP chunked-encryption, the hybrid is X-Wing (draft-connolly-cfrg-xwing-kem) over FIPS 203.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

from tests.sync.lattice import encapsulate

LABEL = bytes.fromhex("5c2e2f2f5e5c")
"""The label of X-Wing."""


def expand(prk: bytes, info: bytes, length: int, hash_name: str = "sha256") -> bytes:
    """HKDF-Expand (RFC 5869)."""
    out, block, number = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([number]), hash_name).digest()
        out, number = out + block, number + 1
    return out[:length]


def labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    """RFC 9180, section 4."""
    return hmac.new(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256").digest()


def labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """RFC 9180, section 4."""
    return expand(prk, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def sealed_once(kem: int, shared_secret: bytes, enc: bytes, plaintext: bytes, info: bytes) -> bytes:
    """RFC 9180, sections 5.1 and 6.1: base mode, HKDF-SHA256, ChaCha20-Poly1305, empty aad."""
    suite = b"HPKE" + kem.to_bytes(2, "big") + bytes.fromhex("00010003")
    context = (
        b"\0"
        + labeled_extract(suite, b"", b"psk_id_hash", b"")
        + labeled_extract(suite, b"", b"info_hash", info)
    )
    secret = labeled_extract(suite, shared_secret, b"secret", b"")
    key = labeled_expand(suite, secret, b"key", context, 32)
    nonce = labeled_expand(suite, secret, b"base_nonce", context, 12)
    return enc + ChaCha20Poly1305(key).encrypt(nonce, plaintext, b"")


def wrap_x25519(dek: bytes, public: bytes, info: bytes, ephemeral: bytes) -> bytes:
    """Suite 1: DHKEM(X25519, HKDF-SHA256) with a given ephemeral key (RFC 9180, section 4.1)."""
    private = X25519PrivateKey.from_private_bytes(ephemeral)
    enc, suite = private.public_key().public_bytes_raw(), b"KEM" + (0x20).to_bytes(2, "big")
    dh = private.exchange(X25519PublicKey.from_public_bytes(public))
    prk = labeled_extract(suite, b"", b"eae_prk", dh)
    shared_secret = labeled_expand(suite, prk, b"shared_secret", enc + public, 32)
    return sealed_once(0x20, shared_secret, enc, dek, info)


def wrap_hybrid(dek: bytes, public: bytes, info: bytes, message: bytes, ephemeral: bytes) -> bytes:
    """Suite 2: X-Wing with a given message of ML-KEM and a given ephemeral key; HPKE calls it 0x647a."""
    ct_m, ss_m = encapsulate(public[:1184], message)
    private, pk_x = X25519PrivateKey.from_private_bytes(ephemeral), public[1184:]
    ct_x, ss_x = (
        private.public_key().public_bytes_raw(),
        private.exchange(X25519PublicKey.from_public_bytes(pk_x)),
    )
    shared_secret = hashlib.sha3_256(ss_m + ss_x + ct_x + pk_x + LABEL).digest()
    return sealed_once(0x647A, shared_secret, ct_m + ct_x, dek, info)


def cobblestone(key: bytes, context: bytes, text: bytes, salt: bytes) -> bytes:
    """Cobblestone-256 of C2SP chunked-encryption with a given salt of 24 bytes.

    ``salt || commitment || chunks``: AES-256-GCM over 16 KiB each, the last one shorter, nonce = base XOR number.
    """
    info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + salt + context
    derived = expand(key, info, 32 + 12 + 32, "sha512")
    aead, base, out = AESGCM(derived[:32]), int.from_bytes(derived[32:44], "big"), [salt, derived[44:]]
    for number in range(len(text) // 16384 + 1):
        nonce = (base ^ number).to_bytes(12, "big")
        out.append(aead.encrypt(nonce, text[number * 16384 : (number + 1) * 16384], b""))
    return b"".join(out)
