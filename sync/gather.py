"""Joins slices that arrived in any order, any number of times, on several sticks or by many mails.

Slices are kept on a shelf until all are there: ``shelf/<sha256 of the file>/<sha256 of the slice>``, and every index
of that file beside them. So a wrong slice or a wrong index is in nobody's way: it is simply never used.
"""

import contextlib
import hashlib
import shutil
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.errors import BundleRefused, SyncError
from sync.limits import LIMITS
from sync.pack import SUFFIX
from sync.partfile import PartFile, writing
from sync.slice_index import INDEX_SUFFIX, SLICE_NAME, read_index
from sync.transport import Copying


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where a file stands after these slices."""

    file: str
    """SHA-256 of the whole file."""
    have: int
    """Slices that are here."""
    total: int
    """How many there are; 0 while no index has arrived."""
    missing: tuple[int, ...] = ()
    """Numbers that are not here yet."""
    path: Path | None = None
    """The joined file, once all are here and it is what its name says."""


def is_slice(path: Path) -> bool:
    """True for the name of a slice or of an index."""
    return bool(SLICE_NAME.fullmatch(path.name)) or (
        path.suffix == INDEX_SUFFIX and len(path.stem) == 64 and not path.name.startswith(".")
    )


def arriving(paths: Sequence[Path]) -> dict[str, list[Path]]:
    """Give the slices and indexes among these files and in these folders: SHA-256 of the file they are of -> paths.

    Raises SyncError ``cannot_read`` (E_INPUT).
    """
    found: dict[str, list[Path]] = {}
    for path in paths:
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else [path]
        except OSError as error:
            raise _unreadable(path, error) from error
        for one in inside:
            if is_slice(one) and one.is_file() and not one.is_symlink():
                found.setdefault(one.name[:64], []).append(one)
    return found


def gather(file: str, paths: Sequence[Path], shelf: Path, out: Path) -> Iterator[Copying | Gathered]:
    """Take slices and indexes of one file; the last step says where it stands.

    Once all are here they are joined into ``out`` as ``<sha256>.fosb`` and the shelf is emptied; until then they wait
    on the shelf. Raises SyncError E_INPUT ``cannot_read``, E_DISK (``disk_full``, ``cannot_write``, ``medium_lies``);
    what arrived before stays.
    """
    place, whole = shelf / file, out / f"{file}{SUFFIX}"
    if whole.is_file():
        yield Gathered(file, 0, 0, path=whole)
        return
    for path in paths:
        yield from _shelved(path, place)
    yield from _joined(file, place, out)


def waiting(shelf: Path) -> tuple[Gathered, ...]:
    """Give the files of which slices wait on the shelf."""
    if not shelf.is_dir():
        return ()
    return tuple(_standing(place.name, place) for place in sorted(shelf.iterdir()) if place.is_dir())


def _shelved(path: Path, place: Path) -> Iterator[Copying]:
    """Copy one slice or index to the shelf under the digest of what it holds."""
    try:
        total = path.stat().st_size
        with writing(place):
            place.mkdir(parents=True, exist_ok=True)
        if path.suffix == INDEX_SUFFIX:
            data = path.read_bytes() if total <= LIMITS.index_bytes else b""
            with contextlib.suppress(BundleRefused):
                if read_index(data).file == place.name:
                    _put(place, data, f"{hashlib.sha256(data).hexdigest()}{INDEX_SUFFIX}")
            return
        with path.open("rb") as source:
            if (place / hashlib.file_digest(source, "sha256").hexdigest()).is_file():
                return
            source.seek(0)
            with PartFile(place, f"in-{uuid.uuid4().hex[:12]}") as part:
                done = 0
                while piece := source.read(LIMITS.chunk_bytes):
                    part.write(piece)
                    done += len(piece)
                    yield Copying("writing", done, total)
                list(part.read_back())
                part.finish(part.digest)
    except OSError as error:
        raise _unreadable(path, error) from error


def _put(place: Path, data: bytes, name: str) -> None:
    if (place / name).is_file():
        return
    with PartFile(place, f"in-{uuid.uuid4().hex[:12]}") as part:
        part.write(data)
        list(part.read_back())
        part.finish(name)


def _standing(file: str, place: Path) -> Gathered:
    """Say what is here, by the index of which most is here."""
    loose = sum(one.suffix == "" for one in place.iterdir()) if place.is_dir() else 0
    best: Gathered | None = None
    for path in sorted(place.glob(f"*{INDEX_SUFFIX}")):
        index = read_index(path.read_bytes())
        missing = tuple(
            number for number, digest in enumerate(index.slices) if not (place / digest).is_file()
        )
        one = Gathered(file, len(index.slices) - len(missing), len(index.slices), missing)
        if best is None or one.have > best.have:
            best = one
    return best or Gathered(file, loose, 0)


def _joined(file: str, place: Path, out: Path) -> Iterator[Copying | Gathered]:
    """Join by every index of which all slices are here, until one gives the file of that name."""
    for path in sorted(place.glob(f"*{INDEX_SUFFIX}")):
        index = read_index(path.read_bytes())
        if not all((place / digest).is_file() for digest in index.slices):
            continue
        with writing(out):
            out.mkdir(parents=True, exist_ok=True)
        with PartFile(out, f"joined-{uuid.uuid4().hex[:12]}") as part:
            done = 0
            for digest in index.slices:
                with (place / digest).open("rb") as source:
                    while piece := source.read(LIMITS.chunk_bytes):
                        part.write(piece)
                        done += len(piece)
                        yield Copying("writing", done, index.size)
            if part.digest != file:
                # Somebody wrote an index of slices that make another file: it leads nowhere.
                path.unlink()
                continue
            for back in part.read_back():
                yield Copying("reading_back", back, index.size)
            final = part.finish(f"{file}{SUFFIX}")
        shutil.rmtree(place, ignore_errors=True)
        yield Gathered(file, len(index.slices), len(index.slices), path=final)
        return
    yield _standing(file, place)


def _unreadable(path: Path, error: OSError) -> SyncError:
    return SyncError("cannot_read", path=str(path), problem=error.strerror or type(error).__name__)
