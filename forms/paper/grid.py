"""Rows of labels and values in boxes, as official sheets have them."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.errors import FormsError
from forms.paper.sheet import Sheet

SIZE = 10.0
"""Size of labels and values in points."""
SMALLEST = 6.5
"""A value that does not fit is made smaller down to this size, and refused below it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A label with its value beside it; widths in millimetres."""

    label: str
    value: str
    label_width: float
    value_width: float


def row(sheet: Sheet, x: float, y: float, height: float, boxes: Sequence[Box]) -> float:
    """Draw the boxes of one row from ``x`` on; gives the row's lower edge. Raises FormsError for too long a
    value."""
    for box in boxes:
        sheet.cell(x, y, box.label_width, height, box.label, SIZE)
        x += box.label_width
        sheet.cell(x, y, box.value_width, height, box.value, _size(sheet, box, height), "left", padding=1.5)
        x += box.value_width
    return y + height


def _size(sheet: Sheet, box: Box, height: float) -> float:
    size = SIZE
    while sheet.block_height(len(sheet.lines_of(box.value, box.value_width - 3, size)), size) > height:
        size -= 0.5
        if size < SMALLEST:
            raise FormsError("text_too_long", field=box.label)
    return size
