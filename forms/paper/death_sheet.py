"""Draws the report of a death on one page."""

from pathlib import Path

from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.grid import Box, row
from forms.paper.sheet import Sheet, long_date

Filled = dict[str, str]
"""The cleaned form, every value as people read it."""

LEFT, WIDTH, ROW = 20.0, 170.0, 11.0
PENDING = "待经办机构确认"


def write(
    title: str, value: Filled, out: Path, *, fonts: FontBook | None, practice: bool, draft: bool, opinion: str
) -> Printed:  # fmt: skip
    """Write the report; the opinions of ``opinion`` (a village, a consulate) and of the reviewers stay empty, for they
    are written by hand.
    """
    sheet = Sheet(title, fonts=fonts, practice=practice, draft=draft)
    sheet.begin_page()
    sheet.text(sheet.width / 2, 26, title, 18, "centre", bold=True)
    sheet.text(LEFT + WIDTH, 34, f"报告日期: {long_date(value['reported_on'])}", 10.5, "right")
    y = 37.0
    for boxes in _rows(value):
        y = row(sheet, LEFT, y, ROW, boxes)
    for label, signed in ((opinion, "（盖章）"), ("初审", "初审人:"), ("复核", "复核人:")):
        y = _opinion(sheet, y, label, signed)
    y = row(sheet, LEFT, y, ROW, [Box("处理结果", PENDING, 30, 140)])
    sheet.text(LEFT, y + 6, "本报告不终止待遇；是否停发由社会保险经办机构确认。", 9)
    return sheet.save(out)


def _rows(value: Filled) -> list[list[Box]]:
    return [
        [Box("死者姓名", value["name"], 30, 55), Box("险种", value["benefit"], 25, 60)],
        [Box("身份证号码", value["id_no"], 30, 55), Box("死亡日期", value["death_on"], 25, 60)],
        [Box("死亡地点", value["place"], 30, 140)],
        [Box("信息来源", value["source"], 30, 55), Box("证明文件", value["proof"], 25, 60)],
        [Box("报告人姓名", value["reporter_name"], 30, 55),
         Box("与死者关系", value["reporter_relation"], 25, 60)],
        [Box("报告人电话", value["reporter_phone"], 30, 55), Box("报告人签名", "", 25, 60)],
    ]  # fmt: skip


def _opinion(sheet: Sheet, y: float, label: str, signed: str) -> float:
    height = 28.0
    sheet.cell(LEFT, y, 30, height, label, 10)
    sheet.box(LEFT + 30, y, WIDTH - 30, height)
    sheet.text(LEFT + 92, y + height - 4, signed, 10)
    sheet.text(LEFT + WIDTH - 2, y + height - 4, long_date(""), 10, "right")
    return y + height
