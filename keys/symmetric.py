"""One key derived from another, and small secrets sealed under a key."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from keys.errors import SealRefused

NONCE_BYTES = 12
"""Random nonce of AES-GCM (NIST SP 800-38D); a key here seals a handful of values, far below the 2**32 it
allows."""


def subkey(key: bytes, label: str) -> bytes:
    """Give the 32-byte key for one purpose: HKDF-SHA256 (RFC 5869) with info ``fos/v1/<label>``."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"fos/v1/" + label.encode("ascii")).derive(key)


def wrap(key: bytes, secret: bytes, purpose: bytes) -> bytes:
    """Seal a small secret: nonce, AES-256-GCM ciphertext and tag, ``purpose`` authenticated beside it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, purpose)


def unwrap(key: bytes, sealed: bytes, purpose: bytes) -> bytes:
    """Open what ``wrap`` made. Raises SealRefused E_AEAD for another key, purpose or any change."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose)
    except (InvalidTag, ValueError):
        raise SealRefused("seal_broken") from None
