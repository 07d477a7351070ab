"""Draws the slip a person takes home: in large type, the upper part of a page, with the code."""

from collections.abc import Sequence
from pathlib import Path

from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.roster_pen import code_png
from forms.paper.sheet import Sheet

TITLE = "领取社会保险待遇资格认证凭条"
DUTY = "待遇领取人员有义务协助资格认证；地址、电话有变化请告诉我们。本凭条不作其他用途。"
LEAST = 18.0
"""Points of the smallest letter: whoever carries the slip reads without glasses (large print begins at 18 points)."""
LEFT, TOP, WIDTH = 18.0, 22.0, 174.0
CODE = 58.0
"""Millimetres of the code: a telephone reads it at arm's length."""
LINE = 0.56
"""Millimetres a line takes for each point of its type."""


def write(
    lines: Sequence[tuple[str, str]], code: str, out: Path, *, contact: str = "", hotline: str = "",
    fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write the slip on the upper part of an A4 page, to be cut off."""
    sheet = Sheet(TITLE, fonts=fonts, practice=practice)
    sheet.begin_page()
    sheet.text(LEFT, TOP, TITLE, 24, bold=True)
    y = TOP + 14
    for label, value in lines:
        y = _lines(sheet, LEFT, y, f"{label}：{value}", WIDTH, 20)
    told = [f"联系电话: {contact}" if contact else "", f"举报监督电话: {hotline}" if hotline else "", DUTY]
    beside, below = LEFT + CODE + 6, y + CODE + 4
    sheet.picture(LEFT, y, CODE, code_png(code, version=None))
    y += LEAST * LINE
    for sentence in filter(None, told):
        y = _lines(sheet, beside, y, sentence, WIDTH - CODE - 6, LEAST)
    cut = max(y, below) + 2
    sheet.line(5, cut, sheet.width - 5, cut, dashed=True)
    return sheet.save(out)


def _lines(sheet: Sheet, x: float, y: float, text: str, width: float, size: float) -> float:
    """Write a text in as many lines as it needs; gives where the next one goes."""
    for line in sheet.lines_of(text, width, size):
        sheet.text(x, y, line, size)
        y += size * LINE
    return y + 1
