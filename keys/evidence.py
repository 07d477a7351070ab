"""Evidence at rest: one file, one key of its own, wrapped under the office's evidence key.

``4 bytes "FOE1" | 60 bytes wrapped key | Cobblestone-256 stream``. To destroy a file for good it is enough
to lose the first 64 bytes. Cobblestone commits to its key and binds the context (C2SP chunked-encryption).
"""

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from keys.errors import SealRefused
from keys.symmetric import NONCE_BYTES, unwrap, wrap

MAGIC = b"FOE1"
"""First bytes of a sealed evidence file."""
_WRAPPED = NONCE_BYTES + 32 + 16


def seal_blob(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Seal bytes under a new key, wrapped under ``key`` (32 bytes). ``context`` says what it is (the
    SHA-256, say)."""
    dek = Cobblestone256Encryptor.generate_key()
    stream = Cobblestone256Encryptor(dek, _context(context))
    return b"".join((MAGIC, wrap(key, dek, _context(context)), stream.update(plaintext), stream.finalize()))


def open_blob(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Open what ``seal_blob`` made with the same key and context. Raises SealRefused E_AEAD."""
    if sealed[: len(MAGIC)] != MAGIC:
        raise SealRefused("seal_broken")
    at = len(MAGIC) + _WRAPPED
    dek = unwrap(key, sealed[len(MAGIC) : at], _context(context))
    try:
        stream = Cobblestone256Decryptor(dek, _context(context))
        return stream.update(memoryview(sealed)[at:]) + stream.finalize()
    except InvalidTag:
        raise SealRefused("seal_broken") from None


def _context(context: bytes) -> bytes:
    return b"fos/v1/evidence" + context
