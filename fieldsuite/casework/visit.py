"""上门核实: record a home visit with its status, place, time and evidence."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.casework.deadlines import next_deadlines
from fieldsuite.casework.people import one
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.views import Saved
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import ALIVE, LivingStatus, Visit
from fieldsuite.rules.lists import verification_due
from fieldsuite.tables import Assignment, Person, TaskList

DETAIL = {"dead": "death_on", "missing": "missing_reason", "prison": "prison_on", "other": "other"}
"""What a status needs beside it (roster of the Guangxi notice)."""


@dataclass(frozen=True, slots=True)
class VisitForm:
    """What the officer enters at the door."""

    status: LivingStatus
    place: str
    on: date
    at: str
    """HH:MM."""
    death_on: date | None = None
    missing_reason: str = ""
    prison_on: date | None = None
    other: str = ""
    phone: str = ""
    photos: tuple[Path, ...] = ()


def problems(form: VisitForm, today: date, birth: date) -> tuple[tuple[str, str], ...]:
    """Say what is wrong with a form: (field, key of the sentence) pairs; empty when it can be saved."""
    found: list[tuple[str, str]] = []
    needed = DETAIL.get(form.status)
    if needed and not getattr(form, needed):
        found.append((needed, "office.visit_detail"))
    if not form.place.strip():
        found.append(("place", "office.name_missing"))
    if form.on > today:
        found.append(("on", "office.date_future"))
    if form.death_on and not birth < form.death_on <= today:
        found.append(("death_on", "office.death_date"))
    if form.prison_on and form.prison_on > today:
        found.append(("prison_on", "office.date_future"))
    if form.status in ALIVE and not form.photos:
        found.append(("photos", "office.photo_needed"))
    return tuple(found)


def save(office: Office, who: str, form: VisitForm) -> Saved:
    """Record a visit. Raises OfficeError naming the first field that is wrong; nothing is saved then."""
    pictures = [read_photo(path) for path in form.photos]
    with office.store.session() as session:
        person = one(session, who)
        for field, key in problems(form, office.today(), person.birth)[:1]:
            raise OfficeError(key, code="E_RULE", field=field, date=form.on.isoformat())
        evidence = [
            journal.keep_evidence(office, session, person.id, data, type_) for data, type_ in pictures
        ]
        payload = Visit(
            status=form.status,
            place=form.place.strip(),
            at=form.at,
            death_on=form.death_on,
            missing_reason=form.missing_reason.strip(),
            prison_on=form.prison_on,
            other=form.other.strip(),
            phone=form.phone.strip(),
            late=_late(office, session, person.id),
        )
        row = journal.append(office, session, payload, person.id, form.on, list(dict.fromkeys(evidence)))
        _remember(session, person, form)
        deadlines = next_deadlines(office, session, person.id, form.on) if payload.alive else ()
        return Saved(row.id, person.id, "visit", payload.alive, True, deadlines)


def _late(office: Office, session: Session, person_id: str) -> bool:
    """True when the visit answers a verification list later than three months after its receipt (四川规程 第21条)."""
    query = select(TaskList).where(
        TaskList.id == Assignment.list_id, Assignment.person_id == person_id, Assignment.kind == "verify"
    )
    newest = session.exec(query.order_by(col(TaskList.seq).desc())).first()
    return newest is not None and office.today() > verification_due(newest.received_on)


def _remember(session: Session, person: Person, form: VisitForm) -> None:
    """Take over the confirmed phone number (四川规程 第37条 asks to keep it right) and the mobility."""
    if form.phone.strip():
        person.phone = form.phone.strip()
    if form.status in ALIVE:
        person.mobility = cast(str, form.status)
    session.add(person)
