"""Carries a finished file: onto a stick and off it, read back before anybody is told it is safe."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Copying:
    """So many of so many bytes are done; ``stage`` is ``writing`` or ``reading_back``."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SafeToPull:
    """The copy was read back and is the same: the stick may be pulled."""

    path: Path
    digest: str
    bytes: int


def copy_to(path: Path, folder: Path) -> Iterator[Copying | SafeToPull]:
    """Copy a finished file into a folder; the last step is ``SafeToPull``.

    Raises SyncError E_DISK: ``disk_full``, ``cannot_write``, ``medium_lies`` (what was read back differs),
    ``file_too_large`` (FAT32); E_INPUT ``no_such_file``; E_SIZE for a file that is not what its name says.
    """
    raise NotImplementedError


def find_files(folder: Path) -> tuple[Path, ...]:
    """Give the finished bundle files of a folder by name; parts, hidden files and links are left out."""
    raise NotImplementedError
