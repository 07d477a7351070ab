"""Charts in Excel: a sheet each, the numbers in a table, and beside it the spreadsheet's own chart that draws them."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.utils import get_column_letter

from forms.chart import Chart, number_text
from forms.paper.cells import put_text
from forms.paper.whole import write_whole

WIDTH = 20.0
"""Centimetres of a chart."""
LEAST, EACH = 8.0, 0.7
"""Height of a chart and what a label adds, in centimetres."""
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
"""Characters that a sheet's name must not have."""


def write(out: Path, charts: Sequence[Chart], *, closed: str = "") -> None:
    """Write an Excel book of charts; ``closed`` is the disclosure class (公开方式). Raises FormsError E_DISK_FULL."""
    book = Workbook()
    book.remove(book.active)
    add(book, charts, closed=closed)
    content = io.BytesIO()
    book.save(content)
    write_whole(out, content.getvalue())


def add(book: Workbook, charts: Sequence[Chart], *, closed: str = "") -> None:
    """Add a sheet for each chart behind those that are there."""
    for chart in charts:
        table = book.create_sheet(chart.title.translate(NOT_IN_NAMES)[:31])
        rows = _table(table, chart)
        notes = [
            *([chart.empty] if chart.empty else chart.notes),
            *([f"公开方式: {closed}"] if closed else []),
        ]
        for at, note in enumerate(notes, rows + 2):
            put_text(table.cell(at, 1), note)
        if not chart.empty:
            table.add_chart(_drawn(table, chart), f"{get_column_letter(len(chart.series) + 3)}2")


def _table(table: Any, chart: Chart) -> int:
    for column, words in enumerate((chart.axis, *(one.words for one in chart.series)), 1):
        put_text(table.cell(1, column), words, bold=True)
        table.column_dimensions[get_column_letter(column)].width = 18
    for row, label in enumerate(chart.labels, 2):
        put_text(table.cell(row, 1), label)
        for column, one in enumerate(chart.series, 2):
            number = one.numbers[row - 2]
            table.cell(row, column).value = float(number_text(number)) if number % 1 else int(number)
    table.freeze_panes = "A2"
    return len(chart.labels) + 1


def _drawn(table: Any, chart: Chart) -> Any:
    last = len(chart.labels) + 1
    drawn: Any = LineChart() if chart.kind == "line" else BarChart()
    drawn.title, drawn.width = chart.title, WIDTH
    drawn.height = LEAST
    if chart.kind != "line":
        drawn.type = "bar" if chart.kind == "stacked" else "col"
        drawn.gapWidth = 40
        if chart.kind == "stacked":
            drawn.grouping, drawn.overlap = "stacked", 100
            drawn.height = max(LEAST, 3 + EACH * len(chart.labels))
            drawn.x_axis.scaling.orientation = "maxMin"  # the first label on top, as in the table
    else:
        drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = 0, 1
    drawn.add_data(Reference(table, min_col=2, max_col=len(chart.series) + 1, min_row=1, max_row=last),
                   titles_from_data=True)  # fmt: skip
    drawn.set_categories(Reference(table, min_col=1, min_row=2, max_row=last))
    drawn.x_axis.delete = drawn.y_axis.delete = False  # openpyxl leaves both axes out otherwise
    drawn.legend.position = "b"
    return drawn
