"""What the program did, for whoever helps: commands, refusals and faults by their codes, and no word that was typed.

A line is made of closed vocabularies only: the names of commands, keys of our own sentences, codes, numbers. Nothing
else can be written, so no name, number or path of a person can stray into it. It says nothing of who did it to whom;
that is the log of acts (``audit``), which is sealed.
"""

import contextlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from fieldsuite.words import has

Event = Literal["screens", "ended", "command", "refused", "fault"]
NAME, KEPT = "program.log", 3
"""File below ``logs``, and how many there are of it in all: program.log, program.1.log, program.2.log."""
FULL = 256 * 1024
"""Bytes after which a new file is begun: two months of a busy village."""
_CODE = re.compile(r"E_[A-Z_]{1,30}", re.ASCII)
_COMMAND = re.compile(r"[a-z]{1,12}( [a-z-]{1,20})?", re.ASCII)


def note(
    home: Path, event: Event, *, command: str = "", error: BaseException | None = None, status: int | None = None,
    took: float | None = None, now: datetime | None = None,
) -> None:  # fmt: skip
    """Write a line; where there is no office none is written. A disk that refuses stops nothing.

    ``command`` is what the caller knows to be the name of a command, ``error`` one of ours or a fault of the program,
    of which the kind is named; ``took`` are seconds.
    """
    if not (home / "office.json").is_file():
        return
    said = [f"{now or datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", event]
    if _COMMAND.fullmatch(command):
        said.append(f"command={command.replace(' ', '.')}")
    said += _of(error)
    said += [f"exit={int(status)}"] if status is not None else []
    said += [f"seconds={took:.2f}"] if took is not None else []
    path = home / "logs" / NAME
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        _begin_anew(path)
        with path.open("a", encoding="ascii", errors="replace") as file:
            file.write(" ".join(said) + "\n")


def _of(error: BaseException | None) -> list[str]:
    if error is None:
        return []
    room, key = str(getattr(error, "room", "")), str(getattr(error, "key", ""))
    code, full = str(getattr(error, "code", "")), f"{room}.{key}" if room else key
    said = [f"code={code}"] if _CODE.fullmatch(code) else []
    return [*said, f"key={full}"] if key and has(full) else [*said, f"kind={type(error).__name__}"]


def _begin_anew(path: Path) -> None:
    if not path.is_file() or path.stat().st_size < FULL:
        return
    for number in range(KEPT - 1, 0, -1):
        older = path.with_name(f"program.{number}.log")
        newer = path.with_name(f"program.{number - 1}.log") if number > 1 else path
        if newer.is_file():
            os.replace(newer, older)  # noqa: PTH105 - in one step, over what is there


def files(home: Path) -> tuple[Path, ...]:
    """Give what is kept, the oldest first."""
    folder = home / "logs"
    older = [folder / f"program.{number}.log" for number in range(KEPT - 1, 0, -1)]
    return tuple(path for path in (*older, folder / NAME) if path.is_file())
