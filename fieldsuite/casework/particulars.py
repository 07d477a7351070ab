"""资料: every particular of a person with its corrections, who shares their telephone or number, their papers."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from fieldsuite.casework import correct
from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.people import one
from fieldsuite.casework.phones import MOST, digits
from fieldsuite.casework.same_person import Why, same_people
from fieldsuite.clock import instant, local_date
from fieldsuite.office import Office
from fieldsuite.register import dead
from fieldsuite.tables import Evidence, Journal, Person

MASKED = {"id_no": masked_id, "phone": masked_phone}
PAPERS = ("overseas", "consent", "loss", "service", "survey")
"""Kinds of records that have a paper."""


@dataclass(frozen=True, slots=True)
class Particular:
    """One particular: what stands now, and every correction of it."""

    field: str
    value: str
    """Masked where it is a number."""
    corrections: tuple[correct.CorrectionRow, ...]
    """The newest first; a value that waits for the province stands in the newest one only."""
    may: bool
    """True when this office may put it right at once."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A form, or a piece of evidence."""

    on: date
    kind: str
    """Kind of a record, or the type of a file such as image/jpeg."""
    what: str
    """Number of the form, or the beginning of the digest."""
    officer: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a person's card shows besides benefits and history."""

    person_id: str
    name: str
    rows: tuple[Particular, ...]
    phone_shared: tuple[str, ...]
    """Names of the others whom this telephone serves; more than three of them is too many."""
    doubles: tuple[tuple[Why, str, str], ...]
    """(why, id, name) of entries that may be the same person."""
    papers: tuple[Paper, ...]
    locked: bool
    """True for the dead: nothing is put right any more (四川规程 第36条)."""

    @property
    def phone_crowded(self) -> bool:
        """True when the telephone serves more than four people, this one counted."""
        return len(self.phone_shared) >= MOST


def of_person(office: Office, who: str) -> Particulars:
    """Give everything that stands of one person. Raises OfficeError E_NOT_FOUND."""
    with office.store.session() as session:
        person = one(session, who)
        locked = dead(session, person.id)
        shared = _shared(session, person)
        papers = tuple(_papers(office, session, person.id))
        values = {field: _value(person, field) for field in correct.FIELDS}
        person_id, name = person.id, person.name
    made = correct.corrections(office, person_id)
    groups = [group for group in same_people(office) if any(each[0] == person_id for each in group.people)]
    doubles = tuple(
        (group.why, each[0], each[1]) for group in groups for each in group.people if each[0] != person_id
    )
    rows = tuple(
        Particular(
            field, value, tuple(_masked(row) for row in made if row.field == field), field in correct.AT_ONCE
        )
        for field, value in values.items()
    )
    return Particulars(person_id, name, rows, shared, doubles, papers, locked)


def _value(person: Person, field: str) -> str:
    value = str(getattr(person, field))
    return MASKED[field](value) if value and field in MASKED else value


def _masked(row: correct.CorrectionRow) -> correct.CorrectionRow:
    from dataclasses import replace

    if row.field not in MASKED:
        return row
    mask = MASKED[row.field]
    return replace(
        row, before=mask(row.before) if row.before else "", after=mask(row.after) if row.after else ""
    )


def _shared(session: Session, person: Person) -> tuple[str, ...]:
    if not person.phone:
        return ()
    key = digits(person.phone)
    others = session.exec(
        select(Person).where(Person.id != person.id, Person.phone != "").order_by(col(Person.name))
    )
    return tuple(other.name for other in others if digits(other.phone) == key)


def _papers(office: Office, session: Session, person_id: str) -> list[Paper]:
    rows = session.exec(
        select(Journal).where(Journal.person_id == person_id).order_by(col(Journal.position).desc())
    )
    found = [
        Paper(row.occurred_on, row.kind, str(row.payload.get("form_no") or row.id[:8]), row.officer_name,
              tuple(row.evidence))
        for row in rows if row.kind in PAPERS or row.evidence
    ]  # fmt: skip
    held = {digest for paper in found for digest in paper.evidence}
    for piece in session.exec(select(Evidence).where(Evidence.person_id == person_id)):
        if piece.sha256 not in held:
            on = local_date(instant(piece.recorded_at), office.config.timezone)
            found.append(Paper(on, piece.type, piece.sha256[:12], "", (piece.sha256,)))
    return found
