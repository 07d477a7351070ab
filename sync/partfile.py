"""A file that has its name only when it is whole: part, fsync, read back, rename, fsync of the folder."""

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from cryptography.hazmat.primitives.poly1305 import Poly1305

from sync.errors import SyncError
from sync.hashing import Beside

_KEYS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "file_too_large",
    errno.EROFS: "read_only",
}
_READ_BACK = 256 * 1024
"""Bytes read back at a time: they stay in the processor's cache until they were compared."""


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says while ``path`` is written into a SyncError E_DISK with a sentence of its
    own."""
    try:
        yield
    except OSError as error:
        raise disk_error(error, path) from error


def disk_error(error: OSError, path: Path) -> SyncError:
    """Give the error that names what is wrong with the disk: full, read-only, file too large, or the system's
    words."""
    key = _KEYS.get(error.errno or 0, "cannot_write")
    return SyncError(key, code="E_DISK", path=str(path), problem=error.strerror or type(error).__name__)


class PartFile:
    """A file being written beside where it will lie; leaving the ``with`` block before ``finish`` removes
    it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.path = folder / f"{name}.part"
        self._hash = hashlib.sha256()
        self._length = 0
        # What is read back is compared under a key no medium can know: three times as fast as hashing it again.
        self._key = secrets.token_bytes(32)
        self._written = Poly1305(self._key)
        self._disk = Beside(self._take)

    def __enter__(self) -> "PartFile":
        with writing(self.path):
            self._file = self.path.open("xb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._disk.close()
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)

    @property
    def digest(self) -> str:
        """SHA-256 of what was written. Raises SyncError E_DISK when not all of it could be."""
        self._disk.wait()
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Write on, beside the caller's work. Raises SyncError E_DISK, of a large file a few pieces later."""
        self._disk.give(data)
        self._length += len(data)

    def _take(self, data: bytes | memoryview) -> None:
        with writing(self.path):
            self._file.write(data)
        self._hash.update(data)
        self._written.update(data)

    def read_back(self) -> Iterator[int]:
        """Bring it to the medium, forget the cache where that can be asked for, read it again and compare.

        Yields the bytes read so far. Raises SyncError ``medium_lies`` (E_DISK) when other bytes come back.
        """
        self._disk.wait()
        with writing(self.path):
            self._file.flush()
            os.fsync(self._file.fileno())
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            self._file.close()
        again, done, piece = Poly1305(self._key), 0, memoryview(bytearray(_READ_BACK))
        with writing(self.path), self.path.open("rb", buffering=0) as file:
            while length := file.readinto(piece):
                again.update(piece[:length])
                done += length
                yield done
        if done != self._length or again.finalize() != self._written.finalize():
            raise SyncError("medium_lies", code="E_DISK", path=str(self.folder))

    def finish(self, name: str) -> Path:
        """Give it its name, durably; whatever had that name before is gone. Raises SyncError E_DISK."""
        final = self.folder / name
        with writing(final):
            self.path.replace(final)
            if os.name == "posix":
                handle = os.open(self.folder, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
        return final
