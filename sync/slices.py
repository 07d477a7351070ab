"""Cuts a finished file into slices: for sticks that hold no large file, and for mail. What is there already stays."""

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sync.errors import SyncError
from sync.limits import LIMITS
from sync.pack import SUFFIX
from sync.partfile import PartFile
from sync.slice_index import USB_SLICE, SliceIndex, slices_of
from sync.transport import Copying, SafeToPull, copy_to

__all__ = ["carry", "cut"]


def carry(path: Path, folder: Path, *, slice_bytes: int = USB_SLICE) -> Iterator[Copying | SafeToPull]:
    """Bring a finished file into a folder: in one piece when it fits into one slice, and in slices when it does not.

    Raises as ``copy_to`` and ``cut``.
    """
    try:
        whole = path.stat().st_size <= slice_bytes
    except OSError as error:
        raise _unreadable(path, error) from error
    yield from copy_to(path, folder) if whole else cut(path, folder, slice_bytes)


def cut(path: Path, folder: Path, slice_bytes: int) -> Iterator[Copying | SafeToPull]:
    """Write a file into a folder as slices and an index; the last step is ``SafeToPull`` with the index's path.

    Slices that lie there already and hold what they should are read, compared and left, so a stick that was pulled
    gets at most one slice again. Every slice is read back before it has its name. Raises SyncError E_DISK
    (``disk_full``, ``cannot_write``, ``read_only``, ``medium_lies``, ``source_damaged``), E_LIMIT
    (``slices_too_many``), E_INPUT ``cannot_read``.
    """
    index = _index(path, slice_bytes)
    total = 2 * index.size
    if not _holds(folder / index.name, hashlib.sha256(index.data).hexdigest()):
        with _part(folder) as part:
            part.write(index.data)
            list(part.read_back())
            part.finish(index.name)
    try:
        with path.open("rb") as source:
            for number, digest in enumerate(index.slices):
                before = 2 * number * index.slice
                if not _holds(folder / index.slice_name(number), digest):
                    source.seek(number * index.slice)
                    with _part(folder) as part:
                        for done in _copied(source, index.length(number), part):
                            yield Copying("writing", before + done, total)
                        if part.digest != digest:
                            raise SyncError("source_damaged", code="E_DISK", path=str(path))
                        for back in part.read_back():
                            yield Copying("reading_back", before + index.length(number) + back, total)
                        part.finish(index.slice_name(number))
                yield Copying("reading_back", before + 2 * index.length(number), total)
    except OSError as error:
        raise _unreadable(path, error) from error
    yield SafeToPull(folder / index.name, index.file, index.size)


def _index(path: Path, slice_bytes: int) -> SliceIndex:
    """Read the file once: its digest, which must be the one in its name, and those of its slices."""
    whole, slices = hashlib.sha256(), []
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if slices_of(size, slice_bytes) > LIMITS.slices:
                raise SyncError("slices_too_many", code="E_LIMIT", most=LIMITS.slices)
            for number in range(slices_of(size, slice_bytes)):
                one, left = hashlib.sha256(), min(slice_bytes, size - number * slice_bytes)
                while left and (piece := file.read(min(left, LIMITS.chunk_bytes))):
                    one.update(piece)
                    whole.update(piece)
                    left -= len(piece)
                slices.append(one.hexdigest())
    except OSError as error:
        raise _unreadable(path, error) from error
    if path.suffix == SUFFIX and whole.hexdigest() != path.stem:
        raise SyncError("source_damaged", code="E_DISK", path=str(path))
    return SliceIndex(whole.hexdigest(), size, slice_bytes, tuple(slices))


def _copied(source: BinaryIO, length: int, part: PartFile) -> Iterator[int]:
    done = 0
    while done < length and (piece := source.read(min(length - done, LIMITS.chunk_bytes))):
        part.write(piece)
        done += len(piece)
        yield done


def _part(folder: Path) -> PartFile:
    return PartFile(folder, f"slice-{uuid.uuid4().hex[:12]}")


def _holds(path: Path, digest: str) -> bool:
    """True when the file is there and reads as it should; one that cannot be read is written again."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def _unreadable(path: Path, error: OSError) -> SyncError:
    return SyncError("cannot_read", path=str(path), problem=error.strerror or type(error).__name__)
