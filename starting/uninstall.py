"""Removes what the installation made and leaves what the office made."""

import os
import shutil
import sys
from pathlib import Path

from starting import Trouble, sums, versions
from starting.font import FILE
from starting.words import say

MADE = (".venv", ".portable", versions.FOLDER, versions.POINTER, "fieldsuite.egg-info")
"""What the installation makes beside the program."""
OFFICE = "office.json"
"""File that every office has; no folder with one is removed."""


def uninstall(root: Path, lang: str, *, yes: bool) -> bool:
    """Say what goes and what stays, ask, and remove it; False when the answer was no. Raises Trouble."""
    if os.name == "nt" and Path(sys.prefix).resolve().is_relative_to(root):
        raise Trouble("uninstall_inside", folder=root)
    going = [path for path in (root / name for name in MADE) if path.exists()]
    if inside := next((path for place in going if place.is_dir() for path in place.rglob(OFFICE)), None):
        raise Trouble("office_inside", folder=inside.parent)
    own = _own(root)
    print(say("uninstall_goes", lang))
    for path in going:
        print(f"  - {path}")
    if own:
        print("  - " + say("uninstall_files", lang, values={"folder": root, "count": len(own)}))
    print(say("uninstall_stays", lang))
    for path in _staying(root):
        print(f"  + {path}")
    if not (yes or _agreed(lang)):
        print(say("uninstall_kept", lang))
        return False
    for path in going:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in own:
        path.unlink()
    _empty(root)
    print(say("uninstalled", lang, values={"folder": root}))
    return True


def _own(root: Path) -> list[Path]:
    """Give the files of a program that came in a pack, as they came; what anybody changed or added stays."""
    try:
        listed = sums.read(root)
    except Trouble:
        return list((root / "fonts").glob(f"{FILE}*"))
    same = [root / name for name, known in listed.items()
            if (root / name).is_file() and sums.digest(root / name) == known]  # fmt: skip
    return [*same, root / sums.NAME]


def _staying(root: Path) -> list[Path]:
    """Give the folders with offices that are known of: the user's, and one that is carried with the program."""
    return [path for path in (user_data(), root / "office") if path.exists()] or [user_data()]


def user_data() -> Path:
    """Give the folder that offices live in when nobody says otherwise, as platformdirs names it."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "fieldsuite"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fieldsuite"


def _agreed(lang: str) -> bool:
    if not sys.stdin.isatty():
        raise Trouble("uninstall_unasked")
    try:
        return input(say("uninstall_ask", lang)).strip().lower() in ("卸载", "uninstall")
    except EOFError:
        return False


def _empty(root: Path) -> None:
    """Remove the folders that held nothing else, and what Python left in them."""
    for path in sorted(root.rglob("__pycache__"), reverse=True):
        shutil.rmtree(path, ignore_errors=True)
    for folder, _, _ in os.walk(root, topdown=False):
        if not os.listdir(folder):  # noqa: PTH208 - a listing, not paths
            os.rmdir(folder)  # noqa: PTH106
