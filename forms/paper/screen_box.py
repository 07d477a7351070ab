"""Draws a picture of a screen: text in cells, a wide character in two; lines and blocks are drawn, not set in type."""

import unicodedata
from collections.abc import Sequence

from forms.paper.sheet import Sheet

HIGH = 2.1
"""Height of a line in widths of a cell, as terminals have it."""
PART = 8
"""Blocks are told in eighths of a cell: left, top, width, height."""
BLOCKS = {
    "█": (0, 0, 8, 8), "▀": (0, 0, 8, 4), "▄": (0, 4, 8, 4), "▁": (0, 7, 8, 1), "▃": (0, 5, 8, 3), "▔": (0, 0, 8, 1),
    "▊": (0, 0, 6, 8), "▋": (0, 0, 5, 8), "▌": (0, 0, 4, 8), "▍": (0, 0, 3, 8), "▎": (0, 0, 2, 8), "▏": (0, 0, 1, 8),
}  # fmt: skip
LINES = {
    "─": ((0, 4, 8, 4),), "━": ((0, 4, 8, 4),), "╸": ((0, 4, 4, 4),), "╺": ((4, 4, 8, 4),), "│": ((4, 0, 4, 8),),
    "╭": ((4, 4, 8, 4), (4, 4, 4, 8)), "╮": ((0, 4, 4, 4), (4, 4, 4, 8)),
    "╰": ((4, 4, 8, 4), (4, 0, 4, 4)), "╯": ((0, 4, 4, 4), (4, 0, 4, 4)),
}  # fmt: skip
SIGNS = {"✓": "√", "✗": "×", "▸": ">", "▼": "v"}
"""Signs that fonts for Chinese papers lack."""


def cells(character: str) -> int:
    """Give how many cells of a line a character takes: 1, or 2 (Unicode, UAX 11: wide and fullwidth)."""
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def height(lines: Sequence[str], width: float) -> float:
    """Give the height in millimetres of a picture that is ``width`` millimetres wide."""
    return len(lines) * _cell(lines, width) * HIGH + 2


def draw(sheet: Sheet, x: float, y: float, lines: Sequence[str], width: float) -> None:
    """Draw the picture with its frame; ``x`` and ``y`` are its top left corner, millimetres."""
    cell = _cell(lines, width)
    sheet.box(x - 1, y, width + 2, height(lines, width))
    for row, line in enumerate(lines):
        column, top = 0, y + 1 + row * cell * HIGH
        for character in line:
            if not character.isspace():
                _one(sheet, x + column * cell, top, cell, SIGNS.get(character, character))
            column += cells(character)


def _cell(lines: Sequence[str], width: float) -> float:
    return width / max((sum(map(cells, line)) for line in lines), default=1)


def _one(sheet: Sheet, x: float, top: float, cell: float, character: str) -> None:
    across, down = cell / PART, cell * HIGH / PART
    if block := BLOCKS.get(character):
        left, above, wide, tall = block
        sheet.filled(x + left * across, top + above * down, wide * across, tall * down, 0.35, border=False)
    elif strokes := LINES.get(character):
        for x1, y1, x2, y2 in strokes:
            sheet.line(x + x1 * across, top + y1 * down, x + x2 * across, top + y2 * down)
    else:
        # A wide character fills its two cells; points are 0.353 millimetres.
        sheet.text(x, top + cell * HIGH * 0.78, character, cell * 2 / 0.353 * 0.95)
