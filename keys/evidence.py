"""Evidence at rest: one file, one key of its own, wrapped under the office's evidence key.

``4 bytes "FOE1" | 60 bytes wrapped key | Cobblestone-256 stream``. To destroy a file for good it is enough
to lose the first 64 bytes. Cobblestone commits to its key and binds the context (C2SP chunked-encryption).
"""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from keys.errors import SealRefused
from keys.symmetric import NONCE_BYTES, unwrap, wrap

MAGIC = b"FOE1"
"""First bytes of a sealed evidence file."""
_WRAPPED = NONCE_BYTES + 32 + 16
PIECE = 256 * 1024
"""Bytes read at a time."""


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


def seal_pieces(key: bytes, pieces: Iterable[bytes], context: bytes) -> Iterator[bytes]:
    """Seal bytes that come in pieces, as ``seal_blob`` does, in memory that does not grow with them."""
    dek = Cobblestone256Encryptor.generate_key()
    stream = Cobblestone256Encryptor(dek, _context(context))
    yield MAGIC + wrap(key, dek, _context(context))
    for piece in pieces:
        yield stream.update(piece)
    yield stream.finalize()


def open_file(key: bytes, file: BinaryIO, context: bytes) -> BinaryIO:
    """Read what was sealed, a piece at a time; the file is closed with what is given.

    What is read is authentic; reading raises SealRefused E_AEAD where it is not, at the latest instead of its end.
    """
    return io.BufferedReader(_Opened(key, file, context), PIECE)


class _Opened(io.RawIOBase):
    """A sealed file as it is in the clear."""

    def __init__(self, key: bytes, file: BinaryIO, context: bytes) -> None:
        super().__init__()
        self._file = file
        head = file.read(len(MAGIC) + _WRAPPED)
        if head[: len(MAGIC)] != MAGIC:
            raise SealRefused("seal_broken")
        dek = unwrap(key, head[len(MAGIC) :], _context(context))
        self._stream = Cobblestone256Decryptor(dek, _context(context))
        self._left = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # any writable buffer
        while not self._left and not self._ended:
            piece = self._file.read(PIECE)
            try:
                self._ended = not piece
                self._left = memoryview(self._stream.update(piece) if piece else self._stream.finalize())
            except InvalidTag:
                raise SealRefused("seal_broken") from None
        taken = min(len(buffer), len(self._left))
        buffer[:taken] = self._left[:taken]
        self._left = self._left[taken:]
        return taken

    def close(self) -> None:
        self._file.close()
        super().close()


def _context(context: bytes) -> bytes:
    return b"fos/v1/evidence" + context
