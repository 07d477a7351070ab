"""死亡报告: what a village, a hospital or a family tells about a death (Sichuan article 22; layout our own).

The result on the paper is always 待经办机构确认: the field ends no benefit by itself.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from forms import checking, person, text
from forms.field import Choice, Context, Data, Field, Problem, Words, shown
from forms.form import Form, Printed, choose_title

if TYPE_CHECKING:
    from forms.paper.fonts import FontBook

TITLE = "领取社会保险待遇人员死亡报告"
ABOUT = "约"
"""Value of ``death_about`` when the date is not exact; true in a file means the same."""

BENEFITS = (
    Choice("pension", "企业职工养老保险", "Employees' pension"),
    Choice("institution-pension", "机关事业单位养老保险", "Public-sector pension"),
    Choice("resident-pension", "城乡居民养老保险", "Residents' pension"),
    Choice("unemployment", "失业保险", "Unemployment insurance"),
    Choice("work-injury", "工伤保险长期待遇", "Work injury"),
    Choice("dependants", "供养直系亲属救济费", "Dependants' benefit"),
)
SOURCES = (
    Choice("family", "家属报告", "Family"),
    Choice("village", "村（居）委会", "Village or neighbourhood"),
    Choice("hospital", "医院", "Hospital"),
    Choice("funeral", "民政火化", "Funeral home"),
    Choice("police", "公安注销", "Police register"),
    Choice("court", "法院宣告", "Court"),
    Choice("population", "国家人口库", "Population register"),
    Choice("employer", "管理单位", "Employer"),
    Choice("other", "其他", "Other"),
)


def _day_known(data: Data) -> bool:
    return data.get("death_about") in ("", ABOUT)


def _death(value: str, data: Data, context: Context) -> Iterator[Problem]:
    born, died = person.birth_of(data, context), text.day(value)
    if died and (died > context.today or (born and died <= born)):
        sentence = "死亡时间应晚于出生日期且不晚于今天"
        yield Problem("death_on", sentence, "The date of death lies after birth and not after today")


def _reported(value: str, data: Data, context: Context) -> Iterator[Problem]:
    if value > context.today.isoformat():
        yield Problem("reported_on", "报告日期不得晚于今天", "The day of the report must not be after today")
    elif text.day(str(data.get("death_on", ""))) and value < str(data["death_on"]):
        yield Problem("reported_on", "报告日期不得早于死亡日期", "The report cannot be older than the death")


OF_VILLAGE, OF_CONSULATE = "村（居）意见", "使领馆意见"

FIELDS = (
    Field("name", "死者姓名", "Name of the dead", "name", wrong=person.WRONG_NAME),
    Field("id_kind", "证件类型", "Kind of document", "choice", required=False, choices=person.ID_KINDS),
    Field("id_no", "身份证号码", "Identity number", "number", wrong=person.WRONG_ID,
          check=person.number_check("id_no")),
    Field("benefit", "险种", "Benefit", "choice", choices=BENEFITS),
    Field("death_on", "死亡日期", "Died on", "date", required=_day_known, check=_death),
    Field("death_about", "死亡日期说明", "Date is about", required=False, limit=30),
    Field("place", "死亡地点", "Place", required=False),
    Field("source", "信息来源", "Source", "choice", choices=SOURCES),
    Field("proof", "证明文件", "Proof", required=False),
    Field("reporter_name", "报告人姓名", "Reported by", limit=40),
    Field("reporter_relation", "与死者关系", "Relation", required=False, limit=20),
    Field("reporter_phone", "报告人电话", "Reporter's telephone", "phone", required=False, limit=30,
          check=person.phone_check("reporter_phone")),
    Field("reported_on", "报告日期", "Reported on", "date", check=_reported),
)  # fmt: skip


def tidy(data: Data) -> Data:
    """Read ``death_about: true`` as 约 and false as nothing."""
    about = data.get("death_about")
    return {**data, "death_about": ABOUT if about else ""} if isinstance(about, bool) else data


def check(data: Data, today: date, *, practice: bool = False) -> checking.Checked:
    """Check the report; the day of death may be missing only where words say about when it was."""
    return checking.check_form(FIELDS, tidy(data), today, practice=practice)


def _when(died: str, about: str) -> str:
    """Give 约 2026-03-02, but 2026-03-02（凌晨）."""
    if about == ABOUT or not died or not about:
        return f"{about} {died}".strip()
    return f"{died}（{about}）"


def print_pdf(
    data: Data, out: Path, *, fonts: "FontBook | None" = None, practice: bool = False, draft: bool = False,
    title: str | None = None, opinion: str = OF_VILLAGE,
) -> Printed:  # fmt: skip
    """Write the report on one A4 page, with room for the ``opinion`` of who is on the spot.

    Raises what ``forms.form.PrintForm`` says.
    """
    from forms.paper import death_sheet  # reportlab, only when something is printed

    clean = checking.clean_form(FIELDS, tidy(data))
    value = {field.key: shown(FIELDS, clean, field.key) for field in FIELDS}
    value["death_on"] = _when(value["death_on"], value["death_about"])
    return death_sheet.write(
        choose_title(title, (TITLE,)),
        value,
        out,
        fonts=fonts,
        practice=practice,
        draft=draft,
        opinion=opinion,
    )


FORM = Form("death", Words(TITLE, "Report of a death"), FIELDS, check, print_pdf)
