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
    line = Line()
    for step in steps:
        line(step)
        yield step
    line.clear()


class Line:
    """The line that says how far a job has come; on a terminal only."""

    def __init__(self) -> None:
        self.shown = False

    def __call__(self, step: object) -> None:
        """Say it of a step; one that says nothing leaves the line as it is."""
        if line := _line(step) if sys.stderr.isatty() else "":
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
            self.shown = True

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _line(step: object) -> str:
    done, total = getattr(step, "done", None), getattr(step, "total", None)
    key = str(getattr(step, "key", ""))
    key = key if has(key) else f"biometric.{key}"
    told = say(key, output.now.lang, **getattr(step, "values", {})) if has(key) else ""
    if isinstance(done, int) and isinstance(total, int) and total:
        filled = 20 * done // total
        return f"[{'#' * filled}{'.' * (20 - filled)}] {done}/{total} {told}".rstrip()
    return told
