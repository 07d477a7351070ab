"""Draws the consular sheet: two equal halves with the line of the paging seal between them (design page forms, 1.1)."""

from pathlib import Path

from forms import overseas_review, regions
from forms.checking import clean_form
from forms.errors import FormsError
from forms.field import Data
from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.grid import Box, row
from forms.paper.roster_sheet import long_date
from forms.paper.sheet import Sheet

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
    data: Data, out: Path, *, fonts: FontBook | None, practice: bool, draft: bool, title: str | None
) -> Printed:  # fmt: skip
    """Write one sheet; signatures, seal and the mission's finding stay empty, for they are made by hand."""
    if title not in (None, overseas_review.TITLE):
        raise FormsError("unknown_title", title=title, titles=overseas_review.TITLE)
    value = clean_form(overseas_review.FIELDS, data)
    sheet = Sheet(overseas_review.TITLE, fonts=fonts, practice=practice, draft=draft)
    sheet.begin_page()
    for half, name in enumerate(HALVES):
        _half(sheet, value, half * HALF, name)
    sheet.line(5, HALF, sheet.width - 5, HALF, dashed=True)
    sheet.text(sheet.width / 2, HALF - 1.2, SEAL_LINE, 8, "centre")
    return sheet.save(out)


def _half(sheet: Sheet, value: Data, top: float, name: str) -> None:
    sheet.text(LEFT, top + 9, name, 8)
    sheet.text(LEFT + WIDTH, top + 9, UNOFFICIAL, 8, "right")
    sheet.text(sheet.width / 2, top + 16, overseas_review.TITLE, 15, "centre", bold=True)
    sheet.text(LEFT + WIDTH, top + 21.5, f"编号: {value['form_no'] or ' ' * 20}", 9, "right")
    y = top + 23.5
    for boxes in _rows(value):
        y = row(sheet, LEFT, y, ROW, boxes)
    _mission(sheet, y)


def _rows(value: Data) -> list[list[Box]]:
    name = f"{value['surname_zh']}{value['given_zh']}"
    return [
        [Box("中文姓名", name, 26, 49), Box("性别", str(value["sex"]), 14, 16),
         Box("出生日期", str(value["birth"]), 26, 49)],
        [Box("证件姓名", str(value["name_latin"]), 26, 79), Box("国籍", _shown(value, "nationality"), 26, 49)],
        [Box("中国身份证号", str(value["cn_id"]), 26, 64), Box("护照号码", str(value["passport_no"]), 26, 64)],
        [Box("居留证号", str(value["permit_no"]), 26, 64), Box("有效期", str(value["permit_exp"]), 26, 64)],
        [Box("境外住址", str(value["addr"]), 26, 154)],
        [Box("手机号码", str(value["mobile"]), 26, 49), Box("养老金发放地", _area(value), 26, 79)],
        [Box("领取养老金部门", str(value["pay_dept"]), 26, 79), Box("使领馆", str(value["mission"]), 16, 59)],
        [Box("办理方式", _shown(value, "way"), 26, 30), Box("代办人", _proxy(value), 20, 104)],
        [Box("申请人签名", "", 26, SIGNATURE), Box("签名日期", "", 22, 49)],
    ]  # fmt: skip


def _shown(value: Data, key: str) -> str:
    asked = next(field for field in overseas_review.FIELDS if field.key == key)
    choice = asked.choice(str(value[key]))
    return choice.zh if choice else str(value[key])


def _area(value: Data) -> str:
    code = str(value["pay_area"])
    return f"{regions.full_name(code)} {code}".strip()


def _proxy(value: Data) -> str:
    parts = [str(value[key]) for key in ("proxy_name", "proxy_relation", "proxy_id") if value[key]]
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
