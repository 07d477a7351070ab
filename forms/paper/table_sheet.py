"""Draws a table on landscape A4, any number of pages: the ledgers and the lists of an office."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.chart import Chart
from forms.errors import FormsError
from forms.field import Field, shown
from forms.form import Printed
from forms.paper import chart_sheet
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet

LEFT, TOP, BOTTOM, WIDTH = 9.0, 28.0, 198.0, 279.0
SIZE, HEAD = 8.0, 8.5
ROW = 7.0

Row = Mapping[str, object]


def write(
    title: str, columns: Sequence[tuple[Field, int]], rows: Sequence[Row], out: Path, *, unit: str = "", on: str = "",
    closed: str = "", foot: str = "", fonts: FontBook | None = None, practice: bool = False,
    charts: Sequence[Chart] = (),
) -> Printed:  # fmt: skip
    """Write a table; ``closed`` is the disclosure class (公开方式), ``foot`` a line on every page.

    Charts follow on pages of their own.

    Raises FormsError ``row_too_tall`` for a row that no page holds, and what ``Sheet`` raises.
    """
    sheet = Sheet(title, fonts=fonts, wide=True, practice=practice)
    total = sum(width for _, width in columns)
    widths = [WIDTH * width / total for _, width in columns]
    fields = [field for field, _ in columns]
    cut = [[shown(fields, row, field.key) for field in fields] for row in rows]
    heights = [_height(sheet, cells, widths, SIZE, ROW) for cells in cut]
    head = _height(sheet, [field.zh for field in fields], widths, HEAD, ROW)
    pages = _pages(heights, BOTTOM - TOP - head)
    for number, (first, last) in enumerate(pages, 1):
        sheet.begin_page()
        sheet.text(sheet.width / 2, 15, title, 15, "centre", bold=True)
        sheet.text(LEFT, 24, f"单位: {unit}", 9.5)
        sheet.text(LEFT + WIDTH / 2, 24, f"填报日期: {on}", 9.5, "centre")
        sheet.text(LEFT + WIDTH, 24, f"第 {number} 页/共 {len(pages)} 页", 9.5, "right")
        _line(sheet, TOP, head, [field.zh for field in fields], widths, HEAD)
        y = TOP + head
        for at in range(first, last):
            _line(sheet, y, heights[at], cut[at], widths, SIZE)
            y += heights[at]
        sheet.text(LEFT, 204, foot, 8)
        sheet.text(LEFT + WIDTH, 204, f"公开方式: {closed}" if closed else "", 8, "right")
    chart_sheet.draw(sheet, charts, unit=unit, on=on, closed=closed)
    return sheet.save(out)


def _pages(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    pages, first, used = [], 0, 0.0
    for at, height in enumerate(heights):
        if height > room:
            raise FormsError("row_too_tall", row=at + 1)
        if used + height > room and at > first:
            pages.append((first, at))
            first, used = at, 0.0
        used += height
    return [*pages, (first, len(heights))]


def _height(sheet: Sheet, cells: Sequence[str], widths: Sequence[float], size: float, least: float) -> float:
    most = max(
        len(sheet.lines_of(text, width - 1.6, size)) for text, width in zip(cells, widths, strict=True)
    )
    return max(least, sheet.block_height(most, size) + 1.6)


def _line(
    sheet: Sheet, y: float, height: float, cells: Sequence[str], widths: Sequence[float], size: float
) -> None:
    x = LEFT
    for text, width in zip(cells, widths, strict=True):
        sheet.cell(x, y, width, height, text, size)
        x += width
