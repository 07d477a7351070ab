"""Takes the steps of an installation, with one progress line each."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from starting import Trouble, font, sums
from starting.pip import Pip
from starting.plan import TORCH, Plan
from starting.progress import line
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
        with line(f"[{number}/{len(due)}] {named}", wished.lang) as count:
            try:
                mark = _STEPS[step](plan, wished, count)
                plan.done(step, mark)
            except OSError as error:
                raise Trouble(explain(str(error)), log=plan.venv) from error
        if mark == "missed":
            print(say("font_missed", wished.lang), file=sys.stderr)


def show(trouble: Trouble, lang: str) -> None:
    """Show what went wrong and what to do next."""
    values = {"log": "", "python": f"{sys.version_info[0]}.{sys.version_info[1]}", **trouble.values}
    print(f"fieldsuite: error: {say(trouble.key, lang, values=values)}", file=sys.stderr)
    print(f"fieldsuite: hint: {say(trouble.key, lang, part='hint_', values=values)}", file=sys.stderr)


def _venv(plan: Plan, wished: Wish, heard: Heard) -> None:
    """Make .venv, or keep the one that somebody made by hand and that works."""
    if plan.site:
        shutil.rmtree(plan.site, ignore_errors=True)
        plan.site.mkdir(parents=True, exist_ok=True)
        if not works(plan.python):
            raise Trouble("no_venv", log=plan.venv)
        return
    if works(plan.python):
        return
    make = [str(plan.maker), "-m", "venv", "--clear", str(plan.venv)]
    made = subprocess.run(make, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
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
    if plan.wheels:
        return _pip(plan).install([*LATER, "--no-deps", "--require-hashes", "-r", str(_carried_torch(plan))])
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


def _carried_torch(plan: Plan) -> Path:
    """Write a lock of the one torch that was packed, with the digest that the pack's list has for it."""
    assert plan.wheels is not None
    listed = sums.read(plan.wheels.parent)
    found = [(name, known) for name, known in listed.items() if name.startswith("wheels/torch-")]
    if not found:
        raise Trouble("pack_missing", file="wheels/torch-*.whl")
    path = plan.venv / "torch.lock"
    lines = [f"torch=={name.split('-')[1]} --hash=sha256:{known}\n" for name, known in found]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _project(plan: Plan, wished: Wish, heard: Heard) -> None:
    # `compat` lays down a plain path file: no import hook on the way of every start
    plainly = ["--config-settings", "editable_mode=compat"]
    _pip(plan).install(["--no-deps", "--force-reinstall", *plainly, "-e", str(plan.root)])


def _font(plan: Plan, wished: Wish, heard: Heard) -> str | None:
    if not font.wanted(plan.root):
        return None
    return None if plan.wheels is None and font.fetch(plan.root) else "missed"


def _pip(plan: Plan) -> Pip:
    return Pip(plan.python, plan.venv / "install.log", wheels=plan.wheels, site=plan.site)


_STEPS: dict[str, Callable[[Plan, Wish, Heard], str | None]] = {
    "venv": _venv, "tools": _tools, "runtime": _lock("runtime"), "speech": _lock("speech", *LATER),
    "torch": _torch, "dev": _lock("dev", *LATER), "project": _project, "font": _font,
}  # fmt: skip
