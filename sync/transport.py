"""Carries a finished file: onto a stick and off it, read back before anybody is told it is safe."""

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sync.errors import SyncError
from sync.limits import LIMITS
from sync.pack import SUFFIX
from sync.partfile import PartFile


@dataclass(frozen=True, slots=True)
class Copying:
    """So many of so many bytes are done, in this stage."""

    stage: Literal["writing", "reading_back"]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SafeToPull:
    """The copy was read back and is the same: the stick may be pulled."""

    path: Path
    digest: str
    bytes: int


def copy_to(path: Path, folder: Path) -> Iterator[Copying | SafeToPull]:
    """Copy a finished file into a folder under its own name; the last step is ``SafeToPull``.

    A bundle is compared with the digest in its name while it is read. Raises SyncError E_DISK: ``disk_full``,
    ``cannot_write``, ``read_only``, ``file_too_large`` (FAT32: 4 GiB - 1), ``medium_lies`` (other bytes came
    back), ``source_damaged``; E_INPUT ``cannot_read``.
    """
    try:
        with path.open("rb") as source, PartFile(folder, f"{path.stem[:64]}-{uuid.uuid4().hex[:8]}") as part:
            total, done = os.fstat(source.fileno()).st_size, 0
            while piece := source.read(LIMITS.chunk_bytes):
                part.write(piece)
                done += len(piece)
                yield Copying("writing", done, total)
            if path.suffix == SUFFIX and part.digest != path.stem:
                raise SyncError("source_damaged", code="E_DISK", path=str(path))
            for back in part.read_back():
                yield Copying("reading_back", back, total)
            final = part.finish(path.name)
    except OSError as error:
        raise SyncError(
            "cannot_read", path=str(path), problem=error.strerror or type(error).__name__
        ) from error
    yield SafeToPull(final, part.digest, done)


def find_files(folder: Path) -> tuple[Path, ...]:
    """Give the finished bundle files of a folder by name; parts, hidden files, folders and links are left
    out.

    Raises SyncError ``cannot_read`` (E_INPUT) when the folder cannot be read.
    """
    try:
        return tuple(
            sorted(
                one
                for one in folder.iterdir()
                if one.suffix == SUFFIX
                and not one.name.startswith(".")
                and one.is_file()
                and not one.is_symlink()
            )
        )
    except OSError as error:
        raise SyncError(
            "cannot_read", path=str(folder), problem=error.strerror or type(error).__name__
        ) from error
