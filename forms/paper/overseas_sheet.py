"""Draws the consular sheet: two equal halves with the line of the paging seal between them (design page
forms, 1.1)."""

from pathlib import Path

from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.grid import Box, row
from forms.paper.sheet import Sheet, long_date

Filled = dict[str, str]
"""The cleaned form, every value as people read it."""

LEFT, WIDTH, HALF = 15.0, 180.0, 148.5
ROW = 8.2
"""Millimetres; nine rows and the box for the seal fill a half."""
SIGNATURE = 83.0
"""Width of the applicant's signature in millimetres (design page forms, 1.1)."""
SEAL = 28.0
UNOFFICIAL = "非官方原表"
SEAL_LINE = "加盖骑缝章"
HALVES = ("上联（驻外使领馆留存）", "下联（交国内领取养老金部门）")


def write(
    title: str, value: Filled, out: Path, *, fonts: FontBook | None, practice: bool, draft: bool
) -> Printed:  # fmt: skip
    """Write one sheet; signatures, seal and the mission's finding stay empty, for they are made by hand."""
    sheet = Sheet(title, fonts=fonts, practice=practice, draft=draft)
    draw(sheet, title, value)
    return sheet.save(out)


def draw(sheet: Sheet, title: str, value: Filled) -> None:
    """Draw the two halves on a page of their own; the paging seal goes over the line between them."""
    sheet.begin_page()
    for half, name in enumerate(HALVES):
        _half(sheet, title, value, half * HALF, name)
    sheet.line(5, HALF, sheet.width - 5, HALF, dashed=True)
    sheet.text(sheet.width / 2, HALF - 1.2, SEAL_LINE, 8, "centre")


def _half(sheet: Sheet, title: str, value: Filled, top: float, name: str) -> None:
    sheet.text(LEFT, top + 9, name, 8)
    sheet.text(LEFT + WIDTH, top + 9, UNOFFICIAL, 8, "right")
    sheet.text(sheet.width / 2, top + 16, title, 15, "centre", bold=True)
    sheet.text(LEFT + WIDTH, top + 21.5, f"编号: {value['form_no'] or ' ' * 20}", 9, "right")
    y = top + 23.5
    for boxes in _rows(value):
        y = row(sheet, LEFT, y, ROW, boxes)
    _mission(sheet, y)


def _rows(value: Filled) -> list[list[Box]]:
    name = f"{value['surname_zh']}{value['given_zh']}"
    return [
        [Box("中文姓名", name, 28, 47), Box("性别", value["sex"], 14, 16),
         Box("出生日期", value["birth"], 26, 49)],
        [Box("证件姓名", value["name_latin"], 28, 77),
         Box("国籍", value["nationality"], 26, 49)],
        [Box("中国身份证号", value["cn_id"], 28, 62), Box("护照号码", value["passport_no"], 26, 64)],
        [Box("居留证号", value["permit_no"], 28, 62), Box("有效期", value["permit_exp"], 26, 64)],
        [Box("境外住址", value["addr"], 28, 152)],
        [Box("手机号码", value["mobile"], 28, 47), Box("养老金发放地", value["pay_area"], 26, 79)],
        [Box("领取养老金部门", value["pay_dept"], 28, 77), Box("使领馆", value["mission"], 16, 59)],
        [Box("办理方式", value["way"], 28, 28), Box("代办人", _proxy(value), 20, 104)],
        [Box("申请人签名", "", 28, SIGNATURE), Box("签名日期", "", 22, 47)],
    ]  # fmt: skip


def _proxy(value: Filled) -> str:
    parts = [value[key] for key in ("proxy_name", "proxy_relation", "proxy_id") if value[key]]
    signed = value["proxy_signed_on"]
    return "，".join(parts) + (f"（委托书 {signed}）" if signed else "")


def _mission(sheet: Sheet, y: float) -> None:
    height, split = SEAL + 6, 105.0
    sheet.box(LEFT, y, split, height)
    sheet.text(LEFT + 2, y + 6, "确认意见:", 10)
    sheet.text(LEFT + 2, y + height - 13, "经办人签名:", 10)
    sheet.text(LEFT + 2, y + height - 4, "审核人签署:", 10)
    sheet.box(LEFT + split, y, WIDTH - split, height)
    sheet.text(LEFT + split + 2, y + 6, "确认机构（公章）", 10)
    sheet.dotted_circle(LEFT + WIDTH - SEAL / 2 - 6, y + height / 2 - 2, SEAL)
    sheet.text(LEFT + split + 2, y + height - 3, long_date(""), 10)
