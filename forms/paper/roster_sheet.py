"""Draws the roster as annex 1 of the Guangxi notice: landscape A4, two-level head, foot and notes on every
page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.errors import FormsError
from forms.field import Data
from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.sheet import Align, Sheet, long_date

LEFT, TOP, BOTTOM = 7.0, 17.0, 203.0
BODY, SMALL, HEADING, TITLE = 9.0, 8.5, 10.5, 18.0
"""Sizes in points: rows and column heads; notes; the lines above and below the table; the title."""
ROW = 8.2
"""Lowest height of a row in millimetres, as measured for the notice's sheet (design page forms, 1.2)."""
UPPER, LOWER = 7.0, 9.0
"""Heights of the two levels of the table's head."""

NOTES = (
    "填写说明:",
    "1. 认证时间 (详细填写年月日);",
    "2. 认证地点 (详细填写待遇领取人认证地点);",
    "3. 领取待遇资格确认, 由负责认证的机构根据被确认人的基本状况如健在、"
    "(请按: 能自理、半自理需陪护或卧床全陪护情况填写)、"
    "已死亡(注明年月日)、下落不明(注明原因)、在押服刑(注明年月日)等, 如实填写予以证明。",
)
"""Verbatim (Guangxi notice of 2020-06-10, annex 1)."""

BLANK_BELOW = "以下空白"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: width in millimetres, its head, the row's key, and how its text stands."""

    width: float
    head: str
    key: str
    align: Align = "centre"


COLUMNS = (
    Column(10, "序号", "seq"), Column(24, "个人编号", "person_no"), Column(18, "姓名", "name"),
    Column(10, "性别", "sex"), Column(38, "身份证号码", "id_no"), Column(17, "出生年月", "birth_ym"),
    Column(21, "认证时间\n(年月日)", "cert_on"), Column(28, "认证地点", "cert_place", "left"),
    Column(26, "联系方式", "phone"), Column(42, "现居住地详细地址", "address", "left"),
    Column(27, "基本状况", "status"), Column(22, "死亡时间\n(年月日)", "death_on"),
)  # fmt: skip
"""Widths of design page forms 1.2; 基本状况 is 27 for 22, so that 健在-半自理需陪护 stays on one line."""

WIDTH = sum(column.width for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Row:
    """One row ready to draw."""

    cells: tuple[str, ...]
    height: float


def write(
    title: str, head: Data, rows: Sequence[Data], out: Path, *, fonts: FontBook | None, practice: bool, draft: bool
) -> Printed:  # fmt: skip
    """Write clean rows under a clean head; ``status`` is the text of the cell.

    Raises FormsError ``row_too_tall`` for a row that no page holds, and what ``Sheet`` raises.
    """
    sheet = Sheet(title, fonts=fonts, wide=True, practice=practice, draft=draft)
    unit = sheet.lines_of(f"单位名称(盖章): {head['unit_name']}", 116, HEADING)
    table = TOP + 5 + sheet.block_height(len(unit), HEADING)
    notes = [line for note in NOTES for line in sheet.lines_of(note, WIDTH, SMALL)]
    room = BOTTOM - sheet.block_height(len(notes), SMALL) - 9 - table - UPPER - LOWER
    pages = paginate([_measure(sheet, number, row, room) for number, row in enumerate(rows, 1)], room)
    for number, page in enumerate(pages, 1):
        sheet.begin_page()
        sheet.text(sheet.width / 2, TOP - 2, title, TITLE, "centre", bold=True)
        _above(sheet, head, unit, f"第 {number} 页/共 {len(pages)} 页")
        _columns(sheet, table)
        end = _rows(sheet, table + UPPER + LOWER, page, room, last=number == len(pages) and bool(rows))
        _below(sheet, head, end + 6.5, notes)
    return sheet.save(out)


def paginate(rows: Sequence[Row], room: float) -> list[list[Row]]:
    """Put rows on pages of ``room`` millimetres each; there is always one page."""
    pages: list[list[Row]] = [[]]
    used = 0.0
    for row in rows:
        if pages[-1] and used + row.height > room + 0.01:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += row.height
    return pages


def _measure(sheet: Sheet, number: int, row: Data, room: float) -> Row:
    shown = {**row, "seq": number, "status": str(row["status"]).replace("(", "\n(", 1)}
    cells = tuple(str(shown[column.key]) for column in COLUMNS)
    most = max(
        len(sheet.lines_of(text, column.width - 1.6, _size(column)))
        for column, text in zip(COLUMNS, cells, strict=True)
    )
    height = max(ROW, sheet.block_height(most, BODY) + 1.6)
    if height > room:
        raise FormsError("row_too_tall", row=number)
    return Row(cells, height)


def _size(column: Column) -> float:
    return 8.0 if column.key == "status" else BODY


def _above(sheet: Sheet, head: Data, unit: list[str], pages: str) -> None:
    y = TOP + 5.5
    for number, line in enumerate(unit):
        sheet.text(LEFT, y + sheet.block_height(number, HEADING), line, HEADING)
    sheet.text(LEFT + 120, y, f"单位编号: {head['unit_no']}", HEADING)
    sheet.text(LEFT + 182, y, f"填报日期: {long_date(str(head['filled_on']))}", HEADING)
    sheet.text(LEFT + WIDTH, y, pages, HEADING, "right")


def _columns(sheet: Sheet, y: float) -> None:
    x = LEFT
    for column in COLUMNS[:-2]:
        sheet.cell(x, y, column.width, UPPER + LOWER, column.head, BODY)
        x += column.width
    sheet.cell(x, y, sum(column.width for column in COLUMNS[-2:]), UPPER, "领取待遇资格确认", BODY)
    for column in COLUMNS[-2:]:
        sheet.cell(x, y + UPPER, column.width, LOWER, column.head, BODY)
        x += column.width


def _rows(sheet: Sheet, y: float, rows: Sequence[Row], room: float, *, last: bool) -> float:
    """Draw the rows and rule the rest of the page; after the last row stands 以下空白. Gives where the
    table ends."""
    end = y + room
    for row in rows:
        x = LEFT
        for column, text in zip(COLUMNS, row.cells, strict=True):
            sheet.cell(x, y, column.width, row.height, text, _size(column), column.align)
            x += column.width
        y += row.height
    while y + ROW <= end + 0.01:
        x = LEFT
        for column in COLUMNS:
            sheet.cell(x, y, column.width, ROW, BLANK_BELOW if last and column.key == "name" else "", BODY)
            x += column.width
        last = False
        y += ROW
    return y


def _below(sheet: Sheet, head: Data, y: float, notes: list[str]) -> None:
    for x, label, key in (
        (0, "单位负责人", "unit_head"),
        (100, "单位经办人", "unit_clerk"),
        (195, "联系电话", "unit_phone"),
    ):
        sheet.text(LEFT + x, y, f"{label}: {head[key]}", HEADING)
    for number, line in enumerate(notes):
        sheet.text(LEFT, y + 6 + sheet.block_height(number, SMALL), line, SMALL)
