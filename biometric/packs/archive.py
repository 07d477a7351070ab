"""A pack as one file that travels: a ZIP without compression, the signed manifest first, then the files it names.

Any tool can list it. What it declares is held against the limits before a byte is unpacked, and only names that the
manifest gives are written: neither a path that leads out of the folder nor a file more can come of it.
"""

import errno
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from biometric.errors import PackRefused
from biometric.packs.manifest import MANIFEST_NAME, MOST_BYTES, MOST_FILES, MOST_MANIFEST, Manifest, PackFile

MOST_SIGNED = 2 * MOST_MANIFEST
"""Bytes of the signed manifest: base64 and up to eight signatures around it."""
_PIECE = 1 << 20
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError,
    KeyError,
)  # fmt: skip
"""What a damaged archive makes zipfile raise."""


def write_archive(path: Path, signed: bytes, source: Path, manifest: Manifest) -> None:
    """Write a pack for others out of a folder. Raises OSError; PackRefused when a file is no longer as it was."""
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(_entry(MANIFEST_NAME), signed)
            for file in manifest.files:
                with (source / file.name).open("rb") as opened, archive.open(_entry(file.name), "w") as to:
                    _copy(opened, to, file)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read_signed(path: Path) -> bytes:
    """Give the signed manifest of a travelling pack, or of a folder; it is not verified by anyone yet.

    Raises PackRefused E_MAGIC (no pack), E_LIMIT, E_SIZE; OSError when the file cannot be read.
    """
    if path.is_dir():
        with _open_in(path, MANIFEST_NAME) as opened:
            return _at_most(opened, MOST_SIGNED)
    with _opened(path) as archive, archive.open(MANIFEST_NAME) as opened:
        return _at_most(opened, MOST_SIGNED)


def unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    """Write the files of a pack whose manifest was verified into an empty folder, each held against its digest.

    Raises PackRefused E_MAGIC, E_LIMIT, E_SIZE, E_EVIDENCE (a file missing, not named, or another); OSError.
    """
    if path.is_dir():
        _require_names({one.name for one in path.iterdir()}, manifest)
        for file in manifest.files:
            with _open_in(path, file.name) as opened:
                _write(opened, folder / file.name, file)
        return
    with _opened(path) as archive:
        _require_names(set(archive.namelist()), manifest)
        for file in manifest.files:
            if archive.getinfo(file.name).file_size != file.size:
                raise PackRefused("pack_damaged", code="E_SIZE", file=file.name)
            with archive.open(file.name) as opened:
                _write(opened, folder / file.name, file)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive whose table of contents is within the limits; what a damaged one raises becomes PackRefused."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_table(archive.infolist(), path)
            yield archive
    except _DAMAGED as error:
        raise PackRefused("pack_not_one", code="E_MAGIC", path=path.name) from error
    except OSError as error:
        if (
            error.errno != errno.EINVAL
        ):  # what a table of contents that points before the file makes of a seek
            raise
        raise PackRefused("pack_not_one", code="E_MAGIC", path=path.name) from error


def _check_table(entries: list[zipfile.ZipInfo], path: Path) -> None:
    names = [entry.filename for entry in entries]
    if MANIFEST_NAME not in names:
        raise PackRefused("pack_not_one", code="E_MAGIC", path=path.name)
    if len(names) > MOST_FILES + 1 or sum(entry.file_size for entry in entries) > MOST_BYTES + MOST_SIGNED:
        raise PackRefused("pack_too_large", code="E_LIMIT", problem=path.name)
    plain = all(entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & 1 for entry in entries)
    if len(set(names)) != len(names) or not plain:
        raise PackRefused("pack_not_one", code="E_MAGIC", path=path.name)


def _require_names(found: set[str], manifest: Manifest) -> None:
    wanted = {MANIFEST_NAME, *(file.name for file in manifest.files)}
    if found != wanted:
        raise PackRefused("pack_damaged", code="E_EVIDENCE", file=min(found ^ wanted)[:80])


@contextmanager
def _open_in(folder: Path, name: str) -> Iterator[IO[bytes]]:
    path = folder / name
    if path.is_symlink() or not path.is_file():
        raise PackRefused("pack_not_one", code="E_MAGIC", path=folder.name)
    with path.open("rb") as opened:
        yield opened


def _at_most(opened: IO[bytes], most: int) -> bytes:
    data = opened.read(most + 1)
    if len(data) > most:
        raise PackRefused("pack_too_large", code="E_LIMIT", problem=MANIFEST_NAME)
    return data


def _write(opened: IO[bytes], to: Path, file: PackFile) -> None:
    with to.open("xb") as out:
        _copy(opened, out, file)


def _copy(opened: IO[bytes], to: IO[bytes], file: PackFile) -> None:
    """Copy a file piece by piece, and never more than it may have."""
    digest, left = hashlib.sha256(), file.size
    while piece := opened.read(min(_PIECE, left + 1)):
        left -= len(piece)
        if left < 0:
            break
        digest.update(piece)
        to.write(piece)
    if left or digest.hexdigest() != file.sha256:
        raise PackRefused("pack_damaged", code="E_EVIDENCE" if not left else "E_SIZE", file=file.name)


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry that is the same bytes every time it is written."""
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
