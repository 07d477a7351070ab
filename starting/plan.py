"""Which steps of the installation are due: each leaves a mark in .venv, and a good mark costs nothing."""

import hashlib
import json
import os
import sys
from pathlib import Path

from starting import versions

TORCH = "2.13.0"
"""The pinned torch (biometrics.md). Which build is right depends on the machine, so no lock carries it."""

STEPS = ("venv", "tools", "runtime", "speech", "torch", "dev", "project", "font")
"""Every step, in the order in which they are taken."""


class Plan:
    """The steps of one installation under ``root`` and the marks they have left.

    They go into ``.venv``, or, for an installation that may be carried about, as plain folders into ``.portable``: a
    .venv knows absolute paths, and a stick has another drive letter on the next machine.
    """

    def __init__(self, root: Path, *, lite: bool | None, dev: bool, portable: bool = False) -> None:
        self.root, self.portable = root, portable or (root / ".portable").is_dir()
        self.venv = root / (".portable" if self.portable else ".venv")
        self.python = self._carried() if self.portable else self._of_venv()
        self.wheels: Path | None = None
        """Folder to install from instead of the index."""
        self.maker = Path(sys.executable)
        """The Python that .venv is made with, and needs from then on."""
        self.marks = self._read()
        self.lite = self.marks.get("lite") == "yes" if lite is None else lite
        self.dev = dev or "dev" in self.marks

    def _of_venv(self) -> Path:
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def _carried(self) -> Path:
        """The Python in the same folder, or the one that this runs with."""
        folder = versions.root_of(self.root) / "python"
        carried = folder / ("python.exe" if os.name == "nt" else "bin/python3")
        return carried if carried.exists() else Path(sys.executable)

    @property
    def lost(self) -> str:
        """Where the Python stood that .venv was made with, when it is gone; empty when it is there, or no .venv."""
        try:
            said = (self.venv / "pyvenv.cfg").read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""
        home = next(
            (line.partition("=")[2].strip() for line in said.splitlines() if line.startswith("home")), ""
        )
        return home if home and not Path(home).exists() else ""

    @property
    def site(self) -> Path | None:
        """Folder with the libraries of an installation that is carried about; None for a .venv."""
        return self.venv / "site" if self.portable else None

    def due(self, *, again: bool) -> list[str]:
        """Give the steps that must be taken, in order; ``again`` repeats an optional one that failed."""
        if not self.python.exists() or self.foreign:  # also a link to a Python that is gone
            self.marks = {}
        left_out = {"speech", "torch"} if self.lite else set()
        left_out |= set() if self.dev else {"dev"}
        left_out |= {"project"} if self.portable else set()
        wanted = [step for step in STEPS if step not in left_out]
        due = [step for step in wanted if self.marks.get(step) != self.mark(step)]
        return [step for step in due if again or self.marks.get(step) != "missed"]

    @property
    def foreign(self) -> bool:
        """True for libraries that were carried here from another system or another Python than this one."""
        return self.portable and "venv" in self.marks and self.marks["venv"] != self.mark("venv")

    def mark(self, step: str) -> str:
        """Give the mark that a step leaves when it is done."""
        if step == "venv" and self.portable:  # libraries fit one system and one Python
            return f"{sys.platform} {sys.version_info[0]}.{sys.version_info[1]}"
        if step in ("runtime", "speech", "dev"):
            return _digest(self.lock(step))
        if step == "project":  # .venv knows absolute paths: a folder that was moved is installed anew
            return f"{self.root} {_digest(self.root / 'pyproject.toml')}"
        return TORCH if step == "torch" else "done"

    def lock(self, name: str) -> Path:
        """Path of a lock file."""
        return self.root / "requirements" / f"{name}.lock"

    def done(self, step: str, mark: str | None = None) -> None:
        """Note that a step was taken."""
        self.marks[step] = mark or self.mark(step)
        self.marks["lite"] = "yes" if self.lite else "no"
        self._path.write_text(json.dumps(self.marks, indent=1, ensure_ascii=False), encoding="utf-8")

    @property
    def _path(self) -> Path:
        return self.venv / "fieldsuite-steps.json"

    def _read(self) -> dict[str, str]:
        try:
            marks = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return marks if isinstance(marks, dict) else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
