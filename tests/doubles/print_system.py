"""A print system of two small programs, ``lpstat`` and ``lp``, as a machine with CUPS has them."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

LPSTAT = """#!{python}
import sys
sys.exit("lpstat: Bad option") if sys.argv[1:] != ["-e"] else print({names!r})
"""
LP = """#!{python}
import json, pathlib, sys
words = sys.argv[1:]
if {refuses!r}:
    sys.exit({refuses!r})
jobs = pathlib.Path({jobs!r})
number = len(list(jobs.iterdir())) + 1
held = {{"words": words, "begins": pathlib.Path(words[-1]).read_bytes()[:4].decode()}}
(jobs / f"{{number:02d}}.json").write_text(json.dumps(held))
print(f"request id is {{words[words.index('-d') + 1]}}-{{number}} (1 file(s))")
"""


@dataclass(frozen=True)
class PrintSystem:
    """Where what was printed lies."""

    folder: Path

    @property
    def jobs(self) -> list[dict[str, Any]]:
        """The words ``lp`` was called with and how each file begins, the first first."""
        return [json.loads(path.read_text()) for path in sorted((self.folder / "jobs").iterdir())]

    def printer_of(self, at: int) -> str:
        words = self.jobs[at]["words"]
        return str(words[words.index("-d") + 1])


def installed(folder: Path, patch: pytest.MonkeyPatch, *names: str, refuses: str = "") -> PrintSystem:
    """Put the programs on the path; ``refuses`` is what ``lp`` says instead of printing."""
    programs, jobs = folder / "print-programs", folder / "jobs"
    for one in (programs, jobs):
        one.mkdir(parents=True, exist_ok=True)
    values = {"python": sys.executable, "names": "\n".join(names), "jobs": str(jobs), "refuses": refuses}
    for name, text in (("lpstat", LPSTAT), ("lp", LP)):
        (programs / name).write_text(text.format(**values))
        (programs / name).chmod(0o755)
    patch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return PrintSystem(folder)


def none_here(patch: pytest.MonkeyPatch) -> None:
    """A machine without a print system: nothing of it is on the path."""
    patch.setenv("PATH", os.devnull)
