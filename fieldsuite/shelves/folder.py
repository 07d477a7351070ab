"""A folder of the office as a shelf: ``ab/abcd….sealed``."""

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fieldsuite.errors import OfficeError
from keys.files import sync_folder

SUFFIX = ".sealed"


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """Pieces in a folder, on a disk of this machine or on a share."""

    folder: Path

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a piece; it is on the disk when this returns."""
        path = self._path(name)
        # Two workers may keep the same piece at once: each writes a part of its own, and either file is right.
        part = path.with_name(f"{name}.{secrets.token_hex(4)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                for piece in pieces:
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

    def open(self, name: str) -> BinaryIO | None:
        """Open a piece."""
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            return None

    def holds(self, name: str) -> bool:
        """True when a piece is here."""
        return self._path(name).is_file()

    def remove(self, name: str) -> None:
        """Remove a piece."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Give every piece."""
        if self.folder.is_dir():
            yield from (path.name.removesuffix(SUFFIX) for path in sorted(self.folder.glob(f"??/*{SUFFIX}")))

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}{SUFFIX}"
