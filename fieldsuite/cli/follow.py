"""Follows the steps of a long job: a progress line on a terminal's stderr, none otherwise; gives the last step."""

import sys
from collections.abc import Iterator
from typing import TypeVar

from fieldsuite.cli import output
from fieldsuite.words import has, say

S = TypeVar("S")


def follow(steps: Iterator[S]) -> S | None:
    """Run a job to its end and give its last step; Ctrl-C ends it cleanly between two steps."""
    last: S | None = None
    for step in followed(steps):
        last = step
    return last


def followed(steps: Iterator[S]) -> Iterator[S]:
    """Show how far a job has come, and hand each of its steps on."""
    shown = False
    for step in steps:
        line = _line(step) if sys.stderr.isatty() else ""
        if line:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
            shown = True
        yield step
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _line(step: object) -> str:
    done, total = getattr(step, "done", None), getattr(step, "total", None)
    key = f"biometric.{getattr(step, 'key', '')}"
    told = say(key, output.now.lang, **getattr(step, "values", {})) if has(key) else ""
    if isinstance(done, int) and isinstance(total, int) and total:
        filled = 20 * done // total
        return f"[{'#' * filled}{'.' * (20 - filled)}] {done}/{total} {told}".rstrip()
    return told
