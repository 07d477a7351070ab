"""检测误差曲线: one page with the curve an office's threshold was chosen from, and the numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet


@dataclass(frozen=True, slots=True)
class DetPage:
    """What is drawn: places on the unit square, from the left and from below."""

    title: str
    lines: tuple[str, ...]
    """Sentences above the curve."""
    curve: tuple[tuple[float, float], ...]
    mark: tuple[float, float] | None
    """Place of the proposed threshold."""
    ticks: tuple[tuple[float, str], ...]
    """Place and name of each mark of both axes."""
    across: str
    """Name of the axis to the right."""
    up: str
    on: date


SIDE = 120.0
"""Millimetres of the square."""
LEFT = 50.0


def print_det(page: DetPage, out: Path, *, fonts: FontBook | None = None, practice: bool = False) -> Printed:
    """Write the page as a PDF. Raises FormsError E_FONT, E_UNPRINTABLE."""
    sheet = Sheet(page.title, fonts=fonts, practice=practice)
    sheet.begin_page()
    sheet.text(sheet.width / 2, 25, page.title, 16, "centre", bold=True)
    top = 38.0
    for line in page.lines:
        for part in sheet.lines_of(line, sheet.width - 40, 10.5):
            sheet.text(20, top, part, 10.5)
            top += 6
    top += 6
    sheet.box(LEFT, top, SIDE, SIDE)
    for place, name in page.ticks:
        if 0 < place < 1:
            sheet.line(LEFT + place * SIDE, top, LEFT + place * SIDE, top + SIDE, dashed=True)
            sheet.line(LEFT, top + (1 - place) * SIDE, LEFT + SIDE, top + (1 - place) * SIDE, dashed=True)
        sheet.text(LEFT + place * SIDE, top + SIDE + 5, name, 8, "centre")
        sheet.text(LEFT - 2, top + (1 - place) * SIDE + 1, name, 8, "right")
    _draw(sheet, page.curve, top)
    if page.mark is not None:
        x, y = LEFT + page.mark[0] * SIDE, top + (1 - page.mark[1]) * SIDE
        sheet.line(x - 2, y - 2, x + 2, y + 2)
        sheet.line(x - 2, y + 2, x + 2, y - 2)
    sheet.text(LEFT + SIDE / 2, top + SIDE + 12, page.across, 10, "centre")
    sheet.text(LEFT, top - 2, page.up, 10)
    sheet.text(sheet.width - 20, sheet.height - 15, page.on.isoformat(), 9, "right")
    return sheet.save(out)


def _draw(sheet: Sheet, curve: Sequence[tuple[float, float]], top: float) -> None:
    for (x1, y1), (x2, y2) in pairwise(curve):
        sheet.line(LEFT + x1 * SIDE, top + (1 - y1) * SIDE, LEFT + x2 * SIDE, top + (1 - y2) * SIDE)
