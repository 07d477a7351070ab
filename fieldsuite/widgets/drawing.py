"""What this terminal can draw: colours, only shades of its one colour, or only ASCII."""

import ctypes
import os
import sys
from typing import Any, Literal

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

Drawing = Literal["colour", "shades", "ascii"]

_SIGNS = (
    ("█▓▙▟▛▜▉▊▋▌▍▎▏▐▇▆", "#"),
    ("▀▔▘▝▖▗", "'"),
    ("▄▁▂▃▅", "_"),
    ("░▒", "."),
    ("─━═╴╶╸╺", "-"),
    ("│┃║╵╷┆┊", "|"),
    ("┌┐└┘├┤┬┴┼┏┓┗┛┣┫╭╮╰╯╔╗╚╝•①②③④⑤⑥", "+"),
    ("◀‹◁", "<"), ("▶›▷▸", ">"), ("▲△↑", "^"), ("▼▽↓", "v"), ("✓✔", "+"), ("✗✘", "x"), ("…", "~"), ("·", "."),
    ("⚠", "!"),
)  # fmt: skip
"""Signs of blocks, lines, arrows and marks, and what stands for them: one cell for one cell."""
_ASCII = str.maketrans({sign: plain for signs, plain in _SIGNS for sign in signs})


def drawing(app: Any, encoding: str | None = None) -> Drawing:
    """How pictures are drawn in this app.

    ``colour`` needs 256 colours; where the person wants none (NO_COLOR, https://no-color.org) or the terminal has 16
    or fewer it is ``shades``; where ``encoding``, that of the terminal, has no blocks ``ascii``.
    """
    if ascii_only(encoding) or getattr(app, "only_ascii", False):
        return "ascii"
    return "colour" if app.console.color_system in ("256", "truecolor") and not app.no_color else "shades"


def ascii_only(encoding: str | None = None) -> bool:
    """True where the terminal's encoding (default: that of this process) cannot say blocks and lines, as in GBK."""
    out = sys.__stdout__ if sys.platform == "win32" else sys.__stderr__
    try:
        "▀▒┏✓".encode(encoding or getattr(out, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


ASIAN_PAGES = (932, 936, 949, 950)
"""Code pages of Japanese, simplified and traditional Chinese and Korean Windows."""


def breaks_borders(page: int | None = None) -> bool:
    """True in Windows' old console on a Chinese, Japanese or Korean system, where lines and blocks take two cells.

    That console measures each glyph of ambiguous width (microsoft/edit issue 115, microsoft/WSL issue 1359), and
    SimSun's lines are square. Windows Terminal, which names itself in WT_SESSION, ConEmu and VS Code give them one.
    """
    if page is None:
        windll: Any = getattr(ctypes, "windll", None)
        page = windll.kernel32.GetACP() if windll is not None else 0
    modern = ("WT_SESSION", "ConEmuANSI", "TERM_PROGRAM", "MSYSTEM")
    return page in ASIAN_PAGES and not any(name in os.environ for name in modern)


def as_ascii(text: str) -> str:
    """The same with signs of ASCII for blocks, lines and marks, cell for cell; letters stay as they are."""
    return text.translate(_ASCII)


class OnlyAscii(LineFilter):
    """Writes the whole program in letters and signs of ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the line with other signs."""
        return [Segment(as_ascii(text), style, control) for text, style, control in segments]
