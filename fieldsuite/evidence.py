"""Photographs and recordings at rest: each sealed by itself, named by the digest of what it holds."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fieldsuite.errors import OfficeError
from fieldsuite.shelves.shelf import Shelf
from keys.errors import SealRefused
from keys.evidence import PIECE, open_blob, open_file, seal_pieces

TYPES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"RIFF": "audio/wav",
    b"\x00\x00\x00\x14ftyp": "video/mp4",
}
"""First bytes -> type, of everything that a record may rest on."""
UNKNOWN = "application/octet-stream"
HEAD = 64
"""Bytes that are enough to tell the type."""


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """The evidence of an office, sealed on its shelf."""

    shelf: Shelf
    key: bytes
    """Key that wraps the key of each file."""

    def put(self, data: bytes) -> str:
        """Seal and keep ``data``; give its SHA-256. Durable when it returns, so that no record points at nothing.

        Raises OfficeError E_DISK, E_NETWORK when it cannot be kept; no part is left then.
        """
        digest = hashlib.sha256(data).hexdigest()
        if not self.holds(digest):
            self._keep(digest, [data])
        return digest

    def put_file(self, source: Path) -> str:
        """Seal and keep a file, however large; give its SHA-256. Raises as ``put``; OSError when it is unreadable."""
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            if not self.holds(digest):
                file.seek(0)
                self._keep(digest, iter(lambda: file.read(PIECE), b""))
        return digest

    def _keep(self, digest: str, pieces: Iterable[bytes]) -> None:
        try:
            self.shelf.keep(digest, seal_pieces(self.key, pieces, digest.encode()))
        except OSError as error:
            raise OfficeError(
                "office.disk_full", code="E_DISK", problem=error.strerror or str(error)
            ) from error

    def open(self, digest: str) -> BinaryIO:
        """Open a piece of evidence to be read bit by bit; whoever reads it compares its digest.

        Raises OfficeError E_EVIDENCE when it is gone, E_NETWORK; SealRefused E_AEAD while it is read when it was
        changed.
        """
        return open_file(self.key, self._sealed(digest), digest.encode())

    def get(self, digest: str) -> bytes:
        """Open a piece of evidence. Raises OfficeError E_EVIDENCE when it is gone or was changed, E_NETWORK."""
        with self._sealed(digest) as file:
            sealed = file.read()
        try:
            data = open_blob(self.key, sealed, digest.encode())
        except SealRefused as error:
            raise OfficeError("office.evidence_changed", code="E_EVIDENCE", digest=digest[:12]) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise OfficeError("office.evidence_changed", code="E_EVIDENCE", digest=digest[:12])
        return data

    def holds(self, digest: str) -> bool:
        """True when a piece is here. Raises OfficeError E_NETWORK."""
        return self.shelf.holds(digest)

    def erase(self, digest: str) -> None:
        """Remove a piece; the key it was sealed under goes with it. Nothing happens when it is gone already."""
        self.shelf.remove(digest)

    def _sealed(self, digest: str) -> BinaryIO:
        file = self.shelf.open(digest)
        if file is None:
            raise OfficeError("office.evidence_gone", code="E_EVIDENCE", digest=digest[:12])
        return file


def type_of(data: bytes) -> str:
    """Say what a captured piece is by its first bytes, as a bundle names it."""
    return next((name for magic, name in TYPES.items() if data.startswith(magic)), UNKNOWN)
