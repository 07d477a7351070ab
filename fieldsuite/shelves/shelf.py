"""What a shelf promises."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

PIECE = 256 * 1024
"""Bytes read at a time."""


def read_on(file: BinaryIO) -> Iterator[bytes]:
    """Give what is left of a file, bit by bit."""
    return iter(lambda: file.read(PIECE), b"")


def digest_of(file: BinaryIO) -> bytes:
    """Give the SHA-256 of what is left of a file."""
    seen = hashlib.sha256()
    for piece in read_on(file):
        seen.update(piece)
    return seen.digest()


class Shelf(Protocol):
    """Sealed pieces by name: 64 hexadecimal digits, the SHA-256 of what is inside."""

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep a sealed piece; whole and durable when it returns, and no part of it has its name before.

        Raises OfficeError E_DISK (a folder), E_NETWORK (a bucket); whatever ``pieces`` raises leaves nothing behind.
        """

    def open(self, name: str) -> BinaryIO | None:
        """Open a sealed piece; None when it is not here. Raises OfficeError E_NETWORK."""

    def holds(self, name: str) -> bool:
        """True when a piece is here. Raises OfficeError E_NETWORK."""

    def remove(self, name: str) -> None:
        """Remove a piece; nothing happens when it is gone already. Raises OfficeError E_NETWORK, OSError."""

    def names(self) -> Iterator[str]:
        """Give every piece that is here, in order. Raises OfficeError E_NETWORK."""
