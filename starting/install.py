"""Takes the steps of an installation, with one progress line each."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from starting import Trouble, font
from starting.pip import Pip
from starting.plan import TORCH, Plan
from starting.trouble import explain
from starting.wish import Wish
from starting.words import say

Heard = Callable[[int], None]


def carry_out(plan: Plan, due: list[str], wished: Wish) -> None:
    """Take the steps that are due; each leaves its mark, so that a broken run goes on where it stopped.

    Raises Trouble with the sentence to show.
    """
    for number, step in enumerate(due, 1):
        named = say(f"step_{step}", wished.lang, values={"folder": plan.venv.name})
        line = _Line(f"[{number}/{len(due)}] {named}", wished.lang)
        try:
            mark = _STEPS[step](plan, wished, line.count)
            plan.done(step, mark)
        except OSError as error:
            raise Trouble(explain(str(error)), log=plan.venv) from error
        finally:
            line.end()
        if mark == "missed":
            print(say("font_missed", wished.lang), file=sys.stderr)


def show(trouble: Trouble, lang: str) -> None:
    """Show what went wrong and what to do next."""
    values = {"log": "", "python": f"{sys.version_info[0]}.{sys.version_info[1]}", **trouble.values}
    print(f"fieldsuite: error: {say(trouble.key, lang, values=values)}", file=sys.stderr)
    print(f"fieldsuite: hint: {say(trouble.key, lang, part='hint_', values=values)}", file=sys.stderr)


def _venv(plan: Plan, wished: Wish, heard: Heard) -> None:
    """Make .venv, or keep the one that somebody made by hand and that works."""
    if works(plan.python):
        return
    line = [sys.executable, "-m", "venv", "--clear", str(plan.venv)]
    made = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if made.returncode:
        raise Trouble(explain(made.stdout + made.stderr), log=plan.venv)


def works(python: Path) -> bool:
    """True when this is a Python that is new enough and has pip."""
    ask = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([python, "-c", ask], capture_output=True).returncode == 0
    except OSError:
        return False


def _tools(plan: Plan, wished: Wish, heard: Heard) -> None:
    """Setuptools first, by its hash: with it the source archive and the project build without a download."""
    lock = plan.lock("runtime").read_text(encoding="utf-8")
    block = re.search(r"^setuptools==.*?(?=^\S)", lock, re.MULTILINE | re.DOTALL)
    path = plan.venv / "tools.lock"
    path.write_text(block.group() if block else "", encoding="utf-8")
    _pip(plan).install(["--no-deps", "--require-hashes", "-r", str(path)])


LATER = ["--no-compile"]
"""For what a start seldom imports: Python compiles a module on first use, and pip need not compile thousands."""


def _lock(name: str, *options: str) -> Callable[[Plan, Wish, Heard], None]:
    def install(plan: Plan, wished: Wish, heard: Heard) -> None:
        _pip(plan).install(["--no-deps", "--require-hashes", *options, "-r", str(plan.lock(name))], heard)

    return install


def _torch(plan: Plan, wished: Wish, heard: Heard) -> None:
    """Without GPU libraries from the user's indexes, from the one that was named, or as it comes."""
    ways = [["--no-deps", f"torch=={TORCH}+cpu"]]
    if wished.torch_index:
        named = ["--no-deps", "--index-url", wished.torch_index]
        ways += [[*named, f"torch=={TORCH}+cpu"], [*named, f"torch=={TORCH}"]]
    for way in ways:
        try:
            return _pip(plan).install([*LATER, *way])
        except Trouble as trouble:
            if trouble.key != "no_wheel":
                raise
    if sys.platform != "linux":
        return _pip(plan).install([*LATER, "--no-deps", f"torch=={TORCH}"])
    print(say("torch_large", wished.lang), file=sys.stderr)
    # on Linux the plain build does not load without its GPU libraries
    return _pip(plan).install([*LATER, f"torch=={TORCH}"], heard)


def _project(plan: Plan, wished: Wish, heard: Heard) -> None:
    # `compat` lays down a plain path file: no import hook on the way of every start
    plainly = ["--config-settings", "editable_mode=compat"]
    _pip(plan).install(["--no-deps", "--force-reinstall", *plainly, "-e", str(plan.root)])


def _font(plan: Plan, wished: Wish, heard: Heard) -> str | None:
    return None if not font.wanted(plan.root) or font.fetch(plan.root) else "missed"


def _pip(plan: Plan) -> Pip:
    return Pip(plan.python, plan.venv / "install.log")


_STEPS: dict[str, Callable[[Plan, Wish, Heard], str | None]] = {
    "venv": _venv, "tools": _tools, "runtime": _lock("runtime"), "speech": _lock("speech", *LATER),
    "torch": _torch, "dev": _lock("dev", *LATER), "project": _project, "font": _font,
}  # fmt: skip


class _Line:
    """A progress line on stderr: what is done, how many packages so far, how long it took."""

    def __init__(self, text: str, lang: str) -> None:
        self.text, self.lang, self.begun = text, lang, time.monotonic()
        self.live = sys.stderr.isatty()
        print(text, end=" ", file=sys.stderr, flush=True)

    def count(self, packages: int) -> None:
        if self.live:
            print(f"\r{self.text} {packages}", end=" ", file=sys.stderr, flush=True)

    def end(self) -> None:
        seconds = say("seconds", self.lang, values={"count": round(time.monotonic() - self.begun, 1)})
        print(f"\r{self.text} {seconds}" if self.live else seconds, file=sys.stderr, flush=True)
