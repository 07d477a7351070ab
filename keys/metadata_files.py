"""TUF metadata and the files it speaks of, in a folder: the newest of a role, read and written."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TypeVar

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from keys.ed25519 import SigningKey
from keys.errors import KeysError
from keys.files import copy_owner_only, make_folder, write_owner_only
from keys.tuf_keys import tuf_signer

S = TypeVar("S", Root, Timestamp, Snapshot, Targets)


def newest_path(folder: Path, role: str) -> Path | None:
    """Give the file of a role with the highest number, ``timestamp.json`` for the one that has none; None for none."""
    plain = folder / f"{role}.json"
    if plain.is_file():
        return plain
    found = [(int(path.name.split(".", 1)[0]), path) for path in folder.glob(f"[1-9]*.{role}.json")
             if path.name.split(".", 1)[0].isdecimal()]  # fmt: skip
    return max(found)[1] if found else None


def read_metadata(path: Path | None, kind: type[S]) -> Metadata[S] | None:
    """Read metadata of this kind; nothing is verified. Raises KeysError ``metadata_damaged`` (E_CANON)."""
    if path is None:
        return None
    try:
        return parse_metadata(path.read_bytes(), kind)
    except OSError as error:
        raise KeysError("metadata_damaged", code="E_CANON", file=path.name) from error


def parse_metadata(data: bytes, kind: type[S]) -> Metadata[S]:
    """Read metadata of this kind from bytes. Raises KeysError ``metadata_damaged`` (E_CANON)."""
    try:
        found = Metadata[S].from_bytes(data)
    except (RepositoryError, ValueError) as error:
        raise KeysError("metadata_damaged", code="E_CANON", file=kind.type) from error
    if not isinstance(found.signed, kind):
        raise KeysError("metadata_damaged", code="E_CANON", file=kind.type)
    return found


def write_metadata(path: Path, signed: S, keys: Sequence[SigningKey]) -> Metadata[S]:
    """Sign metadata with every one of these keys and write it."""
    made = Metadata(signed)
    for key in keys:
        made.sign(tuf_signer(key), append=True)
    save_metadata(path, made)
    return made


def save_metadata(path: Path, made: Metadata[S]) -> None:
    """Write metadata as it is signed so far. Raises KeysError E_DISK."""
    write_owner_only(path, made.to_bytes(JSONSerializer(compact=True)))


def described(path: str, data: bytes | Path) -> TargetFile:
    """Give the length and SHA-256 of a file, as targets metadata have them."""
    if isinstance(data, Path):
        return TargetFile.from_file(path, str(data), ["sha256"])
    return TargetFile.from_data(path, data, ["sha256"])


def put_target(folder: Path, path: str, data: bytes | Path, digest: str) -> None:
    """Write a file under the name that its digest gives it. Raises KeysError E_DISK."""
    place = folder / stored(path, digest)
    make_folder(place.parent)
    if place.exists():
        return
    if isinstance(data, bytes):
        write_owner_only(place, data)
    else:
        copy_owner_only(data, place)


def stored(path: str, digest: str) -> str:
    """Give where a file lies: ``targets/profiles/<sha256>.sichuan.fosprofile``."""
    name = PurePosixPath(path)
    return str(PurePosixPath("targets") / name.parent / f"{digest}.{name.name}")
