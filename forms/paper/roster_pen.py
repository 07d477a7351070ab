"""The roster for the pen: a code and boxes to tick for each person, codes at the corners, so that a photograph is read.

Every length is in millimetres from the top left of a landscape A4 page, in ``GEOMETRY``, which the reader uses too.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.field import Data
from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.sheet import Sheet, long_date

PAGE_WIDTH, PAGE_HEIGHT = 297.0, 210.0
ROWS = 9
"""Lines of one page."""
TOP, ROW, LEFT = 34.0, 17.0, 8.0
CODE = 14.0
"""Width of a line's code."""
CORNER = 12.0
"""Width of a corner's code."""
BOX = 4.0
MODULES = 21
"""Modules of a code, which has a border of one around it."""
MARKS = ("self_care", "partial_care", "bedridden", "dead", "missing", "prison", "other", "absent", "moved", "hospital",
         "refused")  # fmt: skip
LABELS = {
    "self_care": "能自理", "partial_care": "半自理", "bedridden": "卧床", "dead": "已死亡", "missing": "下落不明",
    "prison": "服刑", "other": "其他", "absent": "不在家", "moved": "搬走", "hospital": "住院", "refused": "拒绝",
}  # fmt: skip
"""Mark -> words beside its box."""
BOXES_AT = 110.0
"""Left edge of the first box; the boxes stand in two lines."""
STEP = 22.0
PER_LINE = 6
CORNERS = {"TL": (8.0, 6.0), "TR": (277.0, 6.0), "BL": (8.0, 192.0), "BR": (277.0, 192.0)}
"""Place of the codes at the corners."""


@dataclass(frozen=True, slots=True)
class Place:
    """A square on the page: left, top, width."""

    x: float
    y: float
    width: float


def row_place(line: int) -> Place:
    """Where the code of a line (from 0) stands."""
    return Place(LEFT + 1.5, TOP + line * ROW + 1.5, CODE)


def mark_place(line: int, mark: str) -> Place:
    """Where the box of a mark stands."""
    at = MARKS.index(mark)
    return Place(BOXES_AT + (at % PER_LINE) * STEP, TOP + line * ROW + 2.5 + (at // PER_LINE) * 7.0, BOX)


def strip_place(line: int) -> tuple[float, float, float, float]:
    """The whole line: left, top, right, bottom."""
    return LEFT, TOP + line * ROW, PAGE_WIDTH - LEFT, TOP + (line + 1) * ROW


def corner_code(roster: str, page: int, corner: str) -> str:
    """Write the code of a corner."""
    return f"P{roster.upper()}{page:03d}{list(CORNERS).index(corner)}"


def write(
    title: str, head: Data, rows: Sequence[Data], roster: str, out: Path, *, fonts: FontBook | None,
    practice: bool = False,
) -> Printed:  # fmt: skip
    """Write the roster; a row has ``name``, ``sex``, ``person_no``, ``id_no``, ``address``, ``phone``."""
    sheet = Sheet(title, fonts=fonts, wide=True, practice=practice)
    pages = max(1, -(-len(rows) // ROWS))
    for page in range(pages):
        sheet.begin_page()
        _frame(sheet, title, head, roster, page + 1, pages)
        for line, row in enumerate(rows[page * ROWS : (page + 1) * ROWS]):
            _row(sheet, roster, line, page * ROWS + line + 1, row)
    return sheet.save(out)


def _frame(sheet: Sheet, title: str, head: Data, roster: str, page: int, pages: int) -> None:
    for corner, (x, y) in CORNERS.items():
        sheet.picture(x, y, CORNER, code_png(corner_code(roster, page, corner)))
    sheet.text(PAGE_WIDTH / 2, 14, title, 15, "centre", bold=True)
    sheet.text(24, 24, f"单位名称: {head['unit_name']}    单位编号: {head['unit_no']}", 10)
    sheet.text(PAGE_WIDTH - 24, 24, f"填报日期: {long_date('')}    第 {page} 页/共 {pages} 页", 10, "right")
    sheet.text(24, 31, "每人只在一个框内打勾；死亡、下落不明、服刑、其他，请在右边写明日期或原因。", 9)
    sheet.text(
        24, 199, "走访人签名:                              见证人签名:                              ", 10
    )
    sheet.text(24, 205, "拍照或扫描时请拍全四角的方码，纸面平整，不要遮挡。", 8)


def _row(sheet: Sheet, roster: str, line: int, number: int, row: Data) -> None:
    left, top, right, bottom = strip_place(line)
    sheet.box(left, top, right - left, bottom - top)
    place = row_place(line)
    sheet.picture(place.x, place.y, place.width, code_png(row_code(roster, number)))
    x = left + CODE + 4
    sheet.text(x, top + 5, f"{number}  {row['name']}  {row['sex']}  {row['phone']}", 10.5, bold=True)
    sheet.text(x, top + 9.5, f"{row['id_no']}  {row['person_no']}", 8)
    for at, words in enumerate(sheet.lines_of(str(row["address"]), BOXES_AT - x - 3, 8)[:2]):
        sheet.text(x, top + 13 + at * 3, words, 8)
    for mark in MARKS:
        box = mark_place(line, mark)
        sheet.box(box.x, box.y, box.width, box.width)
        sheet.text(box.x + box.width + 1, box.y + box.width - 0.6, LABELS[mark], 8.5)
    sheet.text(right - 42, top + 6, "日期      月      日", 8)
    sheet.text(right - 42, top + 13, "说明", 8)


def row_code(roster: str, row: int) -> str:
    """Write the code of a line; which person it is, only the office knows that printed it."""
    return f"R{roster.upper()}{row:04d}"


def code_png(text: str, version: int | None = 1) -> bytes:
    """Draw a code as PNG: QR of 21 modules, error correction Q, so that a fold or a stain leaves it readable.

    Without a version it is as large as the text needs, with error correction M.
    """
    import segno

    out = io.BytesIO()
    error = "q" if version else "m"
    made = segno.make(text, error=error, version=version, micro=False, boost_error=False)
    made.save(out, kind="png", scale=8, border=1 if version else 4)
    return out.getvalue()
