"""A backup as bytes: a head that an officer's passphrase opens, then one sealed stream.

``8 bytes 89 'FOSK1' CR LF | u32 length | head | Cobblestone-256 stream``. The head is canonical JSON and names
nobody but the officers: their files as they lie in ``keys/officers``, so that whoever may open the office may open
its backup, and the data key wrapped under the office's own backup key. The stream is bound to the head.
"""

import hashlib
import secrets
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from keys.canonical import decode_object, encode
from keys.encoding import b64, unb64
from keys.errors import KeysError, SealRefused
from keys.symmetric import subkey, unwrap, wrap

MAGIC = b"\x89FOSK1\r\n"
"""First bytes of a backup."""
MAX_HEAD = 4 * 1024 * 1024
"""Bytes of a head: 256 officers of 1 KiB and some more."""
CHUNK = 256 * 1024
"""Bytes read at a time."""
_PURPOSE = b"fos/v1/backup"
_FIELDS = frozenset({"v", "about", "officers", "recovery", "sealed"})


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says before it is opened."""

    about: Mapping[str, str]
    """Site, name, device and instant of the office it is of."""
    officers: Mapping[str, bytes]
    """Officer's id -> their file."""
    recovery: bytes
    """The file that two recovery cards open, or nothing."""
    sealed: bytes
    raw: bytes
    """Magic, length and head, to which the stream is bound."""


def begin(
    master: bytes, about: Mapping[str, str], officers: Mapping[str, bytes], recovery: bytes
) -> tuple[bytes, Cobblestone256Encryptor]:
    """Give the first bytes of a backup and what seals the rest of it."""
    dek = secrets.token_bytes(32)
    files = [[name, b64(data)] for name, data in sorted(officers.items())]
    sealed = wrap(subkey(master, "backup"), dek, _PURPOSE)
    head = encode(
        {"v": 1, "about": dict(about), "officers": files, "recovery": b64(recovery), "sealed": b64(sealed)}
    )
    raw = MAGIC + struct.pack(">I", len(head)) + head
    return raw, Cobblestone256Encryptor(dek, _context(raw))


def read_head(file: BinaryIO) -> Head:
    """Read the head and leave ``file`` at the stream. Raises SealRefused E_MAGIC, E_LIMIT, E_SCHEMA, E_SIZE."""
    start = file.read(len(MAGIC) + 4)
    if start[: len(MAGIC)] != MAGIC or len(start) != len(MAGIC) + 4:
        raise SealRefused("no_backup", code="E_MAGIC")
    length = struct.unpack(">I", start[len(MAGIC) :])[0]
    if not 0 < length <= MAX_HEAD:
        raise SealRefused("backup_damaged", code="E_LIMIT")
    head = file.read(length)
    if len(head) != length:
        raise SealRefused("backup_damaged", code="E_SIZE")
    try:
        said = decode_object(head)
        about = said["about"]
        if set(said) != _FIELDS or said["v"] != 1 or not isinstance(about, dict):
            raise SealRefused("backup_damaged", code="E_SCHEMA")
        officers = {str(name): unb64(data) for name, data in said["officers"]}  # type: ignore[attr-defined]
        return Head({str(key): str(value) for key, value in about.items()}, officers, unb64(said["recovery"]),
                    unb64(said["sealed"]), start + head)  # fmt: skip
    except (KeysError, KeyError, TypeError, ValueError) as error:
        raise SealRefused("backup_damaged", code="E_SCHEMA") from error


def opened(file: BinaryIO, head: Head, master: bytes) -> Iterator[bytes]:
    """Give the stream in the clear, piece by piece; only its end proves that it is whole.

    Raises SealRefused E_AEAD for another office's key, any change and a file cut short.
    """
    dek = unwrap(subkey(master, "backup"), head.sealed, _PURPOSE)
    stream = Cobblestone256Decryptor(dek, _context(head.raw))
    try:
        while piece := file.read(CHUNK):
            yield stream.update(piece)
        yield stream.finalize()
    except InvalidTag:
        raise SealRefused("backup_damaged") from None


def written_to(folder: Path, head: Head) -> None:
    """Lay the officers' files where they can be unlocked (``keys.officer_file``)."""
    from keys.files import make_folder, write_owner_only
    from keys.officer_file import officer_path

    make_folder(folder / "officers")
    for officer_id, data in head.officers.items():
        write_owner_only(officer_path(folder, officer_id), data)
    if head.recovery:
        write_owner_only(folder / "recovery.json", head.recovery)


def _context(raw: bytes) -> bytes:
    return _PURPOSE + hashlib.sha256(raw).digest()
