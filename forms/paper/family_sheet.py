"""Draws the note for the family in large type: an old person reads it at arm's length without glasses."""

from collections.abc import Sequence
from pathlib import Path

from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet

LEAST = 18.0
"""Points of the smallest letter (design page screens: large type; print for low vision begins at 18)."""
TITLE, TEXT = 28.0, 20.0
LEFT, WIDTH = 20.0, 170.0
LINE = 0.56
"""Millimetres a line takes for each point of its type."""


def write(
    title: str, said: Sequence[tuple[str, str]], ways: tuple[str, Sequence[str]], told: Sequence[str], out: Path,
    *, unit: str, fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write one page: the title, fields with their labels, the ways that are open, what else is told, who says it."""
    sheet = Sheet(title, fonts=fonts, practice=practice)
    sheet.begin_page()
    y = _lines(sheet, 30.0, title, TITLE, bold=True) + 6
    for label, value in said:
        y = _lines(sheet, y, f"{label}：{value}", TEXT) + 3
    y = _lines(sheet, y + 4, f"{ways[0]}：", TEXT, bold=True) + 1
    for number, way in enumerate(ways[1], 1):
        y = _lines(sheet, y, f"{number}. {way}", TEXT) + 1
    y += 6
    for sentence in told:
        y = _lines(sheet, y, sentence, TEXT, bold=True) + 1
    sheet.text(LEFT + WIDTH, min(y + 12, 280.0), unit, LEAST, "right")
    return sheet.save(out)


def _lines(sheet: Sheet, y: float, text: str, size: float, *, bold: bool = False) -> float:
    for line in sheet.lines_of(text, WIDTH, size):
        sheet.text(LEFT, y, line, size, bold=bold)
        y += size * LINE
    return y
