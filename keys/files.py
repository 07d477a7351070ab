"""Files that only their owner may read, written whole or not at all."""

import contextlib
import os
import shutil
import stat
from pathlib import Path

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
    """Replace a file by new content: part, fsync, rename, fsync of the folder. The old one stands until the
    rename.

    Raises KeysError ``cannot_write`` (E_DISK); then no part is left.
    """
    part = path.with_name(path.name + ".part")
    try:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise _unwritable(path, error) from error


def copy_owner_only(source: Path, target: Path) -> None:
    """Copy a file of any size: part, fsync, rename, fsync of the folder. Raises KeysError ``cannot_write`` (E_DISK)."""
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, part)
        part.chmod(0o600)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise _unwritable(target, error) from error


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
