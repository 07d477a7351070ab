"""Hands over to the version that is in use: ``.venv/bin/fieldsuite`` stays where it was when a newer one came."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2]
"""Folder that this version lies in."""


def hand_over(words: list[str], program: Path = PROGRAM) -> int | None:
    """Become the version in use when it is another one; None when it is this one, which costs one look at the disk."""
    if not (program / "in-use.json").is_file():
        return None
    from starting import versions

    chosen = versions.chosen(program)
    if chosen == program:
        return None
    line = [sys.executable, str(chosen / "start.py"), *words]
    if os.name != "nt":
        os.execv(line[0], line)
    return subprocess.run(line).returncode
