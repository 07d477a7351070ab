"""Which of the versions that lie here is in use: one small file says so, and replacing it is the whole switch.

The first version stands where the program was installed, later ones in ``versions/``, each with libraries of its own.
Until the file is replaced a half-made version counts for nothing; afterwards the one before is kept, to go back to.
"""

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from starting import sums

FOLDER, POINTER = "versions", "in-use.json"
_SAFE = re.compile(r"[0-9]+(\.[0-9]+){1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Use:
    """What the file says."""

    now: str = ""
    """Version in use, as its folder is named; empty: the first one."""
    before: str | None = None
    """The one to go back to; None when there is none."""


def version_of(program: Path) -> str:
    """Read the version of a program that lies in a folder; empty when there is none."""
    try:
        text = (program / "fieldsuite" / "__init__.py").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    return found[1] if found else ""


def newer(one: str, other: str) -> bool:
    """Say whether a version is newer than another, number by number."""
    return numbers(one) > numbers(other)


def numbers(version: str) -> list[int]:
    """Give the numbers of a version, for sorting; none for what is no version."""
    return [int(number) for number in version.split(".")] if _SAFE.fullmatch(version) else []


def root_of(program: Path) -> Path:
    """Give where the first version stands, which ``versions/`` and the file lie in."""
    return program.parents[1] if program.parent.name == FOLDER else program


def read(root: Path) -> Use:
    """Read what is in use; the first version where nothing says otherwise."""
    try:
        said = json.loads((root / POINTER).read_text(encoding="utf-8"))
        return Use(str(said["now"]), said["before"])
    except (OSError, ValueError, KeyError, TypeError):
        return Use()


def folder(root: Path, version: str) -> Path:
    """Give where a version lies; the empty version is the first one."""
    return root / FOLDER / version if _SAFE.fullmatch(version) else root


def whole(program: Path) -> bool:
    """Say whether a version that was installed can be begun: its launcher and the mark of its last step are there."""
    marks = (program / name / "fieldsuite-steps.json" for name in (".venv", ".portable"))
    return (program / "start.py").is_file() and any(path.is_file() for path in marks)


def chosen(root: Path) -> Path:
    """Give the folder of the version to begin: the one in use, or the one before when that one is gone."""
    use = read(root)
    for version in (use.now, use.before or ""):
        place = folder(root, version)
        if place == root or whole(place):
            return place
    return root


def switch(root: Path, version: str) -> None:
    """Begin this version from now on, and keep the present one to go back to.

    All that was written reaches the disk before: a power cut leaves the present version in use, or this one.
    """
    use = read(root)
    if use.now != version:
        flush(folder(root, version))
        _write(root, Use(version, use.now))


def back(root: Path) -> Use:
    """Go back to the version that was kept; gives what is in use now. Nothing changes when none was."""
    use = read(root)
    if use.before is not None:
        _write(root, Use(use.before, None))
    return read(root)


def tidy(root: Path) -> tuple[str, ...]:
    """Remove the versions that are neither in use nor kept; gives their names."""
    use = read(root)
    kept = {use.now, use.before}
    old = [path for path in (root / FOLDER).glob("*") if path.is_dir() and path.name not in kept]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return tuple(path.name for path in old)


def flush(place: Path) -> None:
    """Bring every file of a folder to the disk."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in place.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _write(root: Path, use: Use) -> None:
    said = json.dumps({"now": use.now, "before": use.before})
    sums.replace(root / POINTER, said.encode("utf-8"))
