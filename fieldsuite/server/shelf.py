"""Uploads on the disk: what has arrived of each, and the one step by which a whole one becomes a bundle.

``serve/uploads/DEVICE/DIGEST.LENGTH.part`` is what one device has sent so far; its length is the offset, and no device
sees another's. A whole one is compared with its name, synced, and renamed to ``drop/DIGEST.fosb``; only then is
anybody told.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fieldsuite.config import Home
from fieldsuite.server.limits import LIMITS, ServeLimits
from fieldsuite.server.refusal import Refusal
from keys.files import make_folder, sync_folder
from sync.pack import SUFFIX
from sync.upload_terms import STATUS_DAMAGED


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload of a device: how long the file is and how much of it is here."""

    digest: str
    length: int
    offset: int
    path: Path | None = None
    """None when it is whole."""

    @property
    def whole(self) -> bool:
        """True when nothing is missing, and it was found good."""
        return self.path is None


def free_bytes(folder: Path) -> int:
    """Free space where a folder lies."""
    return shutil.disk_usage(folder).free


class Shelf:
    """The folders of an upload address. Every method is a short piece of work on a disk and may raise OSError."""

    def __init__(
        self, home: Home, limits: ServeLimits = LIMITS, *, clock: Callable[[], float] = time.time,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:  # fmt: skip
        self.home, self.limits, self._clock, self._free = home, limits, clock, free
        for folder in (home.serving, home.drop, home.answers, home.serving / "uploads"):
            if not folder.is_dir():  # one that was mounted there keeps the rights it has
                make_folder(folder)

    def find(self, device: str, digest: str) -> Upload | None:
        """Give an upload by its digest: the bundle while it waits here, otherwise what this device has sent of it."""
        try:
            length = (self.home.drop / f"{digest}{SUFFIX}").stat().st_size
        except FileNotFoundError:
            pass
        else:
            return Upload(digest, length, length)
        for path in sorted(self._folder(device).glob(f"{digest}.*.part")):
            return Upload(digest, int(path.name.split(".")[1]), path.stat().st_size, path)
        return None

    def create(self, device: str, digest: str, length: int) -> Upload:
        """Begin an upload, or give the one that was begun; one that has its receipt is whole at once.

        Raises Refusal 413, 429 (E_LIMIT) and 507 (E_DISK).
        """
        if self.answered(digest):
            return Upload(digest, length, length)
        found = self.find(device, digest)
        if found is not None and (found.whole or found.length == length):
            return found
        if not 0 < length <= self.limits.bundle_bytes:
            raise Refusal(413, "E_LIMIT")
        if found is not None and found.path is not None:
            found.path.unlink(missing_ok=True)  # a file has one length: the other one was a lie or a slip
        folder = self._folder(device)
        make_folder(folder)
        self._forget_old(folder)
        if len(list(folder.glob("*.part"))) >= self.limits.open_uploads:
            raise Refusal(429, "E_LIMIT")
        if self._waiting(folder) >= self.limits.waiting:
            raise Refusal(429, "E_LIMIT")
        if self._free(folder) - length < self.limits.reserve_bytes:
            raise Refusal(507, "E_DISK")
        path = folder / f"{digest}.{length}.part"
        path.touch(mode=0o600)
        sync_folder(folder)
        return Upload(digest, length, 0, path)

    def finish(self, device: str, upload: Upload) -> None:
        """Compare a whole upload with its name and give it that name, durably.

        Raises Refusal 460 (E_INPUT) when it is another file; what was sent is thrown away then.
        """
        assert upload.path is not None
        with upload.path.open("rb") as file:
            right = hashlib.file_digest(file, "sha256").hexdigest() == upload.digest
            os.fsync(file.fileno())
        if not right:
            upload.path.unlink(missing_ok=True)
            raise Refusal(STATUS_DAMAGED, "E_INPUT")
        # Sent again after a refusal: the old word about it is no longer true.
        (self.home.answers / f"{upload.digest}.json").unlink(missing_ok=True)
        upload.path.replace(self.home.drop / f"{upload.digest}{SUFFIX}")
        sync_folder(self.home.drop)
        (self._folder(device) / f"{upload.digest}.done").touch()

    def answered(self, digest: str) -> bool:
        """True when a receipt for this bundle lies here: it was imported, and need not come again."""
        return (self.home.answers / f"{digest}{SUFFIX}").is_file()

    def answer(self, digest: str) -> tuple[str, bytes]:
        """Say what came of a bundle: ``receipt`` and its bytes, ``refused`` and its code, ``waiting``, ``unknown``."""
        for state, path in (("receipt", self.home.answers / f"{digest}{SUFFIX}"),
                            ("refused", self.home.answers / f"{digest}.json")):  # fmt: skip
            try:
                return state, path.read_bytes()
            except FileNotFoundError:
                continue
        return ("waiting" if (self.home.drop / f"{digest}{SUFFIX}").exists() else "unknown"), b""

    def counts(self) -> dict[str, int]:
        """Say how much there is: unfinished uploads, bundles that wait, bytes that are free."""
        return {
            "uploads_open": len(list((self.home.serving / "uploads").glob("*/*.part"))),
            "bundles_waiting": len(list(self.home.drop.glob(f"*{SUFFIX}"))),
            "disk_free_bytes": self._free(self.home.serving),
        }

    def _folder(self, device: str) -> Path:
        return self.home.serving / "uploads" / device[:32]

    def _waiting(self, folder: Path) -> int:
        """Count this device's whole bundles that nobody received; the marks of the others are taken away."""
        waiting = 0
        for mark in folder.glob("*.done"):
            if (self.home.drop / f"{mark.stem}{SUFFIX}").exists():
                waiting += 1
            else:
                mark.unlink(missing_ok=True)
        return waiting

    def _forget_old(self, folder: Path) -> None:
        oldest = self._clock() - self.limits.keep_days * 86_400
        for path in folder.glob("*.part"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
