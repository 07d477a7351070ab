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
    """pip of one installation; ``wheels`` is a folder to take everything from, ``site`` one to put everything into."""

    def __init__(
        self, python: Path, log: Path, *, wheels: Path | None = None, site: Path | None = None
    ) -> None:
        self.python, self.log, self.wheels, self.site = python, log, wheels, site

    def install(self, words: Sequence[str], heard: Callable[[int], None] = lambda _: None) -> None:
        """Run ``pip install``; ``heard`` gets the number of packages so far. Raises Trouble."""
        # no isolation: the one source archive builds with the locked setuptools, nothing unpinned comes in
        line = ["install", "--no-build-isolation", "--use-pep517"]
        if self.wheels:
            line += ["--no-index", "--find-links", str(self.wheels)]
        if self.site:
            line += ["--target", str(self.site), "--upgrade"]
        self.run([*line, *words], heard)

    def download(self, words: Sequence[str], heard: Callable[[int], None] = lambda _: None) -> None:
        """Run ``pip download``, which installs nothing. Raises Trouble."""
        self.run(["download", "--no-deps", "--no-build-isolation", *words], heard)

    def run(self, words: Sequence[str], heard: Callable[[int], None]) -> None:
        """Run pip, count the packages it names, keep what it says in the log. Raises Trouble."""
        line = [str(self.python), "-m", "pip", *words[:1], "--progress-bar", "off", *words[1:]]
        said, count = list[str](), 0
        environment = _environment(self.site, alone=self.wheels is not None)
        with self.log.open("a", encoding="utf-8") as log, _child(line, environment) as child:
            for text in child.stdout or ():
                log.write(text)
                said.append(text)
                if _FETCHED.match(text):
                    count += 1
                    heard(count)
        if child.returncode:
            raise Trouble(explain("".join(said)), log=self.log)


def _child(line: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        line,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _environment(site: Path | None, *, alone: bool) -> dict[str, str]:
    """The user's own, which says where the index is and which proxy to take, less what leads out of .venv.

    ``alone`` leaves pip's own settings out too: what is installed from a folder comes from that folder.
    """
    away = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_QUIET")
    kept = {name: value for name, value in os.environ.items() if name.upper() not in away}
    if alone:
        kept = {name: value for name, value in kept.items() if not name.upper().startswith("PIP_")}
        kept["PIP_CONFIG_FILE"] = os.devnull
    if site:
        kept["PYTHONPATH"] = str(site)
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"}
