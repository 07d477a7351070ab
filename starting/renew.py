"""Brings a newer version in beside the present one: laid down, installed, tried, and only then taken into use.

Whoever stops between two steps, or whose power goes, has the present version as it was; a second try goes on where the
first one ended. The caller has found out before whether the pack may be believed.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from starting import Trouble, sums, versions
from starting.arrive import lay
from starting.plan import Plan

Run = Callable[[Path], None]
Counted = Callable[[int], None]
NEEDED = ("python", "encryption", "database", "face", "voice")
"""Checks of ``doctor`` that a new version must pass before it is taken into use."""


def renew(
    root: Path, pack: Path, version: str, install: Run, attempt: Run, count: Counted = lambda _: None
) -> Iterator[str]:
    """Take a version of a pack into use; gives the name of each step when it is done.

    ``install`` puts the libraries of a program that was laid down into place, ``attempt`` runs it once; either raises
    Trouble, and the present version stays.
    """
    place = versions.folder(root, version)
    place.mkdir(parents=True, exist_ok=True)
    lay(pack, place, sums.read(pack), count, with_python=False)
    yield "laid"
    install(place)
    yield "installed"
    attempt(place)
    yield "tried"
    versions.switch(root, version)
    yield "switched"
    versions.tidy(root)


def installer(pack: Path, lang: str, present: Path, *, quiet: bool = False) -> Run:
    """Give what installs a version from its pack with that version's own launcher, as the present one was installed:
    with or without torch, in a .venv or to be carried about. Its progress goes to stderr, nowhere when ``quiet``.
    """
    was = Plan(present, lite=None, dev=False)
    ways = [*(["--portable"] if was.portable else []), *(["--lite"] if was.lite else [])]

    def install(place: Path) -> None:
        words = ["--lang", lang, "install", "--from", str(pack), *ways]
        to = subprocess.DEVNULL if quiet else None
        line = [sys.executable, str(place / "start.py"), *words]
        if subprocess.run(line, stdin=subprocess.DEVNULL, stdout=to, stderr=to).returncode:
            raise Trouble("renew_failed", folder=place)

    return install


def runs(version: str) -> Run:
    """Give what tries a version: it must say its number, find its own libraries sound, and get as far as an office."""

    def attempt(place: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="fieldsuite-") as nowhere:
            words = [sys.executable, str(place / "start.py"), "--json", "--home", nowhere]
            said = _answer([*words, "--version"], place)
            found = _answer([*words, "doctor"], place).get("checks", ())
            checks = {one["name"]: one["ok"] for one in found}
            # Every module that an office stands on is loaded before it says that there is none here.
            none_here = (
                _answer([*words, "audit", "verify"], place).get("error", {}).get("code") == "E_NOT_FOUND"
            )
        if said.get("version") != version or not none_here or not all(checks.get(name) for name in NEEDED):
            raise Trouble("renew_broken", version=version, folder=place)

    return attempt


def _answer(line: list[str], place: Path) -> dict[str, Any]:
    made = subprocess.run(line, cwd=place, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")
    try:
        said = json.loads(made.stdout)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def back(root: Path) -> tuple[str, bool]:
    """Go back to the version that was kept; gives its number, and whether its tables are the same. Raises Trouble."""
    use = versions.read(root)
    if use.before is None:
        raise Trouble("nothing_kept")
    now, before = versions.chosen(root), versions.folder(root, use.before)
    if not (before / "start.py").is_file():
        raise Trouble("nothing_kept")
    versions.back(root)
    return versions.version_of(before), same_tables(now, before)


def same_tables(one: Path, other: Path) -> bool:
    """Say whether two programs work with the same tables."""
    return _tables(one) == _tables(other)


def _tables(program: Path) -> str:
    """Give the newest step of a program's tables, as its migrate.py has it; empty where there is none to read."""
    path = program / "fieldsuite" / "migrate.py"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return next((line for line in text.splitlines() if line.startswith("HEAD = ")), "")
