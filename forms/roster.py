"""《领取社会保险待遇资格核查确认花名册》, annex 1 of the Guangxi notice of 2020-06-10: fields, checks, print.

A roster is a head and rows; problems of a row are named ``rows[3].id_no``, counted from 0 as in the file.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms import checking, person, text
from forms.errors import FormsError
from forms.field import Choice, Context, Data, Field, Problem, Words
from forms.form import Form, Printed, choose_title

if TYPE_CHECKING:
    from forms.paper.fonts import FontBook

TITLES = (
    "领取社会保险待遇资格核查确认花名册",
    "领取社会保险待遇人员资格核查确认花名册",
    "领取社会保险待遇人员资格确认花名册",
)
"""The notice uses three names: on the sheet itself (the default), in its text, and in its list of annexes."""

STATUSES = (
    Choice("self_care", "健在-能自理", "Alive, looks after self"),
    Choice("partial_care", "健在-半自理需陪护", "Alive, needs some care"),
    Choice("bedridden", "健在-卧床全陪护", "Alive, bedridden, full care"),
    Choice("dead", "已死亡", "Dead"),
    Choice("missing", "下落不明", "Missing"),
    Choice("prison", "在押服刑", "In prison"),
    Choice("other", "其他", "Other"),
)
"""Note 3 of the sheet: 健在 in three degrees, 已死亡, 下落不明, 在押服刑, 等."""


def _only_if(status: str) -> Any:
    return lambda row: row.get("status") == status


def _certified_on(value: str, row: Data, context: Context) -> Iterator[Problem]:
    if value > context.today.isoformat():
        yield Problem("cert_on", "认证时间不得晚于今天", "The day of certification must not be after today")


def _place(value: str, row: Data, context: Context) -> Iterator[Problem]:
    if len(value) < 4:
        yield Problem(
            "cert_place", "认证地点请详细填写，不少于4个字", "Give the place in detail, at least 4 characters"
        )


def _birth(value: str, row: Data, context: Context) -> Iterator[Problem]:
    born = person.birth_of(row, context)
    if born and value != f"{born:%Y-%m}":
        yield Problem("birth_ym", person.BIRTH_DIFFERS.zh, person.BIRTH_DIFFERS.en)


def _death(value: str, row: Data, context: Context) -> Iterator[Problem]:
    born, died = person.birth_of(row, context), text.day(value)
    if row.get("status") != "dead":
        yield Problem("death_on", "未死亡的不应填写死亡时间", "A date of death is for the dead only")
    elif died and (died > context.today or (born and died <= born)):
        sentence = "死亡时间应晚于出生日期且不晚于今天"
        yield Problem("death_on", sentence, "The date of death lies after birth and not after today")


def _belongs(key: str, status: str, label: str, label_en: str) -> Any:
    def check(value: str, row: Data, context: Context) -> Iterator[Problem]:
        if row.get("status") != status:
            yield Problem(key, f"基本状况不是{label}的不应填写此栏", f"Only for the status: {label_en}")

    return check


ROW = (
    Field("person_no", "个人编号", "Personal no.", limit=20),
    Field("name", "姓名", "Name", "name", wrong=person.WRONG_NAME),
    Field("sex", "性别", "Sex", "choice", choices=person.SEXES, check=person.sex_check(warning=False)),
    Field("id_kind", "证件类型", "Kind of document", "choice", required=False, choices=person.ID_KINDS),
    Field("id_no", "身份证号码", "Identity number", "number", wrong=person.WRONG_ID,
          check=person.number_check("id_no")),
    Field("birth_ym", "出生年月", "Month of birth", "month", check=_birth),
    Field("cert_on", "认证时间(年月日)", "Certified on", "date", check=_certified_on,
          required=lambda row: row.get("status") != "missing"),
    Field("cert_place", "认证地点", "Place of certification", limit=40, check=_place),
    Field("phone", "联系方式", "Telephone", "phone", required=False, limit=30,
          check=person.phone_check("phone")),
    Field("address", "现居住地详细地址", "Present address", limit=80),
    Field("status", "基本状况", "Condition", "choice", choices=STATUSES,
          wrong=Words("请选择基本状况", "Choose the condition")),
    Field("death_on", "死亡时间(年月日)", "Died on", "date", required=_only_if("dead"), check=_death,
          missing=Words("已死亡的应填写死亡时间", "For a dead person, give the date of death"),
          wrong=Words("请输入正确的死亡时间", "That is not a right date of death")),
    Field("missing_reason", "下落不明原因", "Reason missing", required=_only_if("missing"),
          check=_belongs("missing_reason", "missing", "下落不明", "missing"),
          missing=Words("下落不明的应注明原因", "For a missing person, give the reason")),
    Field("prison_on", "在押服刑日期", "In prison since", "date", required=_only_if("prison"),
          check=_belongs("prison_on", "prison", "在押服刑", "in prison"),
          missing=Words("在押服刑的应注明年月日", "For a person in prison, give the date")),
    Field("other", "其他情况", "Other condition", required=_only_if("other"),
          check=_belongs("other", "other", "其他", "other"),
          missing=Words("其他情况应写明内容", "Say what the other condition is")),
)  # fmt: skip
"""One row, in the order of the sheet's columns; 序号 is counted by the print."""

HEAD = (
    Field("title", "标题", "Title", "choice", required=False, choices=tuple(Choice(t, t, t) for t in TITLES)),
    Field("unit_name", "单位名称", "Unit"),
    Field("unit_no", "单位编号", "Unit no.", limit=20),
    Field("filled_on", "填报日期", "Date of report", "date"),
    Field("unit_head", "单位负责人", "Head of unit", required=False, limit=20),
    Field("unit_clerk", "单位经办人", "Clerk", required=False, limit=20),
    Field("unit_phone", "联系电话", "Telephone", required=False, limit=40),
)
"""What stands once on every page; the three at the foot may be written by hand."""


def check(data: Data, today: date, *, practice: bool = False) -> checking.Checked:
    """Check head and rows; every wrong field of every row is named, the same number in two rows is a
    warning."""
    rows = data.get("rows")
    head = {key: value for key, value in data.items() if key != "rows"}
    top = checking.check_form(HEAD, head, today, practice=practice)
    found = [*top.errors, *top.warnings]
    clean: list[dict[str, Any]] = []
    if not isinstance(rows, list | tuple) or not rows:
        found.append(Problem("rows", "请至少填写一人", "Give at least one person"))
        return checking.sort(found, {**top.value, "rows": []})
    seen: dict[object, int] = {}
    for index, row in enumerate(rows):
        prefix = f"rows[{index}]"
        if not isinstance(row, dict):
            found.append(Problem(prefix, "这一行不是一个人的资料", "This row is not a person"))
            clean.append({})
            continue
        result = checking.check_form(ROW, row, today, practice=practice)
        found += [problem.under(prefix) for problem in (*result.errors, *result.warnings)]
        found += _twice(result.value.get("id_no"), index, seen)
        clean.append(result.value)
    return checking.sort(found, {**top.value, "rows": clean})


def _twice(number: object, index: int, seen: dict[object, int]) -> Iterator[Problem]:
    if isinstance(number, str) and number:
        first = seen.setdefault(number.upper(), index)
        if first != index:
            zh, en = f"与第{first + 1}行的号码相同", f"The same number stands in row {first + 1}"
            yield Problem(f"rows[{index}].id_no", zh, en, True)


def status_text(row: Data) -> str:
    """Give what is printed in 基本状况: the status, with the date or reason that note 3 asks for in
    brackets."""
    status = next((choice.zh for choice in STATUSES if choice.value == row.get("status")), "")
    kept = {"dead": "death_on", "missing": "missing_reason", "prison": "prison_on", "other": "other"}
    detail = row.get(kept.get(str(row.get("status")), ""), "")
    return f"{status}({detail})" if detail else status


def print_pdf(
    data: Data, out: Path, *, fonts: "FontBook | None" = None, practice: bool = False, draft: bool = False,
    title: str | None = None,
) -> Printed:  # fmt: skip
    """Write the roster as landscape A4, any number of pages; see ``forms.form.PrintForm`` for what it may
    raise."""
    from forms.paper import roster_sheet  # reportlab, only when something is printed

    rows = data.get("rows", [])
    if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
        raise FormsError("not_a_roster")
    chosen = choose_title(title or data.get("title"), TITLES)
    clean = [checking.clean_form(ROW, row) for row in rows]
    return roster_sheet.write(
        chosen, checking.clean_form(HEAD, data), [{**row, "status": status_text(row)} for row in clean], out,
        fonts=fonts, practice=practice, draft=draft,
    )  # fmt: skip


FORM = Form("roster", Words(TITLES[0], "Roster of eligibility checks"), (*HEAD, *ROW), check, print_pdf)
