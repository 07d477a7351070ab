"""《在境外居住人员领取养老金资格审核表》: fields and checks of the consular form, and a print of two halves.

Messages are those of the Fushun guide's table of fields where it has one. No official blank is at hand: the
print says 非官方原表 (design page forms, 1.1).
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from forms import checking, person, regions, text
from forms.field import Choice, Context, Data, Field, Problem, Words, shown
from forms.form import Form, Printed, choose_title

if TYPE_CHECKING:
    from forms.paper.fonts import FontBook

TITLE = "在境外居住人员领取养老金资格审核表"
EARLIEST = date(1900, 1, 1)
"""今天>范围>1900-01-01, both strict (Fushun guide)."""
PROXY_DAYS = 30
"""A proxy's letter counts for 30 days from its signature (consular notes)."""

WAYS = (
    Choice("self", "本人", "In person"),
    Choice("proxy", "委托", "By proxy"),
    Choice("mail", "邮寄", "By mail"),
    Choice("video", "视频", "By video"),
    Choice("visit", "上门", "Home visit"),
)
COUNTRIES = tuple(
    Choice(c.alpha2, c.zh, c.en)
    for c in sorted(regions.all_countries().values(), key=lambda c: c.alpha2 != "CN")
)
"""China first: most who come to a consulate's counter hold its passport."""

WRONG_PASSPORT = Words("请输入正确的护照号码", "That is not a right passport number")
WRONG_MOBILE = Words("请输入正确的手机号码", "That is not a right mobile number")
BIRTH_RANGE = Words(
    "出生日期应晚于1900-01-01且早于今天", "The date of birth lies after 1900-01-01 and before today"
)
NAMES_DIFFER = Words(
    "证件姓名与中文名拼音不一致，请附同一人证明",
    "Passport name differs from the name's pinyin; attach proof of identity",
)
CHOOSE_AREA = Words("请选择养老金发放地", "Choose the paying area")
PERMIT_OVER = Words("居留证件已过期或不足有效期", "The residence permit has expired or is about to")
LETTER_OLD = Words("委托书签署日期超过30天", "The proxy's letter was signed more than 30 days ago")
SAME_PERSON = Words("经办人与审核人不得为同一人", "Handler and reviewer must be two people")
TOO_OFTEN = Words(
    "连续三年委托办理，第四年原则上应由本人亲自办理",
    "Three years by proxy; in the fourth the person should come",
)


def _by_proxy(data: Data) -> bool:
    return data.get("way") == "proxy"


def _birth(value: str, data: Data, context: Context) -> Iterator[Problem]:
    born = text.day(value)
    if born is None or not EARLIEST < born < context.today:
        yield Problem("birth", BIRTH_RANGE.zh, BIRTH_RANGE.en)
        return
    found = person.resident(data, context, "cn_id")
    if found and found.birth and found.birth != born:
        yield Problem("birth", person.BIRTH_DIFFERS.zh, person.BIRTH_DIFFERS.en, True)


def _passport(value: str, data: Data, context: Context) -> Iterator[Problem]:
    if not re.fullmatch(r"[A-Za-z0-9]{5,20}", value):
        yield Problem("passport_no", WRONG_PASSPORT.zh, WRONG_PASSPORT.en)


def _mobile(value: str, data: Data, context: Context) -> Iterator[Problem]:
    home = str(data.get("nationality") or "CN")
    if not (person.phone_ok(value, home) or person.phone_ok(value)):
        yield Problem("mobile", WRONG_MOBILE.zh, WRONG_MOBILE.en)


def _latin(value: str, data: Data, context: Context) -> Iterator[Problem]:
    if not re.fullmatch(r"[A-Za-z<,.' -]+", value):
        yield Problem("name_latin", "请输入正确的证件姓名", "Latin letters as in the passport")
        return
    from forms.pinyin import spells  # pypinyin's tables, 20 MB, only when a Latin name is given

    surname, given = str(data.get("surname_zh", "")), str(data.get("given_zh", ""))
    if surname and given and not spells(surname, given, value):
        yield Problem("name_latin", NAMES_DIFFER.zh, NAMES_DIFFER.en, True)


def _area(value: str, data: Data, context: Context) -> Iterator[Problem]:
    found = regions.region(value)
    if found is None or found.abolished_after:
        yield Problem("pay_area", CHOOSE_AREA.zh, CHOOSE_AREA.en)


def _permit(value: str, data: Data, context: Context) -> Iterator[Problem]:
    if value < context.today.isoformat():
        yield Problem("permit_exp", PERMIT_OVER.zh, PERMIT_OVER.en)


def _letter(value: str, data: Data, context: Context) -> Iterator[Problem]:
    signed = text.day(value)
    if signed and signed > context.today:
        yield Problem(
            "proxy_signed_on",
            "委托书签署日期不得晚于今天",
            "The proxy's letter cannot be signed in the future",
        )
    elif signed and (context.today - signed).days > PROXY_DAYS:
        yield Problem("proxy_signed_on", LETTER_OLD.zh, LETTER_OLD.en)


def _reviewer(value: str, data: Data, context: Context) -> Iterator[Problem]:
    if value == data.get("handler"):
        yield Problem("reviewer", SAME_PERSON.zh, SAME_PERSON.en)


FIELDS = (
    Field("form_no", "编号", "Form no.", required=False, limit=32),
    Field("surname_zh", "中文姓", "Surname", "name",
          wrong=Words("请输入正确的中文姓", "That is not a right surname")),
    Field("given_zh", "中文名", "Given name", "name",
          wrong=Words("请输入正确的中文名", "That is not a right given name")),
    Field("name_latin", "证件姓名", "Passport name", required=False, limit=39, check=_latin),
    Field("nationality", "国籍", "Nationality", "choice", choices=COUNTRIES,
          wrong=Words("请选择国籍", "Choose the nationality")),
    Field("id_kind", "证件类型", "Kind of document", "choice", required=False, choices=person.ID_KINDS),
    Field("cn_id", "中国身份证号", "PRC ID number", "number", wrong=person.WRONG_ID,
          check=person.number_check("cn_id")),
    Field("sex", "性别", "Sex", "choice", choices=person.SEXES,
          check=person.sex_check(warning=True, key="cn_id")),
    Field("birth", "出生日期", "Date of birth", "date", check=_birth),
    Field("passport_no", "护照号码", "Passport no.", wrong=WRONG_PASSPORT, check=_passport, limit=20),
    Field("permit_no", "居留证号", "Residence permit", required=False, limit=30),
    Field("permit_exp", "居留证有效期", "Permit until", "date", required=False, check=_permit),
    Field("mobile", "手机号码", "Mobile", "phone", wrong=WRONG_MOBILE, check=_mobile, limit=30),
    Field("addr", "境外住址", "Address abroad", required=False, limit=120),
    Field("pay_area", "养老金发放地", "Paying area", "region", wrong=CHOOSE_AREA, check=_area, limit=40),
    Field("pay_dept", "领取养老金部门", "Paying authority", required=False),
    Field("mission", "使领馆", "Mission", wrong=Words("请选择使领馆", "Choose the mission")),
    Field("way", "办理方式", "Way", "choice", required=False, choices=WAYS),
    Field("proxy_name", "代办人姓名", "Proxy's name", required=_by_proxy, limit=40),
    Field("proxy_id", "代办人证件号", "Proxy's document", required=_by_proxy, limit=30),
    Field("proxy_relation", "代办人与本人关系", "Relation", required=_by_proxy, limit=20),
    Field("proxy_signed_on", "委托书签署日期", "Letter signed on", "date", required=_by_proxy, check=_letter),
    Field("handler", "经办人", "Handler", required=False, limit=20),
    Field("reviewer", "审核人", "Reviewer", required=False, check=_reviewer, limit=20),
)  # fmt: skip
"""In the order of the sheet. What stays empty is written by hand; signatures always are."""


def check(data: Data, today: date, *, practice: bool = False) -> checking.Checked:
    """Check the form; sex and birth that differ from the number are warnings here, to be explained by a
    person."""
    return checking.check_form(FIELDS, data, today, practice=practice)


def print_pdf(
    data: Data, out: Path, *, fonts: "FontBook | None" = None, practice: bool = False, draft: bool = False,
    title: str | None = None,
) -> Printed:  # fmt: skip
    """Write the sheet of two halves, A4 upright; see ``forms.form.PrintForm`` for what it may raise."""
    from forms.paper import overseas_sheet  # reportlab, only when something is printed

    return overseas_sheet.write(
        choose_title(title, (TITLE,)), as_printed(data), out, fonts=fonts, practice=practice, draft=draft
    )


def as_printed(data: Data) -> dict[str, str]:
    """Give every field as people read it on paper: choices by their labels, a region by its name."""
    clean = checking.clean_form(FIELDS, data)
    value = {field.key: shown(FIELDS, clean, field.key) for field in FIELDS}
    value["pay_area"] = f"{regions.full_name(value['pay_area'])} {value['pay_area']}".strip()
    return value


FORM = Form("overseas", Words(TITLE, "Eligibility review for pensioners abroad"), FIELDS, check, print_pdf)
