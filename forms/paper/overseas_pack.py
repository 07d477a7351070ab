"""Draws the papers that go with the consular sheet: the list of documents, the letter for a proxy, the way by post.

Layouts are our own; the conditions are those of the consular notes (design page forms, 1.1 and 1.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.form import Printed
from forms.paper import overseas_sheet
from forms.paper.fonts import FontBook
from forms.paper.grid import Box, row
from forms.paper.sheet import Sheet, long_date

LEFT, WIDTH = 22.0, 166.0
SIZE = 10.5
LETTER = "委托书"
CHECKLIST = "办理材料清单"
BY_POST = "邮寄办理须知"
MATTER = "本人因故不能亲自到馆，现委托上述受托人代为办理《在境外居住人员领取养老金资格审核表》有关手续。"
LETTER_NOTES = (
    "1. 委托书自签署之日起30日内有效；应经公证，或由本人书面委托并附可信侨团出具的证明。",
    "2. 受托人应持本人护照和居留证件，并附委托人护照、居留证件复印件。",
    "3. 连续三年委托办理，第四年原则上应由本人亲自办理。",
)
POST_NOTES = (
    "1. 请在公证员面前用黑色墨水签名；签名不得打印、复印，不得涂改。",
    "2. 公证文字写在上联或另附纸上，不得写在下联，也不得写在骑缝章线以下。",
    "3. 右下角日期应为公证日期，不一致的退回重办。",
    "4. 请附护照、居留证件复印件和写好地址的回邮信封。",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is asked for, and what is known of it."""

    name: str
    number: str = ""
    expires: str = ""
    original: bool = True
    """True when the original is shown beside the copy."""


def write(
    title: str, value: dict[str, str], wanted: Sequence[Wanted], out: Path, *, fonts: FontBook | None = None,
    practice: bool = False, draft: bool = False, way: str = "self",
) -> Printed:  # fmt: skip
    """Write sheet and papers as one PDF; raises what ``Sheet.save`` raises."""
    sheet = Sheet(title, fonts=fonts, practice=practice, draft=draft)
    overseas_sheet.draw(sheet, title, value)
    _checklist(sheet, value, wanted)
    if way == "proxy":
        _letter(sheet, value)
    if way == "mail":
        _notes(sheet, BY_POST, POST_NOTES, value)
    return sheet.save(out)


def _name(value: dict[str, str]) -> str:
    return f"{value['surname_zh']}{value['given_zh']}"


def _checklist(sheet: Sheet, value: dict[str, str], wanted: Sequence[Wanted]) -> None:
    sheet.begin_page()
    sheet.text(sheet.width / 2, 26, CHECKLIST, 18, "centre", bold=True)
    y = row(sheet, LEFT, 34, 10, [Box("姓名", _name(value), 24, 59), Box("编号", value["form_no"], 24, 59)])
    widths = (12.0, 62.0, 40.0, 28.0, 24.0)
    y = _line(sheet, y + 6, widths, ("", "材料", "号码", "有效期至", "原件/复印件"))
    for one in wanted:
        kind = "原件+复印件" if one.original else "复印件"
        y = _line(sheet, y, widths, ("□", one.name, one.number, one.expires, kind))
    for number, note in enumerate(("办理免费，当日办结；本表只证明本人健在，待遇资格由国内经办机构认定。",
                                   "签名用黑色墨水正楷书写，不得涂改，不得打印、复印或使用电子签名。")):  # fmt: skip
        sheet.text(LEFT, y + 8 + 6 * number, note, 9)


def _line(sheet: Sheet, y: float, widths: Sequence[float], texts: Sequence[str]) -> float:
    x = LEFT
    for width, text in zip(widths, texts, strict=True):
        sheet.cell(x, y, width, 11, text, 10)
        x += width
    return y + 11


def _letter(sheet: Sheet, value: dict[str, str]) -> None:
    sheet.begin_page()
    sheet.text(sheet.width / 2, 28, LETTER, 20, "centre", bold=True)
    y = row(
        sheet,
        LEFT,
        38,
        11,
        [Box("委托人", _name(value), 26, 57), Box("护照号码", value["passport_no"], 26, 57)],
    )
    y = row(
        sheet,
        LEFT,
        y,
        11,
        [Box("身份证号", value["cn_id"], 26, 57), Box("手机号码", value["mobile"], 26, 57)],
    )
    y = row(sheet, LEFT, y, 11, [Box("受托人", value["proxy_name"], 26, 57),
                                 Box("证件号码", value["proxy_id"], 26, 57)])  # fmt: skip
    y = row(sheet, LEFT, y, 11, [Box("与委托人关系", value["proxy_relation"], 26, 140)])
    y += 10
    for line in sheet.lines_of(MATTER, WIDTH, 12):
        sheet.text(LEFT, y, line, 12)
        y += 8
    y = row(
        sheet,
        LEFT,
        y + 4,
        16,
        [Box("委托人签名\n或按手印", "", 26, 57), Box("签署日期", long_date(""), 26, 57)],
    )
    y = row(sheet, LEFT, y, 16, [Box("公证书或侨团\n证明编号", "", 26, 140)])
    _paragraphs(sheet, y + 8, LETTER_NOTES)


def _notes(sheet: Sheet, title: str, notes: Sequence[str], value: dict[str, str]) -> None:
    sheet.begin_page()
    sheet.text(sheet.width / 2, 28, title, 18, "centre", bold=True)
    sheet.text(
        LEFT, 40, f"姓名: {_name(value)}    编号: {value['form_no']}    使领馆: {value['mission']}", SIZE
    )
    _paragraphs(sheet, 50, notes)


def _paragraphs(sheet: Sheet, y: float, notes: Sequence[str]) -> None:
    for note in notes:
        for line in sheet.lines_of(note, WIDTH, SIZE):
            sheet.text(LEFT, y, line, SIZE)
            y += 6.5
        y += 1.5
