"""Photographs and recordings at rest: each sealed by itself, named by the digest of what it holds."""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from fieldsuite.errors import OfficeError
from keys.evidence import open_blob, seal_blob
from keys.files import sync_folder

TYPES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"RIFF": "audio/wav",
    b"\x00\x00\x00\x14ftyp": "video/mp4",
}
"""First bytes -> type, of everything that a record may rest on."""
UNKNOWN = "application/octet-stream"


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
        path = self._path(digest)
        if path.is_file():
            return digest
        part = path.with_suffix(".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(seal_blob(self.key, data, digest.encode()))
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
        return digest

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
