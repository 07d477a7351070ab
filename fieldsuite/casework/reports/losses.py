"""死亡或丧失报告: who reported it, from which source, on which proof; and the 减员 application that follows from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlmodel import Session, col, select

from fieldsuite import exports, journal
from fieldsuite.acts import Loss
from fieldsuite.casework.noted import noted
from fieldsuite.casework.people import one
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.views import Saved
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.facts import refused
from fieldsuite.office import Office
from fieldsuite.records import Visit, parse
from fieldsuite.tables import Benefit, Journal, Person
from fieldsuite.words import say
from forms import death
from forms.form import Printed
from forms.ledgers import column

What = Literal["death", "missing", "prison", "other"]
PROOF_NEEDED = ("hospital", "funeral", "police", "court", "justice")
"""Sources whose report names its document: 死亡证明, 火化证明, 注销户口证明, 判决书."""

COLUMNS = (
    column("seq", "序号", "No.", 5), column("person_no", "个人编号", "Personal no.", 12),
    column("name", "姓名", "Name", 11), column("id_no", "身份证号码", "ID no.", 20),
    column("benefit", "险种", "Benefit", 16), column("reason", "减员原因", "Reason", 16),
    column("on", "发生日期", "On", 12), column("source", "信息来源", "Source", 14),
    column("proof", "证明文件", "Proof", 16), column("state", "复核", "Checked", 10),
)  # fmt: skip
"""Columns of the application 减员（待遇停发）; the notice names none (广西通知: 申报办理减员（待遇停发）手续)."""


@dataclass(frozen=True, slots=True)
class LossForm:
    """What is reported."""

    what: What
    source: str
    reporter_name: str
    lost_on: date | None = None
    about: str = ""
    place: str = ""
    reason: str = ""
    proof: str = ""
    reporter_relation: str = ""
    reporter_phone: str = ""
    photos: tuple[Path, ...] = ()


def save(office: Office, who: str, form: LossForm) -> Saved:
    """Record a report; the result is 待经办机构确认, and a colleague checks it before it leaves.

    Raises OfficeError E_RULE for a day before birth or in the future, a source without its document, a missing reason.
    """
    pictures = [read_photo(path) for path in form.photos]
    with office.store.session() as session:
        person = one(session, who)
        if form.lost_on is not None and not person.birth < form.lost_on <= office.today():
            raise OfficeError("reports.loss_date", code="E_RULE", date=form.lost_on.isoformat())
        if form.what in ("death", "prison") and form.lost_on is None and not form.about.strip():
            raise OfficeError("reports.loss_when", code="E_RULE")
        if form.what in ("missing", "other") and not form.reason.strip():
            raise OfficeError("office.reason_missing", code="E_RULE")
        if form.source in PROOF_NEEDED and not form.proof.strip():
            raise OfficeError("reports.proof_missing", code="E_RULE")
        values: dict[str, Any] = {"what": form.what, "source": form.source}
        payload = Loss(
            **values, lost_on=form.lost_on, about=written(form.about, "other"), place=written(form.place, "place"),
            reason=written(form.reason, "reason"), proof=written(form.proof, "other"),
            reporter_name=required(form.reporter_name, "name"),
            reporter_relation=written(form.reporter_relation, "other"),
            reporter_phone=written(form.reporter_phone, "phone"), reported_on=office.today(),
        )  # fmt: skip
        kept = [journal.keep_evidence(office, session, person.id, data, kind) for data, kind in pictures]
        row = journal.append(office, session, payload, person.id, office.today(), list(dict.fromkeys(kept)))
        return Saved(row.id, person.id, "loss", certifies=False, needs_review=True)


@noted("print", "report of a loss")
def print_report(office: Office, record_id: str, out: Path) -> Printed:
    """Print the report of a death; village or consulate and reviewers write on it. Raises OfficeError E_NOT_FOUND."""
    from forms.paper.fonts import find_fonts

    with office.store.session() as session:
        query = select(Journal).where(
            col(Journal.id).startswith(record_id, autoescape=True), Journal.kind == "loss"
        )
        rows = list(session.exec(query)) if len(record_id) >= 8 else []
        if len(rows) != 1 or rows[0].payload["what"] != "death":
            raise OfficeError("office.no_record", code="E_NOT_FOUND", record=record_id)
        person = session.get(Person, rows[0].person_id)
        benefit = session.exec(select(Benefit).where(Benefit.person_id == rows[0].person_id)).first()
        said = Loss.model_validate(rows[0].payload)
    assert person is not None
    sources = {choice.value for choice in death.SOURCES}
    data = {
        "name": person.name, "id_kind": person.id_kind, "id_no": person.id_no,
        "benefit": benefit.benefit if benefit else "", "place": said.place, "proof": said.proof,
        "death_on": said.lost_on.isoformat() if said.lost_on else "", "death_about": said.about,
        "source": said.source if said.source in sources else "other", "reporter_name": said.reporter_name,
        "reporter_relation": said.reporter_relation, "reporter_phone": said.reporter_phone,
        "reported_on": said.reported_on.isoformat(),
    }  # fmt: skip
    fonts = find_fonts(office=office.home.fonts)
    opinion = death.OF_CONSULATE if office.config.kind == "consulate" else death.OF_VILLAGE
    return death.print_pdf(data, out, fonts=fonts, practice=office.config.practice, opinion=opinion)


def reduction_rows(office: Office, *, since: date | None = None) -> list[dict[str, str]]:
    """Give everybody who was reported or found dead, missing or in prison, once, the newest report."""
    with office.store.session() as session:
        found = {row["person"]: row for row in _losses(office, session, since)}
    return [{**row, "seq": str(at)} for at, row in enumerate(found.values(), 1)]


@noted("print", "reduction")
def print_reduction(office: Office, out: Path, *, since: date | None = None) -> tuple[int, int]:
    """Write the application 减员（待遇停发）; gives its people and pages. Raises OfficeError E_NOT_FOUND for nobody."""
    from forms.paper import table_sheet
    from forms.paper.fonts import find_fonts

    rows = reduction_rows(office, since=since)
    if not rows:
        raise OfficeError("reports.nobody", code="E_NOT_FOUND")
    made = table_sheet.write(
        "减员（待遇停发）申请表", COLUMNS, rows, out, unit=f"{office.config.name}（盖章）",
        on=office.today().isoformat(),
        closed=exports.closed(office), foot="单位负责人:                    经办人:                    待经办机构确认",
        fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
    )  # fmt: skip
    return len(rows), made.pages


def _losses(office: Office, session: Session, since: date | None) -> Iterator[dict[str, str]]:
    out = refused(session)
    checked = {row.about for row in session.exec(select(Journal).where(Journal.kind == "review"))}
    query = select(Journal).where(col(Journal.kind).in_(("loss", "visit"))).order_by(col(Journal.position))
    for row in session.exec(query):
        payload = parse(row.kind, row.payload)
        person = session.get(Person, row.person_id)
        if row.id in out or person is None or (since and row.occurred_on < since):
            continue
        if isinstance(payload, Loss):
            what, on, source, proof = payload.what, payload.lost_on, payload.source, payload.proof
        elif isinstance(payload, Visit) and payload.status in ("dead", "missing", "prison"):
            what = {"dead": "death"}.get(payload.status, payload.status)  # type: ignore[assignment]  # three of its words
            on, source, proof = payload.death_on or payload.prison_on, "village", ""
        else:
            continue
        benefits = session.exec(select(Benefit.benefit).where(Benefit.person_id == person.id)).all()
        names = {choice.value: choice.zh for choice in death.BENEFITS}
        yield {
            "person": person.id, "person_no": person.person_no, "name": person.name, "id_no": person.id_no,
            "benefit": "、".join(names.get(one, one) for one in benefits),
            "reason": say(f"reports.loss_{what}", "zh"),
            "on": on.isoformat() if on else "", "source": say(f"reports.source_{source}", "zh"),
            "proof": proof,
            "state": "已复核" if row.id in checked else "待复核",
        }  # fmt: skip
