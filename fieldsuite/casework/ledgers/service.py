"""上门服务: an application, its appointment with two officers, its end (四川规程 第20条)."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.acts import Service
from fieldsuite.acts.service import TWO
from fieldsuite.casework.people import one
from fieldsuite.casework.visit import TIME
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import TELLING
from fieldsuite.tables import Journal


def apply(
    office: Office, who: str, applicant: str, relation: str, reason: str, *, form: str = "home_visit",
    origin: str = "application", note: str = "",
) -> str:  # fmt: skip
    """Take an application; gives the id by which its later steps name it."""
    with office.store.session() as session:
        person = one(session, who)
        payload = Service(
            step="applied", form=form, origin=origin, applicant=required(applicant, "name"),  # type: ignore[arg-type]  # the command checks both
            relation=written(relation, "other"), reason=reason, note=written(note, "other"),  # type: ignore[arg-type]
        )  # fmt: skip
        return journal.append(office, session, payload, person.id, office.today()).id


def schedule(office: Office, application: str, on: date, at: str, officers: tuple[str, ...]) -> str:
    """Give an application its day; two officers go. Raises OfficeError E_RULE for fewer, or a day that is over."""
    names = tuple(dict.fromkeys(required(name, "officer") for name in officers))
    if len(names) < TWO:
        raise OfficeError("ledgers.two_officers", code="E_RULE")
    if on < office.today():
        raise OfficeError("ledgers.day_over", code="E_RULE", date=on.isoformat())
    if at and not TIME.fullmatch(at):
        raise OfficeError("office.time_wrong", code="E_RULE")
    return _step(office, application, step="scheduled", visit_on=on, at=at, officers=names)


def finish(office: Office, application: str, *, certified: bool, record: str = "", note: str = "") -> str:
    """Note that the service was given, and in which record it ended."""
    result = "certified" if certified else "not_certified"
    return _step(office, application, step="done", result=result, record=record, note=written(note, "other"))


def finish_newest(office: Office, application: str, *, certified: bool, note: str = "") -> str:
    """Note that the service was given; it ended in the newest visit or certification since it was applied for."""
    with office.store.session() as session:
        asked = _application(session, application)
        query = select(Journal.id).where(
            Journal.person_id == asked.person_id,
            col(Journal.kind).in_(TELLING),
            col(Journal.position) > asked.position,
        )
        newest = session.exec(query.order_by(col(Journal.position).desc())).first()
    return finish(office, application, certified=certified, record=newest or "", note=note)


def cancel(office: Office, application: str, reason: str) -> str:
    """Note that an application was withdrawn."""
    return _step(office, application, step="cancelled", note=required(reason, "reason"))


def _step(office: Office, application: str, **values: Any) -> str:
    with office.store.session() as session:
        row = _application(session, application)
        steps = session.exec(
            select(Journal)
            .where(Journal.about == row.id, Journal.kind == "service")
            .order_by(col(Journal.position))
        ).all()
        if steps and steps[-1].payload["step"] in ("done", "cancelled"):
            raise OfficeError("ledgers.closed", code="E_RULE", record=row.id[:8])
        ended_in = str(values.get("record", ""))
        if ended_in and session.exec(select(Journal.id).where(Journal.id == ended_in)).first() is None:
            raise OfficeError("office.no_record", code="E_NOT_FOUND", record=ended_in)
        first = Service.model_validate(row.payload)
        payload = Service(of=row.id, form=first.form, origin=first.origin, **values)
        return journal.append(office, session, payload, row.person_id, office.today()).id


def _application(session: Session, record_id: str) -> Journal:
    query = select(Journal).where(
        col(Journal.id).startswith(record_id, autoescape=True), Journal.kind == "service"
    )
    rows = (
        [row for row in session.exec(query) if row.payload["step"] == "applied"]
        if len(record_id) >= 8
        else []
    )
    if len(rows) != 1:
        raise OfficeError("office.no_record", code="E_NOT_FOUND", record=record_id)
    return rows[0]
