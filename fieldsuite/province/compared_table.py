"""Reads a file of another department as it comes: Excel, or CSV in UTF-8 or GB18030, whatever divides its columns."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from fieldsuite.errors import OfficeError

MOST_BYTES = 64 * 1024 * 1024
MOST_LINES = 300_000
"""A city's pensioners, three times over."""
DIVIDERS = ",\t;|"
SPOILT = "\ufffc"
"""What stands for a cell that Excel kept as a number: an identity number of it has lost its last digits."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts."""

    encoding: str
    """xlsx, utf-8 or gb18030."""
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def read_sheet(path: Path) -> Sheet:
    """Read the first table of a file; empty lines are left out.

    Raises OfficeError ``desk.not_a_table``, ``desk.table_large``; OSError when the file cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise OfficeError("desk.table_large", code="E_INPUT", path=path.name, most=MOST_LINES)
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        encoding, lines = "xlsx", _of_excel(data, path)
    else:
        encoding, text = _decoded(data, path)
        lines = _of_text(text)
    columns = tuple(next(lines, ()))
    if len([name for name in columns if name]) < 1 or not any(columns):
        raise OfficeError("desk.not_a_table", path=path.name)
    kept = []
    for line in lines:
        if any(line):
            kept.append((*line, *("" for _ in range(len(columns) - len(line))))[: len(columns)])
        if len(kept) > MOST_LINES:
            raise OfficeError("desk.table_large", code="E_INPUT", path=path.name, most=MOST_LINES)
    return Sheet(encoding, columns, tuple(kept))


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    for encoding, name in (("utf-8-sig", "utf-8"), ("gb18030", "gb18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return name, text
    raise OfficeError("desk.not_a_table", path=path.name)


def _of_text(text: str) -> Iterator[tuple[str, ...]]:
    first = text.partition("\n")[0]
    divider = max(DIVIDERS, key=first.count)
    for line in csv.reader(io.StringIO(text), delimiter=divider):
        # An apostrophe or ="…" keeps a number whole in a spreadsheet.
        yield tuple(_bare(cell) for cell in line)


def _bare(cell: str) -> str:
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.removeprefix("'").strip()


def _of_excel(data: bytes, path: Path) -> Iterator[tuple[str, ...]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows: Sequence[Sequence[object]] = list(book.worksheets[0].iter_rows(values_only=True))
    except Exception as error:  # openpyxl lets whatever zip, XML or its own checks raise through
        raise OfficeError("desk.not_a_table", path=path.name) from error
    return (tuple(_cell(cell) for cell in row) for row in rows)


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # Fifteen digits are all that a spreadsheet's number holds.
        return f"{SPOILT}{cell}" if abs(cell) >= 10**15 or cell != int(cell) else str(int(cell))
    return _bare(str(cell))
