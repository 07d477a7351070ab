"""The roster as a table: filled in where the program is not, or typed from paper, and read back, all or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fieldsuite import exports
from fieldsuite.casework import people, visit
from fieldsuite.casework.roster import RosterWhich
from fieldsuite.casework.visits import attempt
from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.tables import Person
from forms.field import Choice, Field

RESULTS = (
    Choice("self_care", "健在-能自理", "Alive, looks after self"),
    Choice("partial_care", "健在-半自理需陪护", "Alive, needs some care"),
    Choice("bedridden", "健在-卧床全陪护", "Alive, bedridden"),
    Choice("dead", "已死亡", "Dead"),
    Choice("missing", "下落不明", "Missing"),
    Choice("prison", "在押服刑", "In prison"),
    Choice("other", "其他", "Other"),
    Choice("absent", "不在家", "Not at home"),
    Choice("moved", "已搬走", "Moved away"),
    Choice("hospital", "住院", "In hospital"),
    Choice("refused", "拒绝", "Refused"),
)
"""What may be found at the door; the first seven are those of the notice's roster."""
OUTCOMES = ("absent", "moved", "hospital", "refused")
DETAIL = {"dead": "death_on", "missing": "missing_reason", "prison": "prison_on", "other": "other"}

FIELDS = (
    Field("person_no", "个人编号", "Personal no.", limit=20),
    Field("name", "姓名", "Name", "name"),
    Field("id_no", "身份证号码", "Identity number", "number", required=False),
    Field("village", "村（社区）", "Village", required=False, limit=20),
    Field("address", "现居住地详细地址", "Present address", required=False, limit=80),
    Field("phone", "联系方式", "Telephone", "phone", required=False),
    Field("result", "结果", "Result", "choice", required=False, choices=RESULTS),
    Field("on", "认证时间(年月日)", "Day", "date", required=False),
    Field("at", "时间", "Time", required=False, limit=12),
    Field("place", "认证地点", "Place", required=False, limit=40),
    Field("detail", "死亡时间/服刑时间/原因", "Date of death or prison, reason", required=False, limit=60),
    Field("where_now", "新住址/医院病区", "New address, ward", required=False, limit=60),
    Field("again_on", "下次上门", "Next visit", "date", required=False),
    Field("photo", "照片文件", "Photograph", required=False, limit=60),
)  # fmt: skip
"""Columns; the numbers are text cells, so that no spreadsheet spoils them."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What keeps a line from being taken."""

    row: int
    """Line of the table, the heading being line 1."""
    field: str
    key: str
    """Sentence ``area.name``."""
    values: dict[str, object]


def export(
    office: Office, out: Path, *, which: RosterWhich = "visits", village: str = "", encoding: Encoding = "utf-8"
) -> int:  # fmt: skip
    """Write the roster as Excel or CSV by its ending; gives the number of people. Raises OfficeError E_USAGE."""
    rows = [
        row for row in people.find(office, which=which, limit=None) if not village or row.village == village
    ]
    with office.store.session() as session:
        lines = [_line(person) for row in rows if (person := session.get(Person, row.id))]
    exports.write(out, FIELDS, lines, title="花名册", closed=exports.closed(office), encoding=encoding)
    exports.note(office, "export", "花名册", out, len(lines))
    return len(lines)


def take(office: Office, path: Path, *, check_only: bool = False) -> tuple[str, ...]:
    """Record the lines of a filled table that have a result; gives the records' ids, none with ``check_only``.

    Every line is checked first. Raises OfficeError E_RULE with ``extra["errors"]`` (row, field, message), and nothing
    is recorded then; FormsError for a spoilt table.
    """
    from fieldsuite.words import say
    from forms.paper.workbook import read_table

    lines = [(at, row) for at, row in enumerate(read_table(path, FIELDS), 2) if row.get("result")]
    wrong = [one for at, row in lines for one in _wrong(office, at, row, path.parent)]
    if wrong:
        shown = [{"row": one.row, "field": one.field, "message": say(one.key, office.config.lang, **one.values)}
                 for one in wrong]  # fmt: skip
        raise OfficeError(
            "visits.table_wrong", code="E_RULE", extra={"errors": shown}, count=len(wrong), row=wrong[0].row,
            problem=shown[0]["message"],
        )  # fmt: skip
    if check_only:
        return ()
    return tuple(_save(office, row, path.parent) for _, row in lines)


def _line(person: Person) -> dict[str, str]:
    return {"person_no": person.person_no, "name": person.name, "id_no": person.id_no, "village": person.village,
            "address": person.address, "phone": person.phone}  # fmt: skip


def _wrong(office: Office, at: int, row: Mapping[str, str], folder: Path) -> Iterator[Wrong]:
    from forms.text import day

    with office.store.session() as session:
        try:
            person = people.one(session, row["person_no"])
        except OfficeError as error:
            yield Wrong(at, "person_no", error.key, dict(error.values))
            return
    if person.name != row["name"]:
        yield Wrong(at, "name", "visits.other_name", {"name": person.name})
    for field in ("on", "again_on"):
        if row.get(field) and day(row[field]) is None:
            yield Wrong(at, field, "visits.bad_day", {"text": row[field]})
            return
    if row["result"] in OUTCOMES:
        if row["result"] in ("moved", "hospital") and not row.get("where_now"):
            yield Wrong(at, "where_now", "visits.where_missing", {})
        return
    form = _visit(office, row, person, folder)
    if isinstance(form, str):
        yield Wrong(at, "detail", "visits.bad_day", {"text": form})
        return
    for field, key in visit.problems(form, office.today(), person.birth):
        yield Wrong(at, field, key, {"field": field, "date": form.on.isoformat()})
    for photo in form.photos:
        if not photo.is_file():
            yield Wrong(at, "photo", "cli.no_such_file", {"path": photo.name})


def _visit(office: Office, row: Mapping[str, str], person: Person, folder: Path) -> visit.VisitForm | str:
    """Make the form of a line, or give the text that is no day."""
    from forms.text import day

    detail: dict[str, Any] = {}
    if field := DETAIL.get(row["result"]):
        said = row.get("detail", "")
        detail[field] = day(said) if field.endswith("_on") else said
        if said and detail[field] is None:
            return said
    photos = tuple(folder / name.strip() for name in row.get("photo", "").split(";") if name.strip())
    return visit.VisitForm(
        row["result"], row.get("place") or person.address or person.village, _on(office, row),  # type: ignore[arg-type]  # a choice of the column
        row.get("at") or "12:00", phone=row.get("phone", ""), photos=photos, **detail,
    )  # fmt: skip


def _save(office: Office, row: Mapping[str, str], folder: Path) -> str:
    with office.store.session() as session:
        person = people.one(session, row["person_no"])
    if row["result"] in OUTCOMES:
        again = date.fromisoformat(row["again_on"]) if row.get("again_on") else None
        tried = attempt.AttemptForm(
            row["result"], row.get("place") or person.address or person.village, _on(office, row),  # type: ignore[arg-type]  # as above
            row.get("at") or "12:00", row.get("detail", ""), row.get("where_now", ""), again,
        )  # fmt: skip
        return attempt.save(office, person.id, tried)[0].record_id
    form = _visit(office, row, person, folder)
    assert not isinstance(form, str)
    return visit.save(office, person.id, form).record_id


def _on(office: Office, row: Mapping[str, str]) -> date:
    return date.fromisoformat(row["on"]) if row.get("on") else office.today()
