"""Where the office's bytes may come to lie beside its folder: swap, and the disk itself. Nothing is changed.

What the program writes is sealed. What the system writes of its memory (swap, the image of a sleeping machine) is
not, unless the disk is: then a key that was in memory may lie there (design page at-rest: the disk's own encryption as
an extra, never as the only layer).
"""

import os
import subprocess
import sys
from pathlib import Path

from fieldsuite.doctor.check import Check

PROC_SWAPS, BLOCKS = Path("/proc/swaps"), Path("/sys/dev/block")
SEALED = ("CRYPT-", "crypt")
"""Beginnings of the device-mapper id of an encrypted disk (dm-crypt, LUKS)."""


def swap(swaps: Path = PROC_SWAPS) -> Check:
    """Swap that is not encrypted, on Linux; compressed memory (zram) never leaves the machine."""
    if not sys.platform.startswith("linux"):
        return Check("swap", True, "swap_unknown")
    try:
        lines = swaps.read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return Check("swap", True, "swap_unknown")
    bare = [line.split()[0] for line in lines if line.split() and not _sealed_swap(line.split()[0])]
    if bare:
        return Check("swap", False, "swap_open", {"where": "、".join(bare)})
    return Check("swap", True, "swap" if lines else "swap_none")


def disk_encryption(home: Path) -> Check:
    """Whether the disk below the office is encrypted, as far as one can see: BitLocker, dm-crypt."""
    if sys.platform == "win32":
        return _bitlocker(home)
    standing = next(folder for folder in (home, *home.parents) if folder.exists())
    number = standing.stat().st_dev
    found = _layers(f"{os.major(number)}:{os.minor(number)}")
    if any(found):
        return Check("disk_encryption", True, "disk_sealed")
    return Check("disk_encryption", False, "disk_open")


def _layers(number: str, depth: int = 0) -> list[bool]:
    """Say of a disk and of what it stands on whether each is encrypted."""
    folder = BLOCKS / number
    sealed = [_text(folder / "dm" / "uuid").startswith(SEALED)]
    if depth < 8:
        for below in sorted(folder.glob("slaves/*")):
            sealed += _layers(_text(below / "dev"), depth + 1)
    return sealed


def _sealed_swap(name: str) -> bool:
    if "zram" in name:
        return True
    try:
        state = Path(name).stat()
    except OSError:
        return False
    # A file of swap lies on a disk, a partition is one.
    number = state.st_rdev or state.st_dev
    return any(_layers(f"{os.major(number)}:{os.minor(number)}"))


def _bitlocker(home: Path) -> Check:
    try:
        said = subprocess.run(
            ["manage-bde", "-status", home.drive or "C:"],
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return Check("disk_encryption", False, "disk_unknown")
    on = "Protection On" in said.stdout or "保护启用" in said.stdout
    return Check("disk_encryption", on, "disk_sealed" if on else "disk_open")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
