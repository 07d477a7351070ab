"""Photographs and recordings at rest: each sealed by itself, named by the digest of what it holds."""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fieldsuite.errors import OfficeError
from keys.evidence import PIECE, open_blob, open_file, seal_pieces
from keys.files import sync_folder

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
    """The evidence folder of an office."""

    folder: Path
    key: bytes
    """Key that wraps the key of each file."""

    def put(self, data: bytes) -> str:
        """Seal and keep ``data``; give its SHA-256. On disk when it returns, so that no record points at nothing.

        Raises OfficeError E_DISK when it cannot be written; no part is left then.
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
        path = self._path(digest)
        # Two workers may keep the same piece at once: each writes a part of its own, and either file is right.
        part = path.with_name(f"{digest}.{secrets.token_hex(4)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                for piece in seal_pieces(self.key, pieces, digest.encode()):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise OfficeError(
                "office.disk_full", code="E_DISK", problem=error.strerror or str(error)
            ) from error

    def open(self, digest: str) -> BinaryIO:
        """Open a piece of evidence to be read bit by bit; whoever reads it compares its digest.

        Raises OfficeError E_EVIDENCE when it is gone, SealRefused E_AEAD while it is read when it was changed.
        """
        path = self._path(digest)
        if not path.is_file():
            raise OfficeError("office.evidence_gone", code="E_EVIDENCE", digest=digest[:12])
        return open_file(self.key, path.open("rb"), digest.encode())

    def get(self, digest: str) -> bytes:
        """Open a piece of evidence. Raises OfficeError E_EVIDENCE when it is gone or was changed."""
        path = self._path(digest)
        if not path.is_file():
            raise OfficeError("office.evidence_gone", code="E_EVIDENCE", digest=digest[:12])
        data = open_blob(self.key, path.read_bytes(), digest.encode())
        if hashlib.sha256(data).hexdigest() != digest:
            raise OfficeError("office.evidence_changed", code="E_EVIDENCE", digest=digest[:12])
        return data

    def holds(self, digest: str) -> bool:
        """True when a piece is here."""
        return self._path(digest).is_file()

    def erase(self, digest: str) -> None:
        """Remove a piece; the key it was sealed under goes with it. Nothing happens when it is gone already."""
        self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.sealed"


def type_of(data: bytes) -> str:
    """Say what a captured piece is by its first bytes, as a bundle names it."""
    return next((name for magic, name in TYPES.items() if data.startswith(magic)), UNKNOWN)
