"""The register as a table: a template that no spreadsheet spoils, export, and import, all or nothing."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from fieldsuite import exports
from fieldsuite.documents import ListedBenefit, ListedCertification, ListedPerson
from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.province import register
from fieldsuite.tables import Benefit, KnownCertification, Person
from fieldsuite.words import Both
from forms import checking, person, text
from forms.death import BENEFITS
from forms.field import Choice, Field

MOBILITY = (
    Choice("self_care", "能自理", "Looks after self"), Choice("partial_care", "半自理需陪护", "Needs some care"),
    Choice("bedridden", "卧床全陪护", "Bedridden"),
)  # fmt: skip
RESIDENCE = (Choice("domestic", "境内", "Domestic"), Choice("abroad", "境外", "Abroad"))

FIELDS = (
    Field("person_no", "个人编号", "Personal no.", limit=20),
    Field("name", "姓名", "Name", "name", wrong=person.WRONG_NAME),
    Field("sex", "性别", "Sex", "choice", choices=person.SEXES, check=person.sex_check(warning=False)),
    Field("id_kind", "证件类型", "Kind of document", "choice", required=False, choices=person.ID_KINDS),
    Field("id_no", "身份证号码", "Identity number", "number", wrong=person.WRONG_ID,
          check=person.number_check("id_no")),
    Field("birth", "出生日期", "Date of birth", "date"),
    Field("phone", "联系方式", "Telephone", "phone", required=False, limit=30, check=person.phone_check("phone")),
    Field("address", "现居住地详细地址", "Present address", required=False, limit=80),
    Field("village", "村（社区）", "Village", required=False, limit=40),
    Field("mobility", "自理能力", "Mobility", "choice", required=False, choices=MOBILITY),
    Field("residence", "居住类别", "Residence", "choice", required=False, choices=RESIDENCE),
    Field("benefit", "险种", "Benefit", "choice", choices=BENEFITS),
    Field("profile", "认证规则", "Profile", limit=40),
    Field("start_on", "待遇起始日期", "Benefit began on", "date"),
    Field("certified_on", "最近一次认证", "Last certified on", "date", required=False),
)  # fmt: skip
"""One line a benefit: somebody with two benefits stands on two lines with the same number."""
TITLE = "人员"
USUAL: Mapping[str, Mapping[str, str]] = {
    "profile": {
        "四川": "sichuan", "广东": "guangdong", "广西（生日周期）": "guangxi-birthday",
        "广西（首次认证周期）": "guangxi-first", "内蒙古": "inner-mongolia", "全国通用": "national",
    },
    "benefit": {
        "企业职工养老": "pension", "机关事业养老": "institution-pension", "城乡居民养老": "resident-pension",
        "失业保险金": "unemployment", "工伤定期待遇": "work-injury", "工伤长期待遇": "work-injury",
    },
    "id_kind": {"居民身份证": "resident", "身份证": "resident", "其他证件": "other", "护照": "passport"},
}  # fmt: skip
"""What the screens call a thing, and people therefore write into the table, beside the table's own word for it."""


def template(out: Path) -> None:
    """Write an empty table: every cell is text, choices are offered, so that no number loses a digit."""
    exports.write(out, FIELDS, [], title=TITLE, closed="")


def export(office: Office, out: Path, *, encoding: Encoding = "utf-8") -> int:
    """Write everybody of the register, one line a benefit; gives the number of lines."""
    rows = []
    with office.store.session() as session:
        last: dict[str, date] = {}
        for known in session.exec(select(KnownCertification).where(KnownCertification.withdrawn == "")):
            last[known.person_id] = max(known.on, last.get(known.person_id, known.on))
        benefits = select(Person, Benefit).where(Benefit.person_id == Person.id)
        for one, benefit in session.exec(benefits.order_by(col(Person.person_no), col(Benefit.id))):
            row: dict[str, Any] = {field.key: getattr(one, field.key, "") or "" for field in FIELDS}
            row |= {
                "benefit": benefit.benefit, "profile": benefit.profile, "start_on": benefit.start_on.isoformat(),
                "birth": one.birth.isoformat(),
                "certified_on": last[one.id].isoformat() if one.id in last else "",
            }  # fmt: skip
            rows.append(row)
    exports.write(out, FIELDS, rows, title=TITLE, closed=exports.closed(office), encoding=encoding)
    exports.note(office, "export", TITLE, out, len(rows))
    return len(rows)


def take(office: Office, path: Path, site: str) -> int:
    """Take the people of a filled table into the register; gives their number.

    Raises OfficeError E_RULE with ``extra["errors"]`` (row, field, message): nobody is taken then; FormsError for a
    table that a spreadsheet has spoiled.
    """
    from forms.paper.workbook import read_table

    lines = list(enumerate(map(_in_our_words, read_table(path, FIELDS)), 2))
    errors = [error for at, row in lines for error in _errors(office, at, row)]
    if not lines or errors:
        first = errors[0] if errors else {"row": 2, "field": "", "message": Both("没有一行 / no lines")}
        raise OfficeError(
            "office.people_table", code="E_RULE", extra={"errors": errors}, count=len(errors), row=first["row"],
            problem=first["message"],
        )  # fmt: skip
    people: dict[str, list[Mapping[str, str]]] = {}
    for _, row in lines:
        people.setdefault(_key(office, row), []).append(row)
    return register.take(office, [_person(key, rows) for key, rows in people.items()], site)


def _in_our_words(row: Mapping[str, str]) -> Mapping[str, str]:
    return {key: USUAL.get(key, {}).get(value.strip(), value) for key, value in row.items()}


def _errors(office: Office, at: int, row: Mapping[str, str]) -> Iterator[dict[str, object]]:
    checked = checking.check_form(FIELDS, row, office.today(), practice=office.config.practice)
    for problem in checked.errors:
        yield {"row": at, "field": problem.field, "message": problem.text(office.config.lang)}
    for field in ("birth", "start_on", "certified_on"):
        day = text.day(str(checked.value[field]))
        if day is not None and day > office.today() and field != "start_on":
            label = next(one.zh for one in FIELDS if one.key == field)
            yield {"row": at, "field": field, "message": f"{label}不得晚于今天"}


def _key(office: Office, row: Mapping[str, str]) -> str:
    """Give the id of a person: of the one who is known by this number, or one made of it, the same each time."""
    number = row["id_no"].replace(" ", "").upper()
    with office.store.session() as session:
        known = session.exec(select(Person.id).where(Person.id_no == number)).first()
    return known or f"p-{hashlib.sha256(number.encode()).hexdigest()[:16]}"


def _person(key: str, rows: list[Mapping[str, str]]) -> ListedPerson:
    first = rows[0]
    benefits = tuple(
        ListedBenefit(
            id=f"{key}-{row['benefit']}", benefit=row["benefit"], profile=row["profile"],
            start_on=date.fromisoformat(row["start_on"]),
        )
        for row in rows
    )  # fmt: skip
    certified = tuple(
        ListedCertification(
            id=f"{key}-{on}", on=date.fromisoformat(on), recorded_on=date.fromisoformat(on), method="table"
        )
        for on in dict.fromkeys(row["certified_on"] for row in rows if row.get("certified_on"))
    )
    return ListedPerson.read(
        {
            "id": key, "person_no": first["person_no"], "name": text.name(first["name"]), "sex": first["sex"],
            "id_kind": first.get("id_kind") or "resident", "id_no": first["id_no"].replace(" ", "").upper(),
            "birth": first["birth"], "phone": first.get("phone", ""), "address": first.get("address", ""),
            "village": first.get("village", ""), "mobility": first.get("mobility", ""),
            "residence": first.get("residence") or "domestic", "benefits": benefits, "certified": certified,
        }
    )  # fmt: skip
