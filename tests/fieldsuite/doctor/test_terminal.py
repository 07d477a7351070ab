"""The terminal check, in a real pseudo-terminal that answers as terminals do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = "from fieldsuite.doctor import screen; print(screen.terminal().key, screen.ambiguous_width())"
ROOT = Path(__file__).resolve().parents[3]


def ask_in_terminal(answer: bytes, columns: int = 100, lines: int = 30, **environment: str) -> str:
    """Run the check in a terminal that answers every question for its cursor with these bytes."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    # A test runner may announce a size of its own, which would be believed before the terminal's.
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    child = subprocess.Popen(
        [sys.executable, "-c", ASK],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**inherited, "TERM": "xterm", "PYTHONUTF8": "1", **environment},
    )
    os.close(theirs)
    heard = b""
    while True:
        try:
            piece = os.read(ours, 1024)
        except OSError:  # the terminal is gone with its last user
            break
        if not piece:
            break
        heard += piece
        for _ in range(piece.count(b"\x1b[6n")):
            os.write(ours, answer)
    child.wait(10)
    os.close(ours)
    assert child.returncode == 0, child.stderr.read() if child.stderr else ""
    return heard.decode().split("\x1b[2K")[-1].strip()


def test_a_terminal_that_draws_narrow_is_fine() -> None:
    assert ask_in_terminal(b"\x1b[1;2R") == "terminal 1"


def test_a_terminal_that_draws_wide_is_told() -> None:
    assert ask_in_terminal(b"\x1b[1;3R") == "terminal_wide 2"


def test_a_terminal_that_does_not_answer_is_not_waited_for() -> None:
    assert ask_in_terminal(b"") == "terminal 0"


def test_a_small_window_is_told() -> None:
    assert ask_in_terminal(b"\x1b[1;2R", columns=70).startswith("terminal_small")


def test_a_terminal_that_cannot_draw_is_told() -> None:
    assert ask_in_terminal(b"", TERM="dumb").startswith("terminal_dumb")


def test_letters_that_are_not_utf8_are_told() -> None:
    assert ask_in_terminal(b"\x1b[1;2R", PYTHONUTF8="0", PYTHONIOENCODING="latin-1").startswith(
        "terminal_letters"
    )
