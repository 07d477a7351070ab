"""Licences of what is installed at run time.

``python -m tests.house.licences`` writes the table of LICENSES.md anew from what is installed here.
"""

import re
from collections.abc import Iterator
from importlib import metadata

from starting.plan import TORCH
from tests.house.tree import ROOT

PAGE = ROOT / "LICENSES.md"
BEGIN, END = "<!-- table: python -m tests.house.licences -->", "<!-- end of the table -->"

SAID_ELSEWHERE = {
    "sqlcipher3": "Zlib",
    "colorama": "BSD-3-Clause",
    "torchaudio": "BSD-2-Clause",
    "resemblyzer": "Apache-2.0",
    "reportlab": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "dlib-bin": "BSL-1.0",
}
"""Read by hand where the metadata says nothing or a whole text, or the package is not on every system."""

_CLASSIFIERS = {
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
}
_SPELLINGS = {"Apache 2.0": "Apache-2.0", "BSD": "BSD-3-Clause", "MIT license": "MIT", "ISC License": "ISC",
              "BSD 3-Clause License": "BSD-3-Clause"}  # fmt: skip


def locked(*names: str) -> Iterator[tuple[str, str, str]]:
    """Package, version and condition of every entry of these locks."""
    for name in names:
        text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        for package, version, rest in re.findall(
            r"^([A-Za-z0-9_.-]+)==([^\s;]+)([^\\\n]*)", text, re.MULTILINE
        ):
            yield package, version, rest.strip(" ;")


def runtime() -> dict[tuple[str, str], str]:
    """(package, version) -> condition, of all that a full installation holds; torch has no lock."""
    return {(package, version): rest for package, version, rest in locked("runtime", "speech")} | {
        ("torch", TORCH): ""
    }


def licence(package: str) -> str:
    """Licence of a package in short form, as an SPDX expression where it has one; empty when nobody says."""
    if package in SAID_ELSEWHERE:
        return SAID_ELSEWHERE[package]
    try:
        found = metadata.metadata(package)
    except metadata.PackageNotFoundError:  # an installation with --lite
        row = re.search(
            rf"^\| {re.escape(package)} \|[^|]*\| ([^|]+) \|", PAGE.read_text("utf-8"), re.MULTILINE
        )
        return row.group(1) if row else ""
    short = found.get("License-Expression") or (found.get("License") or "").strip()
    if not short or "\n" in short or (len(short) > 120 and " AND " not in short):
        classifiers = [
            line.split(" :: ")[-1] for line in found.get_all("Classifier", []) if line.startswith("License")
        ]
        short = _CLASSIFIERS.get(classifiers[-1], classifiers[-1]) if classifiers else ""
    return _SPELLINGS.get(short, short)


def table() -> Iterator[str]:
    """Lines of the table, one a package."""
    yield "| package | version | licence | where |"
    yield "|---|---|---|---|"
    for (package, version), condition in sorted(runtime().items()):
        yield f"| {package} | {version} | {licence(package)} | {_where(condition)} |"


def _where(condition: str) -> str:
    if "win32" in condition:
        return "Windows"
    if "linux" in condition:
        return "not Linux"
    python = re.search(r"python_full_version (<|>=) '([\d.]+)'", condition)
    return f"Python {python.group(1)} {python.group(2)}" if python else ""


def write() -> None:
    """Put the table between the two marks of LICENSES.md."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text("\n".join([before + BEGIN, *table(), END + rest.partition(END)[2]]), encoding="utf-8")


if __name__ == "__main__":
    write()
