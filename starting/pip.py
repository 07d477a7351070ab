"""Calls the pip of .venv, counts what it has fetched and keeps what it said in a log."""

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from starting import Trouble
from starting.trouble import explain

_FETCHED = re.compile(r"^(Collecting|Processing|Requirement already satisfied|Obtaining)\b")


class Pip:
    """pip of one .venv."""

    def __init__(self, python: Path, log: Path) -> None:
        self.python, self.log = python, log

    def install(self, words: Sequence[str], heard: Callable[[int], None] = lambda _: None) -> None:
        """Run ``pip install``; ``heard`` gets the number of packages so far. Raises Trouble."""
        # no isolation: the one source archive builds with the locked setuptools, nothing unpinned comes in
        line = [str(self.python), "-m", "pip", "install", "--no-build-isolation", "--use-pep517"]
        line += ["--progress-bar", "off", *words]
        said, count = list[str](), 0
        with self.log.open("a", encoding="utf-8") as log, _child(line) as child:
            for text in child.stdout or ():
                log.write(text)
                said.append(text)
                if _FETCHED.match(text):
                    count += 1
                    heard(count)
        if child.returncode:
            raise Trouble(explain("".join(said)), log=self.log)


def _child(line: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        line,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _environment() -> dict[str, str]:
    """The user's own, which says where the index is and which proxy to take, less what leads out of .venv."""
    away = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_QUIET")
    kept = {name: value for name, value in os.environ.items() if name.upper() not in away}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"}
