"""How the work at the queue goes, in numbers: written by the program that has workers, read by the upload address.

The address opens no database, so the numbers lie in a small file in its folder. They are numbers and codes only; what
is read is checked for that once more, because it is shown to whoever watches the machine.
"""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from keys.files import write_owner_only

STALE = 120.0
"""Seconds after which a program that wrote nothing is no longer at work."""
FORGOTTEN = 86_400.0
"""Seconds after which its file is removed."""
_WORD = re.compile(r"[A-Za-z_]{0,40}")
_PROGRAM = re.compile(r"[0-9a-f]{8}")


@dataclass(slots=True)
class WorkNumbers:
    """Numbers of one program with workers."""

    workers: int
    bundles: dict[str, int] = field(default_factory=dict)
    """Result, or ``again`` and ``later`` -> how many since it began."""
    codes: dict[str, int] = field(default_factory=dict)
    """Code -> how often."""
    seconds: float = 0.0
    """Working time of its workers over bundles."""
    records: int = 0
    """Records stored."""
    alarms: int = 0
    """Alarms that the search of faces and pictures raised."""
    states: dict[str, int] = field(default_factory=dict)
    """State -> bundles of the whole queue, whoever works on them."""
    oldest: float = 0.0
    """Seconds for which the oldest bundle that is not taken in has waited."""


def write(folder: Path, program: str, numbers: WorkNumbers) -> None:
    """Write them for the address to read. Raises OSError, KeysError E_DISK."""
    folder.mkdir(exist_ok=True)
    write_owner_only(folder / f"{program}.json", json.dumps(asdict(numbers)).encode("ascii"))


def read(folder: Path, now: float) -> Sequence[tuple[str, WorkNumbers]]:
    """Give the numbers of every program at work, the newest last; ``now`` as a file's time is told."""
    found: list[tuple[float, str, WorkNumbers]] = []
    for path in folder.glob("*.json") if folder.is_dir() else ():
        with suppress(OSError, ValueError, TypeError):
            age = now - path.stat().st_mtime
            if age > FORGOTTEN:
                path.unlink(missing_ok=True)
            elif age <= STALE and _PROGRAM.fullmatch(path.stem):
                found.append((-age, path.stem, _checked(json.loads(path.read_bytes()))))
    return [(program, numbers) for _, program, numbers in sorted(found, key=lambda one: one[:2])]


def _checked(said: Mapping[str, Any]) -> WorkNumbers:
    numbers = WorkNumbers(**said)
    for words in (numbers.bundles, numbers.codes, numbers.states):
        if not all(_WORD.fullmatch(word) and type(count) is int for word, count in words.items()):
            raise ValueError("not numbers")
    whole = (numbers.workers, numbers.records, numbers.alarms)
    if not all(type(one) is int for one in whole) or not all(
        isinstance(one, int | float) for one in (numbers.seconds, numbers.oldest)
    ):
        raise ValueError("not numbers")
    return numbers
