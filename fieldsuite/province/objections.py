"""异议: compared data that somebody says is wrong; a person decides, and what was wrong stops counting (第9条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite.acts.handling import DataObjection, DataResolution
from fieldsuite.errors import OfficeError
from fieldsuite.facts import TOGETHER
from fieldsuite.journal import append
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.stated import stated
from fieldsuite.tables import ComparedFile, ComparedSign, Journal, KnownCertification, Person
from fieldsuite.words import say


@dataclass(frozen=True, slots=True)
class SignRow:
    """A line of compared data about a person, and whether it counts."""

    sign: str
    person: str
    name: str
    kind: str
    """Kind of ``rules.lists``."""
    said: str
    """What the file said: hospital, travel, adopted, ..."""
    department: str
    source: str
    on: date
    recorded_on: date
    note: str
    state: str
    """stands, objected, withdrawn."""
    by: str = ""
    """Who objects or objected, empty where nobody did."""
    why: str = ""
    """Their reason."""


def signs(office: Office, person_id: str = "", *, state: str = "") -> tuple[SignRow, ...]:
    """Give what was compared of one person or of all, the newest first."""
    office.require_province()
    query = select(ComparedSign, ComparedFile, Person).where(
        ComparedSign.file == ComparedFile.id, ComparedSign.person_id == Person.id
    )
    if person_id:
        query = query.where(ComparedSign.person_id == person_id)
    if state:
        query = query.where(ComparedSign.state == state)
    with office.store.session() as session:
        rows = session.exec(query.order_by(col(ComparedSign.on).desc(), col(ComparedSign.id))).all()
        said = _said(session, [sign.objection for sign, _, _ in rows if sign.objection])
    return tuple(
        SignRow(
            sign.id, person.id, person.name, sign.kind, file.kind, file.department, sign.source, sign.on,
            sign.recorded_on, sign.note, sign.state, *said.get(sign.objection or "", ("", "")),
        )
        for sign, file, person in rows
    )  # fmt: skip


def _said(session: Session, objections: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Who objected and why, by the record of it."""
    found: dict[str, tuple[str, str]] = {}
    for at in range(0, len(objections), TOGETHER):
        some = select(Journal).where(col(Journal.id).in_(objections[at : at + TOGETHER]))
        found |= {row.id: (row.payload["by"], row.payload["reason"]) for row in session.exec(some)}
    return found


def object_to(office: Office, sign_id: str, by: str, reason: str) -> str:
    """Note that somebody objects to a line; until it is decided the person is 待核实. Gives the record.

    Raises OfficeError ``desk.no_sign``, ``desk.objected_already``, ``desk.said_missing``.
    """
    office.require_province()
    with office.store.session() as session:
        sign = _sign(session, sign_id)
        if sign.state != "stands":
            raise OfficeError("desk.objected_already", state=sign.state)
        payload = DataObjection(sign=sign.id, by=stated(by), reason=stated(reason))
        row = append(office, session, payload, sign.person_id, office.today())
        sign.state, sign.objection = "objected", row.id
        session.add(sign)
        return row.id


def resolve(office: Office, sign_id: str, *, upheld: bool, reason: str) -> str:
    """Decide an objection: upheld, the line no longer counts, nor the certification that followed. Gives the record.

    Raises OfficeError ``desk.no_sign``, ``desk.no_objection``, E_SAMEPERSON for one's own objection.
    """
    office.require_province()
    with office.store.session() as session:
        sign = _sign(session, sign_id)
        objection = session.exec(select(Journal).where(Journal.id == sign.objection)).first()
        if sign.state != "objected" or objection is None:
            raise OfficeError("desk.no_objection", sign=sign_id)
        if objection.officer == office.officer.id:
            raise OfficeError("office.own_record", code="E_SAMEPERSON")
        payload = DataResolution(
            of=objection.id, of_digest=objection.digest, sign=sign.id, upheld=upheld, reason=stated(reason)
        )
        row = append(office, session, payload, sign.person_id, office.today())
        sign.state = "withdrawn" if upheld else "stands"
        session.add(sign)
        made = session.get(KnownCertification, sign.id)
        if made is not None and upheld:
            made.withdrawn = row.id
            session.add(made)
        return row.id


def write(office: Office, out: Path, rows: Sequence[SignRow]) -> ListFile:
    """Write compared lines as Excel, CSV or PDF. Raises what ``list_files.write`` raises."""
    texts = {
        "said": lambda row: say(f"deskwork.data_{row.said}", "zh"),
        "department": lambda row: say(f"deskwork.from_{row.department}", "zh"),
        "state": lambda row: say(f"deskwork.sign_{row.state}", "zh"),
    }
    return list_files.write(office, out, "比对数据与异议", COLUMNS, rows, texts)


COLUMNS = (
    ("name", "姓名", "name", 10), ("person", "个人编号", "personal no.", 14), ("said", "内容", "said", 14),
    ("department", "来源部门", "department", 12), ("on", "日期", "day", 12), ("recorded_on", "导入日期", "read on", 12),
    ("state", "状态", "state", 12), ("note", "备注", "note", 24),
)  # fmt: skip
"""Columns of the file: key, Chinese, English, share of the width of a page."""


def _sign(session: Session, sign_id: str) -> ComparedSign:
    found = session.exec(
        select(ComparedSign).where(col(ComparedSign.id).startswith(sign_id, autoescape=True)).limit(2)
    ).all()
    if len(found) != 1:
        raise OfficeError("desk.no_sign", code="E_NOT_FOUND", sign=sign_id)
    return found[0]
