"""上门核实: record a home visit with its status, place, time and evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from fieldsuite import journal
from fieldsuite.casework.deadlines import next_deadlines
from fieldsuite.casework.people import one
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.tasks import open_task, verify_tasks
from fieldsuite.casework.views import Saved
from fieldsuite.casework.written import LABELS, plain, written
from fieldsuite.errors import OfficeError
from fieldsuite.facts import gather
from fieldsuite.office import Office
from fieldsuite.records import ALIVE, LivingStatus, SocialWay, Visit
from fieldsuite.rules.lists import is_late
from fieldsuite.tables import Person

DETAIL = {"dead": "death_on", "missing": "missing_reason", "prison": "prison_on", "other": "other"}
"""What a status needs beside it (roster of the Guangxi notice)."""

TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,19}")
"""A number somebody can dial, from here or abroad: 138 0000 0000, +61 2 1234 5678 (广西: 国（境）外手机号码)."""


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
    way: SocialWay = "home"
    """上门, or another way of being seen face to face."""
    photos: tuple[Path, ...] = ()


def problems(form: VisitForm, today: date, birth: date) -> tuple[tuple[str, str], ...]:
    """Say what is wrong with a form: (field, key of the sentence) pairs; empty when it can be saved."""
    return tuple(
        (field, key)
        for field, key, wrong in (
            *_details(form),
            ("place", "office.name_missing", not plain(form.place)),
            ("at", "office.time_wrong", not TIME.fullmatch(form.at.strip())),
            ("on", "office.date_future", form.on > today),
            ("on", "office.visit_before_birth", form.on < birth),
            ("death_on", "office.death_date", _outside(form.death_on, birth, form.on)),
            ("prison_on", "office.prison_date", _outside(form.prison_on, birth, form.on)),
            (
                "phone",
                "office.phone_wrong",
                bool(form.phone.strip()) and not PHONE.fullmatch(form.phone.strip()),
            ),
            ("photos", "office.photo_needed", form.status in ALIVE and not form.photos),
        )
        if wrong
    )


def _details(form: VisitForm) -> Iterator[tuple[str, str, bool]]:
    """A status needs its own detail, and none of another: alive with a day of death is a slip of the pen."""
    for status, field in DETAIL.items():
        value = getattr(form, field)
        given = bool(plain(value) if isinstance(value, str) else value)
        yield field, "office.visit_detail", form.status == status and not given
        yield field, "office.visit_other_detail", form.status != status and given


def _outside(day: date | None, birth: date, visited: date) -> bool:
    return day is not None and not birth < day <= visited


def save(office: Office, who: str, form: VisitForm) -> Saved:
    """Record a visit. Raises OfficeError naming the first field that is wrong; nothing is saved then."""
    pictures = [read_photo(path) for path in form.photos]
    hour, _, minute = form.at.strip().partition(":")
    with office.store.session() as session:
        person = one(session, who)
        for field, key in problems(form, office.today(), person.birth)[:1]:
            raise OfficeError(key, code="E_RULE", field=LABELS[field], date=form.on.isoformat())
        payload = Visit(
            status=form.status,
            way=form.way,
            place=written(form.place, "place"),
            at=f"{int(hour):02d}:{minute}",
            death_on=form.death_on,
            missing_reason=written(form.missing_reason, "missing_reason"),
            prison_on=form.prison_on,
            other=written(form.other, "other"),
            phone=written(form.phone, "phone"),
            late=_late(office, session, person.id),
        )
        evidence = [
            journal.keep_evidence(office, session, person.id, data, type_) for data, type_ in pictures
        ]
        row = journal.append(office, session, payload, person.id, form.on, list(dict.fromkeys(evidence)))
        _remember(session, person, payload)
        deadlines = next_deadlines(office, session, person.id, form.on) if payload.alive else ()
        return Saved(row.id, person.id, "visit", payload.alive, True, deadlines)


def _late(office: Office, session: Session, person_id: str) -> bool:
    """True when the visit answers a verification list later than three months after its receipt (四川规程 第21条)."""
    facts = gather(office, session, [person_id])[person_id]
    task = open_task(verify_tasks(session, [person_id])[person_id], facts)
    return task is not None and is_late(task.received_on, office.today())


def _remember(session: Session, person: Person, visit: Visit) -> None:
    """Take over the confirmed phone number (四川规程 第37条 asks to keep it right) and the mobility."""
    person.phone = visit.phone or person.phone
    if visit.alive:
        person.mobility = visit.status
    session.add(person)
