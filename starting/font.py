"""A font with the rare characters of names: Debian's package, unpacked beside the program."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

PACKAGE, FILE = "fonts-babelstone-han", "BabelStoneHan.ttf"
"""TrueType, may be embedded (fsType 0), Arphic Public License: drew every rare name tried (libraries.md)."""

_SYSTEM = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_SECONDS = 180
"""Longest wait for one call of apt-get: a font is never worth a hanging start."""


def wanted(root: Path) -> bool:
    """True on a Debian-like system that has no such font yet."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    places = [root / "fonts", *_SYSTEM]
    return not any(FILE in names for place in places for _, _, names in os.walk(place))


def fetch(root: Path) -> bool:
    """Unpack the font and its licence into ``root``/fonts; False when Debian's packages cannot be had."""
    with tempfile.TemporaryDirectory(prefix="fieldsuite-font-") as name:
        folder = Path(name)
        try:
            package = _download(folder, ()) or _download_with_own_lists(folder)
            if package is None:
                return False
            _run(["dpkg-deb", "-x", str(package), str(folder / "out")], folder)
            return _keep(folder / "out", root / "fonts")
        except (OSError, subprocess.SubprocessError):
            return False


def _download(folder: Path, options: Sequence[str]) -> Path | None:
    try:
        _run(["apt-get", "-q", *options, "download", PACKAGE], folder)
    except subprocess.CalledProcessError:
        return None
    return next(folder.glob(f"{PACKAGE}_*.deb"), None)


def _download_with_own_lists(folder: Path) -> Path | None:
    """Ask again with package lists of our own: the system's may be absent, and only root may renew them."""
    (folder / "lists" / "partial").mkdir(parents=True)
    (folder / "cache" / "archives" / "partial").mkdir(parents=True)
    options = ["-o", f"Dir::State::lists={folder / 'lists'}", "-o", f"Dir::Cache={folder / 'cache'}"]
    options += ["-o", "APT::Sandbox::User=", "-o", "APT::Update::Post-Invoke::=true"]
    try:
        _run(["apt-get", "-q", *options, "update"], folder)
    except subprocess.CalledProcessError:
        return None
    return _download(folder, options)


def _keep(unpacked: Path, fonts: Path) -> bool:
    found = next(unpacked.rglob(FILE), None)
    if found is None:
        return False
    fonts.mkdir(exist_ok=True)
    licence = next(unpacked.rglob("copyright"), None)
    if licence:
        shutil.copy(licence, fonts / f"{FILE}.copyright.txt")
    shutil.copy(found, fonts / f"{FILE}.part")
    (fonts / f"{FILE}.part").replace(fonts / FILE)
    return True


def _run(line: Sequence[str], folder: Path) -> None:
    silent = subprocess.DEVNULL
    subprocess.run(line, cwd=folder, timeout=_SECONDS, check=True, stdin=silent, stdout=silent, stderr=silent)
