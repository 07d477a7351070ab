"""The stream of a bundle in the clear, a piece at a time, never further than it is authenticated."""

from typing import BinaryIO

from cryptography.exceptions import InvalidTag

from keys.suites import suite_of
from sync.errors import BundleRefused
from sync.hashing import SideHash
from sync.header import Header
from sync.limits import LIMITS


class Plaintext:
    """Reads a stream in order. What it gives is authentic chunk by chunk; only ``finish`` says that it is
    whole."""

    def __init__(self, file: BinaryIO, header: Header, dek: bytes) -> None:
        self._file = file
        self._left = header.stream_bytes
        self._decryptor = suite_of(header.suite).decryptor(dek, header.context)
        self._hash = SideHash(header.raw)
        self._given: memoryview = memoryview(b"")
        self._ended = False

    @property
    def digest(self) -> str:
        """SHA-256 of the whole file; right once the stream has been read to its end."""
        return self._hash.hexdigest()

    def close(self) -> None:
        """Let go of what hashes the file; the digest can still be asked for."""
        self._hash.close()

    def read(self, length: int) -> bytes:
        """Give exactly so many bytes. Raises BundleRefused E_AEAD when the stream is broken or ends
        before."""
        pieces, left = [], length
        while left:
            pieces.append(self.some(left))
            left -= len(pieces[-1])
        return b"".join(pieces)

    def some(self, most: int) -> memoryview:
        """Give one to ``most`` bytes, as they come. Raises BundleRefused E_AEAD when the stream is broken or
        ends."""
        while not self._given:
            if self._ended:
                raise BundleRefused("E_AEAD", "short")
            self._more()
        data, self._given = self._given[:most], self._given[most:]
        return data

    def finish(self) -> None:
        """Require that the stream is whole and has been read to its last byte. Raises BundleRefused E_AEAD,
        E_SIZE."""
        if self.drain():
            raise BundleRefused("E_SIZE", "trailing")

    def drain(self) -> int:
        """Read to the end and throw it away; give how many bytes there were. Raises BundleRefused E_AEAD."""
        count = 0
        while True:
            count += len(self._given)
            self._given = memoryview(b"")
            if self._ended:
                return count
            self._more()

    def _more(self) -> None:
        """Decrypt one piece more; called when everything before it was given."""
        piece = self._file.read(min(LIMITS.chunk_bytes, self._left))
        self._left -= len(piece)
        self._hash.give(piece)
        try:
            if piece:
                self._given = memoryview(self._decryptor.update(piece))
            else:
                self._ended = True
                self._given = memoryview(self._decryptor.finalize())
        except InvalidTag:
            self._ended = True
            raise BundleRefused("E_AEAD", "stream") from None
