"""The terminal: its size, its letters, and how wide it draws the characters whose width is not settled."""

import os
import re
import shutil
import sys
import time

from fieldsuite.doctor.check import Check

COLUMNS, LINES = 80, 24
"""What every screen fits into."""
_WAIT = 0.5
"""Seconds that a terminal has to say where its cursor stands; over a slow line some need 0.2."""


def terminal() -> Check:
    """Check the terminal that this program runs in; in a pipe or a script there is none to check."""
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        return Check("terminal", True, "terminal_none")
    size = shutil.get_terminal_size()
    encoding = (sys.__stdout__.encoding if sys.__stdout__ else "") or ""
    values: dict[str, object] = {"columns": size.columns, "lines": size.lines, "encoding": encoding}
    if os.environ.get("TERM") == "dumb":
        return Check("terminal", False, "terminal_dumb", values)
    if encoding.lower().replace("-", "") != "utf8":
        return Check("terminal", False, "terminal_letters", values)
    if size.columns < COLUMNS or size.lines < LINES:
        return Check("terminal", False, "terminal_small", values)
    if ambiguous_width() == 2:
        return Check("terminal", False, "terminal_wide", values)
    return Check("terminal", True, "terminal", values)


def drawn_in(columns: int, lines: int) -> Check:
    """Check the size of a terminal that a program is drawing in already; how wide it draws, a person sees (5)."""
    values: dict[str, object] = {"columns": columns, "lines": lines, "encoding": "utf-8"}
    small = columns < COLUMNS or lines < LINES
    return Check("terminal", not small, "terminal_small" if small else "terminal", values)


def ambiguous_width() -> int:
    """Cells that the terminal gives to ``·``: 1, 2 (borders would break), or 0 when it does not say.

    Draws one at the start of the line and asks where the cursor stands (CSI 6 n), then wipes the line.
    """
    if os.name != "posix":
        return 0
    import termios
    import tty

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle)
        os.write(sys.stdout.fileno(), "\r·\x1b[6n".encode())
        answer = _answer(handle)
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)
        os.write(sys.stdout.fileno(), b"\r\x1b[2K")
    column = re.search(rb"\x1b\[\d+;(\d+)R", answer)
    return int(column.group(1)) - 1 if column else 0


def _answer(handle: int) -> bytes:
    import select

    until, heard = time.monotonic() + _WAIT, b""
    while not heard.endswith(b"R") and (left := until - time.monotonic()) > 0:
        if select.select([handle], [], [], left)[0]:
            heard += os.read(handle, 32)
    return heard
