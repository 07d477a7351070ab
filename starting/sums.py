"""The list of a folder's files with their SHA-256, in the spelling of ``sha256sum``: anybody can check it by hand."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from starting import Trouble

NAME = "SHA256SUMS"
PIECE = 1 << 20
"""Bytes read at a time."""


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path) -> Path:
    """List every file below ``folder``; the list is written last and in one step, so that it speaks of a whole."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    lines = [f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    replace(folder / NAME, "".join(lines).encode("utf-8"))
    return folder / NAME


def read(folder: Path) -> dict[str, str]:
    """Give file -> SHA-256. Raises Trouble when there is no list, or a line of it leads out of the folder."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        raise Trouble("pack_none", folder=folder) from None
    found: dict[str, str] = {}
    for line in lines:
        known, _, name = line.partition("  ")
        parts = PurePosixPath(name).parts
        away = not parts or name.startswith("/") or ".." in parts or any(letter in name for letter in "\\:\0")
        if away or len(known) != 64 or not set(known) <= set("0123456789abcdef"):
            raise Trouble("pack_damaged", file=NAME)
        found[name] = known
    return found


def verify(folder: Path, listed: Mapping[str, str]) -> Iterator[str]:
    """Check every listed file; gives each name that was right. Raises Trouble with the first that is not."""
    for name, known in listed.items():
        path = folder / name
        if not path.is_file():
            raise Trouble("pack_missing", file=name)
        if digest(path) != known:
            raise Trouble("pack_damaged", file=name)
        yield name


def copy(source: Path, target: Path, known: str) -> None:
    """Copy a file whose bytes must have this SHA-256: what is checked is what is written.

    Raises Trouble when they have another; then nothing has the target's name.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part, seen = target.with_name(f"{target.name}.part"), hashlib.sha256()
    try:
        with source.open("rb") as read_from, part.open("wb") as write_to:
            while piece := read_from.read(PIECE):
                seen.update(piece)
                write_to.write(piece)
        if seen.hexdigest() != known:
            raise Trouble("pack_damaged", file=source.name)
        if os.name == "posix" and os.access(source, os.X_OK):
            part.chmod(0o755)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def replace(path: Path, data: bytes) -> None:
    """Replace a file in one step and bring it to the disk: a power cut leaves the old one or the new one."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    if os.name == "posix":
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
