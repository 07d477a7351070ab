"""The office's folder from outside: is there an office, are its keys its own, is there room."""

import os
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path

from fieldsuite.config import Home, read_config
from fieldsuite.doctor.check import Check
from fieldsuite.errors import OfficeError
from keys.freshness import fresh_until, held

TIGHT, NEEDED = 1_000_000_000, 100_000_000
"""Bytes free: below the first a day's photographs and a backup may not fit, below the second nothing does."""
SOON = timedelta(days=14)
"""Before the province's word runs out: time to ask for a stick; our own."""

OWNERLESS = ("vfat", "msdos", "exfat")
"""File systems that know no owners: what their files may be read by is settled when the disk is mounted."""


def filesystem(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Give the file system that a folder lies on, as Linux names it; empty where it cannot be told."""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    place, found = folder.resolve(), ("", "")
    for line in lines:
        _, at, kind, *_ = [*line.split(" "), "", "", ""]
        at = at.replace("\\040", " ")
        if at and place.is_relative_to(at) and len(at) >= len(found[0]):
            found = at, kind
    return found[1]


def office(home: Path) -> Check:
    """The office that lives here, if any, and whether this folder can be written to."""
    standing = next(folder for folder in (home, *home.parents) if folder.exists())
    values: dict[str, object] = {"path": str(home), "office": "", "kind": ""}
    if not (standing.is_dir() and os.access(standing, os.R_OK | os.W_OK | os.X_OK)):
        return Check("home", False, "home_closed", values, "E_DISK")
    if not Home(home).exists:
        return Check("home", True, "home_empty", values, absent=True)
    try:
        config = read_config(home)
    except OfficeError:
        return Check("home", False, "home_damaged", values, "E_DATABASE")
    return Check("home", True, "home", {**values, "office": config.name, "kind": config.kind})


def keys(home: Path) -> Check:
    """Key files that nobody but their owner may read (POSIX rights; on Windows the folder's own decide)."""
    folder = Home(home).keys
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    if not files:
        return Check("keys", True, "keys_none", absent=True)
    others = stat.S_IRWXG | stat.S_IRWXO
    loose = [path for path in (folder, *files) if path.stat().st_mode & others] if os.name == "posix" else []
    if loose:
        key = "keys_without_owner" if filesystem(folder) in OWNERLESS else "keys_open"
        return Check("keys", False, key, {"path": str(loose[0]), "folder": str(folder)}, "E_DISK")
    return Check("keys", True, "keys", {"count": len(files)})


def trust(home: Path, now: datetime) -> Check:
    """Until when the metadata of the province are fresh; when they have run out, only keys and lists wait (TUF)."""
    state = Home(home).trust
    until = fresh_until(state)
    if until is None:
        if held(state):
            return Check("trust", False, "trust_damaged")
        return Check("trust", True, "trust_desk") if _is_desk(home) else Check("trust", False, "trust_none")
    values: dict[str, object] = {"until": f"{until:%Y-%m-%d}", "days": (until - now) // timedelta(days=1)}
    key = "trust_expired" if now >= until else "trust_soon" if now >= until - SOON else "trust"
    return Check("trust", key == "trust", key, values)


def _is_desk(home: Path) -> bool:
    """True where trust is signed, and read from nobody."""
    try:
        return Home(home).exists and read_config(home).kind == "province"
    except OfficeError:
        return False


def disk(home: Path) -> Check:
    """Room on the disk that holds the office."""
    standing = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(standing).free
    values: dict[str, object] = {
        "free": f"{free / 1e9:.1f} GB" if free >= NEEDED else f"{free // 1_000_000} MB"
    }
    code = "E_DISK" if free < NEEDED else ""
    return Check("disk", free >= TIGHT, "disk" if free >= TIGHT else "disk_full", values, code)
