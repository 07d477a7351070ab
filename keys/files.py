"""Files that only their owner may read, written whole or not at all."""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from keys.errors import KeysError, VaultUnusable

MAX_BYTES = 64 * 1024 * 1024
"""Largest file of this room: a trust statement of 100,000 keys of 600 B."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter (0700). Raises KeysError ``cannot_write`` (E_DISK)."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
    except OSError as error:
        raise _unwritable(folder, error) from error


def write_owner_only(path: Path, data: bytes) -> None:
    """Replace a file by new content; the old one stands until all of the new one is on the disk.

    Raises KeysError ``cannot_write`` (E_DISK); then no part is left.
    """
    with _replacing(path) as file:
        file.write(data)


def copy_owner_only(source: Path, target: Path) -> None:
    """Replace a file by a copy of one of any size, as ``write_owner_only`` does. Raises KeysError as that does."""
    with _replacing(target) as file, source.open("rb") as read:
        shutil.copyfileobj(read, file)


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Part, fsync, rename, fsync of the folder."""
    part = path.with_name(path.name + ".part")
    try:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise _unwritable(path, error) from error


def read_owner_only(path: Path) -> bytes:
    """Read a file and refuse it when its group or others have any right to it (POSIX; elsewhere the folder
    decides).

    Raises VaultUnusable ``keys_open_to_others`` or ``keys_damaged`` (E_LOCKED).
    """
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if os.name == "posix" and state.st_mode & _OTHERS:
                raise VaultUnusable("keys_open_to_others", path=str(path))
            if state.st_size > MAX_BYTES:
                raise VaultUnusable("keys_damaged", path=str(path))
            return file.read()
    except OSError as error:
        raise VaultUnusable("keys_damaged", path=str(path)) from error


def sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows has no such call and needs none for NTFS."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> KeysError:
    return KeysError("cannot_write", code="E_DISK", path=str(path), problem=error.strerror or str(error))
