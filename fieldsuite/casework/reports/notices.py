"""告知: whom to remind in month 10, to tell of a suspension in month 13, or of a stop (四川规程 第24、25、35条)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from fieldsuite import exports
from fieldsuite.casework import paper_settings
from fieldsuite.casework.noted import noted
from fieldsuite.casework.reports import kept
from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.rules.months import add_months
from fieldsuite.rules.standing import Standing
from fieldsuite.standing_rows import ROW
from fieldsuite.tables import Benefit, Person
from fieldsuite.words import say
from forms import notices as texts
from forms.death import BENEFITS
from forms.field import Field
from forms.form import Printed
from forms.ledgers import column

Kind = Literal["remind", "suspend", "stop"]
KINDS: tuple[Kind, ...] = ("remind", "suspend", "stop")
STATUSES: dict[str, tuple[str, ...]] = {
    "remind": ("DUE_SOON", "OVERDUE_IN_MONTH"),
    "suspend": ("SUSPENDED",),
    "stop": ("STOPPED", "STOPPED_PRISON", "DECEASED"),
}  # fmt: skip
_BENEFIT = {choice.value: choice.zh for choice in BENEFITS}

COLUMNS = (
    column("seq", "序号", "No.", 5), column("name", "姓名", "Name", 11),
    column("id_no", "身份证号码", "ID no.", 20), column("benefit", "险种", "Benefit", 15),
    column("village", "村（社区）", "Village", 10), column("phone", "联系方式", "Telephone", 14),
    column("deadline", "应于此前认证", "Deadline", 12), column("from_month", "起始月", "From", 9),
    column("told", "告知结果（时间、方式、接听人）", "What came of it", 30),
)  # fmt: skip
"""Columns of the call list; the last is left for the pen."""
SMS = (
    Field("phone", "手机号码", "Mobile", required=False), Field("name", "姓名", "Name", required=False),
    Field("text", "短信内容", "Text", required=False, limit=300),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one person of one benefit."""

    person_id: str
    name: str
    sex: str
    id_no: str
    phone: str
    village: str
    benefit: str
    """Name of the benefit in Chinese, as papers print it."""
    deadline: date | None
    from_month: str
    """Month from which nothing is paid, YYYY-MM; for a stop the month of the stop."""
    stop_reason: str
    text: str
    """What the text message says."""


def due_notices(office: Office, kind: Kind, *, village: str = "") -> tuple[Notice, ...]:
    """Give everybody who is to be told, by village and name.

    A reminder goes out from month 10 of the cycle, a suspension from month 13; who has no usable telephone is on the
    list all the same, for the letter and the visit.
    """
    today, contact = office.today(), paper_settings.read(office).contact
    found = [
        _notice(kind, one, benefit, standing, office.config.name, contact)
        for one in _concerned(office, kind, village)
        for benefit, standing in _standings(one, today)
        if standing.status in STATUSES[kind] and (not village or one.person.village == village)
    ]
    return tuple(sorted(found, key=lambda one: (one.village, one.name, one.benefit)))


def _concerned(office: Office, kind: Kind, village: str) -> Iterable[Facts]:
    """Whoever may have to be told; at a desk its rows say who."""
    if office.config.kind == "province":
        return kept.standing_as(office, STATUSES[kind], *([ROW.village == village] if village else []))
    with office.store.session() as session:
        return gather(office, session).values()


@noted("export", "notice list")
def write_list(
    office: Office, kind: Kind, out: Path, *, village: str = "", encoding: Encoding = "utf-8"
) -> tuple[int, int]:
    """Write the call list as .xlsx, .csv or .pdf; gives its rows and pages."""
    found = due_notices(office, kind, village=village)
    rows = [_row(at, one) for at, one in enumerate(found, 1)]
    closed = exports.closed(office)
    if out.suffix.lower() == ".pdf":
        from forms.paper import table_sheet
        from forms.paper.fonts import find_fonts

        made = table_sheet.write(
            texts.LIST_TITLES[kind], COLUMNS, rows, out, unit=office.config.name, on=office.today().isoformat(),
            closed=closed, fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
        )  # fmt: skip
        return len(rows), made.pages
    fields = [field for field, _ in COLUMNS]
    exports.write(out, fields, rows, title=texts.LIST_TITLES[kind], closed=closed, encoding=encoding)
    return len(rows), 0


@noted("export", "messages")
def write_messages(office: Office, kind: Kind, out: Path, *, encoding: Encoding = "utf-8") -> tuple[int, int]:
    """Write the text messages for another system to send; gives how many, and how many people have no mobile.

    A machine reads this file: it has no column for the class of disclosure.
    """
    from forms.person import phone_ok

    found = due_notices(office, kind)
    able = [one for one in found if one.phone and phone_ok(one.phone)]
    rows = [{"phone": one.phone, "name": one.name, "text": one.text} for one in able]
    exports.write(out, SMS, rows, closed="", encoding=encoding)
    return len(able), len(found) - len(able)


@noted("print", "letters")
def print_letters(office: Office, kind: Kind, out: Path, *, village: str = "", person: str = "") -> Printed:
    """Print a notice a person, one page each. Raises OfficeError E_NOT_FOUND when nobody is to be told."""
    from forms.paper import notice_sheet
    from forms.paper.fonts import find_fonts

    found = [
        one for one in due_notices(office, kind, village=village) if person in ("", one.person_id, one.name)
    ]
    if not found:
        raise OfficeError("reports.nobody", code="E_NOT_FOUND")
    settings = paper_settings.read(office)
    letters = [texts.letter(kind, _values(one)) for one in found]
    return notice_sheet.write(
        letters, out, unit=office.config.name, on=office.today().isoformat(), contact=settings.contact,
        hotline=settings.hotline, fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
    )  # fmt: skip


@noted("print", "posted notice")
def print_posted(office: Office, out: Path, *, village: str = "") -> tuple[int, int]:
    """Print the notice for the wall: who is suspended or to be verified, numbers masked (四川规程 第22条).

    Raises OfficeError E_NOT_FOUND when nobody is concerned.
    """
    from fieldsuite.casework import people
    from forms.paper import notice_sheet
    from forms.paper.fonts import find_fonts

    rows = {
        row.id: row for which in ("overdue", "verify") for row in people.find(office, which=which, limit=None)
    }
    listed = [
        f"{row.name}（{row.id_masked}）" for row in rows.values() if not village or row.village == village
    ]
    if not listed:
        raise OfficeError("reports.nobody", code="E_NOT_FOUND")
    settings = paper_settings.read(office)
    made = notice_sheet.write_posted(
        texts.posted(office.config.name), sorted(listed), out, unit=office.config.name, on=office.today().isoformat(),
        contact=settings.contact, hotline=settings.hotline, fonts=find_fonts(office=office.home.fonts),
        practice=office.config.practice,
    )  # fmt: skip
    return len(listed), made.pages


def _standings(facts: Facts, today: date) -> Iterator[tuple[Benefit, Standing]]:
    for benefit in facts.benefits:
        yield benefit, facts.standing(benefit, today)


def _notice(
    kind: Kind, facts: Facts, benefit: Benefit, standing: Standing, office: str, contact: str
) -> Notice:  # fmt: skip
    person: Person = facts.person
    stop = first_unpaid(standing)
    values = {
        "name": person.name, "benefit": _BENEFIT.get(benefit.benefit, benefit.benefit),
        "deadline": standing.deadline.isoformat() if standing.deadline else "",
        "from_month": stop if kind == "stop" else standing.suspend_from or "",
        "stop_reason": say(f"ledgers.stop_{standing.stop_reason}", "zh") if standing.stop_reason else "",
    }  # fmt: skip
    return Notice(
        person.id, person.name, person.sex, person.id_no, person.phone, person.village, values["benefit"],
        standing.deadline, values["from_month"], values["stop_reason"], texts.message(kind, values, office, contact),
    )  # fmt: skip


def first_unpaid(standing: Standing) -> str:
    """Give the first month that a stop leaves unpaid, YYYY-MM: after a loss the month it happened in is still due."""
    if standing.stop_from is None:
        return ""
    lost = standing.stop_reason in ("death", "missing", "prison")
    return add_months(standing.stop_from.replace(day=1), 1 if lost else 0).strftime("%Y-%m")


def _values(one: Notice) -> dict[str, str]:
    return {"name": one.name, "sex": one.sex, "benefit": one.benefit, "from_month": one.from_month,
            "deadline": one.deadline.isoformat() if one.deadline else "", "stop_reason": one.stop_reason}  # fmt: skip


def _row(at: int, one: Notice) -> dict[str, str]:
    return {"seq": str(at), "name": one.name, "id_no": one.id_no, "benefit": one.benefit, "village": one.village,
            "phone": one.phone, "deadline": one.deadline.isoformat() if one.deadline else "",
            "from_month": one.from_month, "told": ""}  # fmt: skip
