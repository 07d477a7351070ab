"""What people type into fields, read as values."""

from calendar import monthrange
from datetime import date
from pathlib import Path

from biometric.steps import Action

ACTIONS: dict[str, Action] = {
    "眨眼": "blink", "张嘴": "mouth", "抬头": "up", "低头": "down", "向左转头": "left", "向右转头": "right",
    "blink": "blink", "mouth": "mouth", "up": "up", "down": "down", "left": "left", "right": "right",
}  # fmt: skip
"""What may be typed for the actions of a clip, in either language."""


def read_list(typed: str) -> list[str]:
    """Read words with semicolons, commas or their Chinese forms between them."""
    for mark in "；，、,":
        typed = typed.replace(mark, ";")
    return [part.strip() for part in typed.split(";") if part.strip()]


def read_actions(typed: str) -> tuple[Action, ...]:
    """Read ``眨眼;向左转头`` or ``blink;left``; words that are no action are left out."""
    return tuple(ACTIONS[word] for word in read_list(typed) if word in ACTIONS)


def read_paths(typed: str) -> tuple[Path, ...]:
    """Read paths with semicolons between them; ``~`` is the user's own folder."""
    parts = typed.replace("；", ";").split(";")
    return tuple(Path(part.strip()).expanduser() for part in parts if part.strip())


def read_day(typed: str) -> date | None:
    """Read 2026-11-02, 2026/11/2 or 20261102; None when there is no such day."""
    parts = typed.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    year, month, day = map(int, parts)
    good = 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if good else None


def read_number(typed: str) -> float | None:
    """Read 1.5, -0,8 or +2 with any sign an input method makes of it; None when it is no number."""
    plain = typed.strip().replace("，", ".").replace(",", ".").replace("－", "-").replace("−", "-")
    body = plain.removeprefix("-").removeprefix("+")
    good = body.count(".") <= 1 and body.replace(".", "").isdecimal() and len(body) <= 8
    return float(plain) if good else None
