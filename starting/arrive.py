"""Installs from a folder that ``pack`` made: every file checked against its list, nothing asked of a network."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from starting import Trouble, sums, versions
from starting.pack import here, read_release
from starting.plan import Plan
from starting.progress import line
from starting.wish import Wish
from starting.words import say

STAYS = ("wheels/", "install.cmd", "install.sh")
"""What stays on the stick: an installed program needs neither the wheels nor what unpacks them."""


def arrive(root: Path, wished: Wish) -> Plan:
    """Check a pack, lay its program where it shall live and give the plan that installs from it. Raises Trouble."""
    source = Path(wished.source).resolve()
    said = read_release(source)[1]
    _require_fitting(said)
    target = _target(root, source, wished)
    there = versions.version_of(target)
    if target not in (source, root) and there and there != said["version"]:
        raise Trouble("there_already", folder=target, there=there, version=said["version"])
    carried, listed = _carried(source), sums.read(source)
    with line(say("pack_check", wished.lang), wished.lang) as count:
        for number, _ in enumerate(sums.verify(source, listed), 1):
            count(number)
    if target not in (source, root):
        with line(say("pack_copy", wished.lang, values={"folder": target}), wished.lang) as count:
            lay(source, target, listed, count, with_python=wished.portable or bool(carried))
    if wished.portable and not _keeps_rights(target):
        print(say("portable_rights", wished.lang), file=sys.stderr)
    plan = Plan(target, lite=True if said["lite"] else bool(wished.lite), dev=False, portable=wished.portable)
    plan.wheels = source / "wheels"
    if carried and target != source:
        plan.maker = target / carried
    return plan


def _carried(source: Path) -> str:
    """Give the Python that this runs with when it is the pack's own: without it here the program would end with the
    stick; empty for one of the machine."""
    this = Path(sys.base_prefix).resolve()
    if not this.is_relative_to(source / "python"):
        return ""
    return Path(sys.executable).resolve().relative_to(source).as_posix()


def lay(
    source: Path, target: Path, listed: dict[str, str], count: Callable[[int], None], *, with_python: bool
) -> None:
    """Copy the program out of a pack, each file checked again as it is written. Raises Trouble."""
    stays = STAYS if with_python else (*STAYS, "python/")
    own = {name: known for name, known in listed.items() if not name.startswith(stays)}
    for number, (name, known) in enumerate(own.items(), 1):
        sums.copy(source / name, target / name, known)
        count(number)
    lines = "".join(f"{known}  {name}\n" for name, known in own.items())
    sums.replace(target / sums.NAME, lines.encode("utf-8"))


def _require_fitting(said: dict[str, object]) -> None:
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if said["platform"] != here():
        raise Trouble("pack_other_system", platform=said["platform"])
    if said["python"] != python:
        raise Trouble("other_python", wanted=said["python"])


def _keeps_rights(folder: Path) -> bool:
    """Say whether a file of this disk can be its owner's alone; on Windows its folder decides."""
    if os.name != "posix":
        return True
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        return not os.stat(file.name).st_mode & 0o077  # noqa: PTH116 - the name of an open file


def _target(root: Path, source: Path, wished: Wish) -> Path:
    """Give where the program shall live: where was said, on the stick itself when it is to be carried, else at home."""
    if wished.to:
        return Path(wished.to).resolve()
    if root != source or wished.portable:
        return root
    return Path.home() / "fieldsuite"
