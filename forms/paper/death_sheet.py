"""Draws the report of a death on one page."""

from pathlib import Path

from forms import death
from forms.checking import clean_form
from forms.errors import FormsError
from forms.field import Data
from forms.form import Printed
from forms.paper.fonts import FontBook
from forms.paper.grid import Box, row
from forms.paper.roster_sheet import long_date
from forms.paper.sheet import Sheet

LEFT, WIDTH, ROW = 20.0, 170.0, 11.0
PENDING = "待经办机构确认"


def write(
    data: Data, out: Path, *, fonts: FontBook | None, practice: bool, draft: bool, title: str | None
) -> Printed:  # fmt: skip
    """Write the report; the opinions of village and reviewers stay empty, for they are written by hand."""
    if title not in (None, death.TITLE):
        raise FormsError("unknown_title", title=title, titles=death.TITLE)
    value = clean_form(death.FIELDS, death.tidy(data))
    sheet = Sheet(death.TITLE, fonts=fonts, practice=practice, draft=draft)
    sheet.begin_page()
    sheet.text(sheet.width / 2, 26, death.TITLE, 18, "centre", bold=True)
    sheet.text(LEFT + WIDTH, 34, f"报告日期: {long_date(str(value['reported_on']))}", 10.5, "right")
    y = 37.0
    for boxes in _rows(value):
        y = row(sheet, LEFT, y, ROW, boxes)
    for label, signed in (("村（居）意见", "（盖章）"), ("初审", "初审人:"), ("复核", "复核人:")):
        y = _opinion(sheet, y, label, signed)
    y = row(sheet, LEFT, y, ROW, [Box("处理结果", PENDING, 30, 140)])
    sheet.text(LEFT, y + 6, "本报告不终止待遇；是否停发由社会保险经办机构确认。", 9)
    return sheet.save(out)


def _rows(value: Data) -> list[list[Box]]:
    died = str(value["death_on"])
    about = str(value["death_about"])
    when = f"{about} {died}" if about == death.ABOUT else f"{died}（{about}）" if died and about else died or about
    return [
        [Box("死者姓名", str(value["name"]), 30, 55), Box("险种", _shown(value, "benefit"), 25, 60)],
        [Box("身份证号码", str(value["id_no"]), 30, 55), Box("死亡日期", when, 25, 60)],
        [Box("死亡地点", str(value["place"]), 30, 140)],
        [Box("信息来源", _shown(value, "source"), 30, 55), Box("证明文件", str(value["proof"]), 25, 60)],
        [Box("报告人姓名", str(value["reporter_name"]), 30, 55),
         Box("与死者关系", str(value["reporter_relation"]), 25, 60)],
        [Box("报告人电话", str(value["reporter_phone"]), 30, 55), Box("报告人签名", "", 25, 60)],
    ]  # fmt: skip


def _shown(value: Data, key: str) -> str:
    asked = next(field for field in death.FIELDS if field.key == key)
    choice = asked.choice(str(value[key]))
    return choice.zh if choice else str(value[key])


def _opinion(sheet: Sheet, y: float, label: str, signed: str) -> float:
    height = 28.0
    sheet.cell(LEFT, y, 30, height, label, 10)
    sheet.box(LEFT + 30, y, WIDTH - 30, height)
    sheet.text(LEFT + 92, y + height - 4, signed, 10)
    sheet.text(LEFT + WIDTH - 2, y + height - 4, long_date(""), 10, "right")
    return y + height
