"""Charts on paper: bars and lines in greys that a black printer keeps apart, each with its number."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from forms.chart import Chart, number_text
from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet

MARGIN, TOP, FOOT = 18.0, 30.0, 14.0
GREYS = (0.35, 0.85)
"""Fill of the first and of the second series."""
SIZE, HEAD = 9.0, 12.0
BAR, ROW = 4.2, 6.6
"""Height of a bar, and from one to the next."""
LABEL, TAIL = 42.0, 28.0
"""Room for the label before a bar and the words behind it."""
HIGH = 62.0
"""Height of a line chart."""
LEAST_ROWS = 4
"""Rows of a chart that go together onto a page; fewer do not begin at its end."""


def write(
    title: str, charts: Sequence[Chart], out: Path, *, unit: str = "", on: str = "", closed: str = "",
    fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write charts as a PDF of upright A4 pages. Raises what ``Sheet`` raises."""
    sheet = Sheet(title, fonts=fonts, practice=practice)
    draw(sheet, charts, unit=unit, on=on, closed=closed)
    return sheet.save(out)


def draw(sheet: Sheet, charts: Sequence[Chart], *, unit: str = "", on: str = "", closed: str = "") -> None:
    """Put charts on pages of a sheet, as many on each as there is room for; nothing where there are none."""
    page = _Page(sheet, unit, on, closed)
    for chart in charts:
        page.room(24 + (HIGH if chart.kind == "line" else ROW * min(LEAST_ROWS, len(chart.labels))))
        sheet.text(MARGIN, page.y, chart.title, HEAD, bold=True)
        page.y += 7
        if chart.empty:
            page.sentence(chart.empty)
            continue
        _legend(page, chart)
        if chart.kind == "line":
            _line(page, chart)
        else:
            _bars(page, chart)
        for note in chart.notes:
            page.sentence(note)
        page.y += 8


class _Page:
    """Where the next thing stands; begins a page when there is no room."""

    def __init__(self, sheet: Sheet, unit: str, on: str, closed: str) -> None:
        self.sheet, self.unit, self.on, self.closed = sheet, unit, on, closed
        self.y = sheet.height

    @property
    def width(self) -> float:
        """Millimetres between the margins."""
        return float(self.sheet.width - 2 * MARGIN)

    def room(self, height: float) -> None:
        """Begin a page unless so many millimetres are left."""
        sheet = self.sheet
        if self.y + height <= sheet.height - FOOT:
            return
        sheet.begin_page()
        sheet.text(MARGIN, 18, f"单位: {self.unit}", SIZE)
        sheet.text(sheet.width - MARGIN, 18, f"填报日期: {self.on}", SIZE, "right")
        sheet.text(sheet.width - MARGIN, sheet.height - 8, f"公开方式: {self.closed}", 8, "right")
        self.y = TOP

    def sentence(self, text: str) -> None:
        """Write a sentence, broken into lines."""
        for line in self.sheet.lines_of(text, self.width, SIZE):
            self.room(5)
            self.sheet.text(MARGIN, self.y, line, SIZE)
            self.y += 5


def _legend(page: _Page, chart: Chart) -> None:
    sheet, x = page.sheet, MARGIN
    for at, one in enumerate(chart.series):
        if chart.kind == "line":
            sheet.line(x, page.y - 1.2, x + 6, page.y - 1.2, dashed=at > 0)
        else:
            sheet.filled(x, page.y - 3, 6, 3, GREYS[at])
        sheet.text(x + 7.5, page.y, one.words, SIZE)
        x += 12 + len(one.words) * 3.4
    page.y += 4


def _bars(page: _Page, chart: Chart) -> None:
    """A row a label: parts of one bar, or a bar for each series in a half of its own."""
    sheet, apart = page.sheet, chart.kind == "beside"
    each = (page.width - LABEL) / (len(chart.series) if apart else 1)
    scale = (each - TAIL) / chart.most
    for at, label in enumerate(chart.labels):
        page.room(ROW)
        words = sheet.lines_of(label, LABEL - 3, SIZE)
        sheet.text(MARGIN + LABEL - 2, page.y + 3.4, words[0] if words else "", SIZE, "right")
        x = MARGIN + LABEL
        for number, one in enumerate(chart.series):
            if apart:
                x = MARGIN + LABEL + number * each
            long = one.numbers[at] * scale
            if long:
                sheet.filled(x, page.y, long, BAR, GREYS[number])
            x += long
            if apart:
                sheet.text(x + 1.5, page.y + 3.4, number_text(one.numbers[at]), SIZE)
        if not apart:
            sheet.text(x + 1.5, page.y + 3.4, chart.tail(at), SIZE)
        page.y += ROW
    page.y += 3


def _line(page: _Page, chart: Chart) -> None:
    """Values from 0 to 1 over the days, each with its number while there is room."""
    sheet, top = page.sheet, page.y + 4
    left, wide, high = MARGIN + 10, page.width - 14, HIGH - 22
    for mark in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        y = top + high * (1 - mark)
        sheet.filled(left, y, wide, 0.15, 0.8, border=False)
        sheet.text(left - 1.5, y + 1, f"{mark:.1f}", 8, "right")
    step = wide / max(1, len(chart.labels))
    for at, one in enumerate(chart.series):
        spots = [
            (left + (number + 0.5) * step, top + high * (1 - value))
            for number, value in enumerate(one.numbers)
        ]
        for (x1, y1), (x2, y2) in pairwise(spots):
            sheet.line(x1, y1, x2, y2, dashed=at > 0)
        if at == 0:
            for (x, y), value in zip(spots, one.numbers, strict=True):
                sheet.filled(x - 0.6, y - 0.6, 1.2, 1.2, 0)
                if step >= 8:
                    sheet.text(x, y - 2, number_text(value), 8, "centre")
    every = max(1, round(20 / step))
    for number in range(0, len(chart.labels), every):
        sheet.text(left + (number + 0.5) * step, top + high + 5, chart.labels[number], 8, "centre")
    page.y = top + high + 12
