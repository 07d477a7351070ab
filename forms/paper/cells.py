"""Cells of a spreadsheet that hold text and run nothing."""

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell."""


def put_text(cell: Any, text: str, *, bold: bool = False) -> None:
    """Write a text as text, whatever it begins with; a bold one is a head and stands in the middle."""
    cell.number_format = "@"
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
        cell.data_type, cell.quotePrefix = "s", text.startswith(FORMULA_STARTS)
    if bold:
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
