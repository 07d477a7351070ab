"""Draws the letter to an office about the records that came back (退回通知书): one office, any number of pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet, long_date

TITLE = "认证记录退回通知书"
LEFT, WIDTH, BOTTOM = 18.0, 174.0, 262.0
HEADS = ("序号", "姓名", "个人编号", "办理日期", "方式", "退回原因", "请您这样做")
SHARES = (9.0, 22.0, 26.0, 22.0, 20.0, 30.0, 45.0)
"""Widths of the columns in millimetres."""
SIZE, LEAST = 9.5, 8.0


@dataclass(frozen=True, slots=True)
class Returned:
    """One record that came back, in words."""

    name: str
    person_no: str
    on: str
    way: str
    reason: str
    todo: str


def write(
    to: str, rows: Sequence[Returned], out: Path, *, unit: str, on: str, number: str = "", contact: str = "",
    fonts: FontBook | None = None, practice: bool = False,
) -> Printed:  # fmt: skip
    """Write the letter to one office; ``number`` names the batch. Raises FormsError as every paper."""
    sheet = Sheet(TITLE, fonts=fonts, practice=practice)
    sheet.begin_page()
    sheet.text(sheet.width / 2, 28, TITLE, 20, "centre", bold=True)
    sheet.text(LEFT, 42, f"{to}：", 12)
    said = (f"你处报来的下列 {len(rows)} 条记录经审核不能采纳，现予退回。请按“请您这样做”一栏重新办理，"
            "再随下一包报来；原记录保留，不必改动。")  # fmt: skip
    y = 50.0
    for line in sheet.lines_of("\u3000\u3000" + said, WIDTH, 11.5):
        sheet.text(LEFT, y, line, 11.5)
        y += 7
    y = _line(sheet, y, HEADS)
    for at, row in enumerate(rows, 1):
        cells = (str(at), row.name, row.person_no, row.on, row.way, row.reason, row.todo)
        if y + _height(sheet, cells) > BOTTOM:
            sheet.begin_page()
            y = _line(sheet, 20.0, HEADS)
        y = _line(sheet, y, cells)
    if y > BOTTOM - 24:
        sheet.begin_page()
        y = 20.0
    sheet.text(LEFT + WIDTH, y + 12, f"{unit}（盖章）", 12, "right")
    sheet.text(LEFT + WIDTH, y + 20, long_date(on), 12, "right")
    told = "    ".join(part for part in (f"编号: {number}" if number else "", f"联系电话: {contact}" if contact else "")
                       if part)  # fmt: skip
    sheet.text(LEFT, y + 20, told, 9.5)
    return sheet.save(out)


def _height(sheet: Sheet, cells: Sequence[str]) -> float:
    most = max(
        len(sheet.lines_of(text, width - 1.6, SIZE)) for text, width in zip(cells, SHARES, strict=True)
    )
    return max(LEAST, sheet.block_height(most, SIZE) + 2)


def _line(sheet: Sheet, y: float, cells: Sequence[str]) -> float:
    height, x = _height(sheet, cells), LEFT
    for text, width in zip(cells, SHARES, strict=True):
        sheet.cell(x, y, width, height, text, SIZE)
        x += width
    return y + height
