"""Which entries of a lock are for another system than this one: pip reads their conditions for its own machine only."""

import re
from collections.abc import Mapping
from pathlib import Path

PLATFORMS: Mapping[str, tuple[str, ...]] = {
    "windows-x64": ("win_amd64",),
    "linux-x64": (
        *(f"manylinux_2_{minor}_x86_64" for minor in (28, 27, 26, 24, 17, 12, 5)),
        "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64",
    ),
}  # fmt: skip
"""System -> the tags its wheels may carry. Linux: glibc 2.28 and newer (Debian 10, Ubuntu 20.04, openEuler 20.03)."""
SYSTEMS = {"windows-x64": "win32", "linux-x64": "linux"}
"""System -> what Python there calls ``sys.platform``."""
_ENTRY = re.compile(r"^[A-Za-z0-9][^\n]*(?:\n[ \t]+[^\n]*)*", re.MULTILINE)
_TERM = re.compile(r"\s*(\w+)\s*(==|!=|<=|>=|<|>)\s*'([^']*)'\s*")


def lock_for(lock: Path, platform: str, python: str) -> str:
    """Give the entries of a lock that a machine of this system and Python takes, without their conditions."""
    known = {
        "sys_platform": SYSTEMS[platform], "python_full_version": python,
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip
    kept = []
    for entry in _ENTRY.findall(lock.read_text(encoding="utf-8")):
        first, _, rest = entry.partition("\n")
        named, _, condition = first.rstrip(" \\").partition(";")
        if not condition or holds(condition, known):
            kept.append(f"{named.strip()} \\\n{rest}\n")
    return "".join(kept)


def holds(condition: str, known: Mapping[str, str]) -> bool:
    """Say whether a condition is true of a machine: comparisons joined by ``and`` and ``or``, as the locks have them.

    Raises ValueError for anything else: a condition that is not understood must not be guessed.
    """
    return any(all(_true(term, known) for term in part.split(" and ")) for part in condition.split(" or "))


def _true(term: str, known: Mapping[str, str]) -> bool:
    found = _TERM.fullmatch(term)
    if found is None or found[1] not in known:
        raise ValueError(term)
    name, operator, value = found.groups()
    if operator in ("==", "!=") and not name.endswith("version"):
        return (known[name] == value) == (operator == "==")
    mine, theirs = _numbers(known[name]), _numbers(value)
    return {"==": mine == theirs, "!=": mine != theirs, "<": mine < theirs, ">": mine > theirs,
            "<=": mine <= theirs, ">=": mine >= theirs}[operator]  # fmt: skip


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]
