"""更正: one particular of a person is put right, with the reason; the old value stays readable (广西通知 附件2).

At the provincial desk a correction holds at once. In a field office what one reaches the person by holds at once; what
says who the person is waits until the province has accepted it and comes back with the next list.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.acts.handling import Correction
from fieldsuite.casework.people import one
from fieldsuite.casework.phones import MOST, serves
from fieldsuite.casework.reach import require_own
from fieldsuite.casework.written import required
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.register import apply_correction, dead, number_key
from fieldsuite.tables import Journal, Person
from fieldsuite.tidy import tidy
from forms import identity_number, regions, travel_document
from forms.person import phone_ok

FIELDS = ("name", "pay_name", "sex", "id_kind", "id_no", "birth", "phone", "address", "village", "mobility",
          "residence", "insured_area", "unit")  # fmt: skip
AT_ONCE = ("phone", "address", "village", "mobility", "pay_name", "unit")
"""What a field office may put right by itself."""
CHOICES = {"sex": ("男", "女"), "id_kind": ("resident", "other", "passport"), "residence": ("domestic", "abroad"),
           "mobility": ("", "self_care", "partial_care", "bedridden")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was made."""

    record_id: str
    person: str
    field: str
    before: str
    after: str
    applied: bool
    """False in a field office for what the province must accept first."""
    phone_people: int = 0
    """People this telephone serves now, when it is more than four; otherwise 0."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction on record."""

    record_id: str
    person: str
    name: str
    field: str
    before: str
    after: str
    reason: str
    officer: str
    on: date
    recorded_at: str


def correct(office: Office, who: str, field: str, value: str, reason: str) -> Corrected:
    """Put one particular right.

    Raises OfficeError: E_NOT_FOUND; ``desk.dead_locked`` (第36条); ``desk.unknown_field``, ``desk.bad_value``,
    ``desk.same_value``, ``desk.number_taken``.
    """
    if field not in FIELDS:
        raise OfficeError("desk.unknown_field", field=field, known=", ".join(FIELDS))
    said, after = required(reason, "reason"), str(tidy(value)).strip()
    with office.store.session() as session:
        person = one(session, who)
        require_own(office, person)
        if dead(session, person.id):
            raise OfficeError("desk.dead_locked", code="E_RULE", name=person.name)
        before = str(getattr(person, field))
        if after == before:
            raise OfficeError("desk.same_value", field=field)
        _check(office, session, person, field, after)
        payload = Correction(field=field, before=before, after=after, reason=said)  # type: ignore[arg-type]
        row = journal.append(office, session, payload, person.id, office.today())
        applied = office.config.kind == "province" or field in AT_ONCE
        if applied:
            apply_correction(session, person, field, after)
        served = serves(office, session, after) if field == "phone" and after else 0
    return Corrected(row.id, person.id, field, before, after, applied, served if served > MOST else 0)


def corrections(office: Office, who: str = "") -> tuple[CorrectionRow, ...]:
    """Give what was put right, of one person or of all, the newest first: by whom, when, from what to what."""
    with office.store.session() as session:
        query = select(Journal, Person).where(Journal.kind == "correction", Journal.person_id == Person.id)
        if who:
            person = one(session, who)
            require_own(office, person)
            query = query.where(Journal.person_id == person.id)
        rows = session.exec(query.order_by(col(Journal.position).desc())).all()
    return tuple(
        CorrectionRow(
            row.id, person.id, person.name, row.payload["field"], row.payload["before"], row.payload["after"],
            row.payload["reason"], row.officer_name, row.occurred_on, row.recorded_at,
        )
        for row, person in rows
    )  # fmt: skip


def _check(office: Office, session: Session, person: Person, field: str, value: str) -> None:
    good = True
    if field in CHOICES:
        good = value in CHOICES[field]
    elif field == "name":
        good = bool(value) and len(value) <= 200
    elif field == "phone":
        good = not value or phone_ok(value)
    elif field == "insured_area":
        good = not value or regions.region(value) is not None
    elif field == "birth":
        good = _day(value) is not None and date(1860, 1, 1) <= date.fromisoformat(value) <= office.today()
    elif field == "id_no":
        good = _number_fits(office, person, value)
    if good and person.id_kind == "resident" and field in ("sex", "birth"):
        found = identity_number.check(person.id_no, office.today(), practice=office.config.practice)
        good = value == (found.sex if field == "sex" else str(found.birth))
    if not good:
        raise OfficeError("desk.bad_value", field=field, value=value)
    if field == "id_no":
        _alone(office, session, person, value)


def _number_fits(office: Office, person: Person, value: str) -> bool:
    if person.id_kind != "resident":
        return travel_document.looks_right(person.id_kind, value)
    return identity_number.check(value, office.today(), practice=office.config.practice).valid


def _alone(office: Office, session: Session, person: Person, value: str) -> None:
    today, practice = office.today(), office.config.practice
    key = number_key(value, today, practice=practice)
    for other in session.exec(select(Person).where(Person.id != person.id)):
        if number_key(other.id_no, today, practice=practice) == key:
            raise OfficeError("desk.number_taken", code="E_RULE", name=other.name)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
