"""Tables for Excel and CSV: text stays text, and what a spreadsheet has spoiled is refused.

An identity number kept as a number has lost its last digits, and a personal number its zeros; so every cell is
written as text, and a number where text belongs is refused with a sentence. A text that begins like a formula gets an
apostrophe before it, in CSV where a spreadsheet would run it, and is stored as text in Excel.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from forms.chart import Chart
from forms.errors import FormsError
from forms.field import Choice, Field, shown
from forms.paper import chart_book
from forms.paper.cells import FORMULA_STARTS, put_text
from forms.paper.whole import write_whole

WIDTHS = {"name": 14, "choice": 22, "number": 22, "date": 16, "month": 12, "phone": 18}
"""Widths of columns by the kind of field, in characters; others follow the field's limit."""
SPOILT = re.compile(r"\d(\.\d+)?E\+\d{1,2}", re.IGNORECASE)
"""What a spreadsheet writes into CSV for a number of eighteen digits: 5.10502E+17; the digits are gone."""
VALIDATED_ROWS = 10_000
"""Rows of a template that offer the lists of choices."""

Row = Mapping[str, Any]


def neutral(text: str) -> str:
    """Give a text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def write_csv(
    out: Path, fields: Sequence[Field], rows: Iterable[Row], *, encoding: str = "utf-8-sig"
) -> None:  # fmt: skip
    """Write rows as CSV in UTF-8 with a byte order mark, which Excel needs to read Chinese, or in GB18030."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.zh for field in fields])
    writer.writerows([[neutral(shown(fields, row, field.key)) for field in fields] for row in rows])
    write_whole(out, text.getvalue().encode(encoding))


def write_xlsx(
    out: Path, fields: Sequence[Field], rows: Iterable[Row], *, title: str = "", charts: Sequence[Chart] = ()
) -> None:
    """Write rows as an Excel table of text cells; columns of choices offer their list, each chart has a sheet."""
    book = Workbook()
    table = book.active
    table.title = title[:31] or "Sheet1"
    _line(table, 1, [field.zh for field in fields], bold=True)
    for number, row in enumerate(rows, 2):
        _line(table, number, [shown(fields, row, field.key) for field in fields])
    for column, field in enumerate(fields, 1):
        letter = get_column_letter(column)
        table.column_dimensions[letter].width = WIDTHS.get(field.kind, min(40, max(12, field.limit)))
        table.column_dimensions[letter].number_format = "@"
        if field.choices and len(listed := ",".join(choice.zh for choice in field.choices)) <= 255:
            offer = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            offer.add(f"{letter}2:{letter}{VALIDATED_ROWS}")
            table.add_data_validation(offer)
    table.freeze_panes, table.print_title_rows = "A2", "1:1"
    chart_book.add(book, charts)
    content = io.BytesIO()
    book.save(content)
    write_whole(out, content.getvalue())


def _line(table: Any, number: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for column, text in enumerate(texts, 1):
        put_text(table.cell(number, column), text, bold=bold)


def read_table(path: Path, fields: Sequence[Field]) -> list[dict[str, str]]:
    """Read the rows of an Excel or CSV table; columns are found by their Chinese or English name or key.

    Raises FormsError: ``not_a_table``, ``missing_column`` (a required one), ``numeric_cell`` (row and column).
    """
    lines = _csv_lines(path) if path.suffix.lower() == ".csv" else _excel_lines(path)
    columns = _columns(next(lines, []), fields)
    rows = []
    for number, cells in enumerate(lines, 2):
        row = {field.key: _text(cells[at], field, number) for at, field in columns.items() if at < len(cells)}
        if any(row.values()):
            rows.append(row)
    return rows


def _columns(names: Sequence[object], fields: Sequence[Field]) -> dict[int, Field]:
    known = {name: field for field in fields for name in (field.zh, field.en, field.key)}
    found = {at: known[str(name).strip()] for at, name in enumerate(names) if str(name).strip() in known}
    absent = [field.zh for field in fields if field.required is True and field not in found.values()]
    if absent:
        raise FormsError("missing_column", columns="、".join(absent))
    return found


def _text(cell: object, field: Field, row: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date) and field.kind in ("date", "month"):
        return f"{cell:%Y-%m-%d}"[: 7 if field.kind == "month" else 10]
    if not isinstance(cell, str):
        raise FormsError("numeric_cell", row=row, column=field.zh)
    text = cell.removeprefix("'").strip()
    if SPOILT.fullmatch(text):
        raise FormsError("numeric_cell", row=row, column=field.zh)
    return next((choice.value for choice in field.choices if text in _names(choice)), text)


def _names(choice: Choice) -> tuple[str, str, str]:
    return choice.value, choice.zh, choice.en


def _csv_lines(path: Path) -> Iterator[Sequence[object]]:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):  # Excel in Chinese saves CSV as GB18030
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return csv.reader(io.StringIO(text))
    raise FormsError("not_a_table", path=path.name)


def _excel_lines(path: Path) -> Iterator[Sequence[object]]:
    content = io.BytesIO(path.read_bytes())
    try:
        book = load_workbook(content, data_only=True)
    except Exception as error:  # openpyxl lets whatever zip, XML or its own checks raise through
        raise FormsError("not_a_table", path=path.name) from error
    return iter(book.worksheets[0].iter_rows(values_only=True))
