"""Brings the register up to date from what a work list says of a person."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from sqlmodel import Session, col, select

from fieldsuite.documents import ListedPerson
from fieldsuite.tables import Benefit, KnownCertification, KnownEvent, Person
from forms import identity_number, travel_document

TOGETHER = 500
"""People who are looked up and written together."""
Row = Person | Benefit | KnownCertification | KnownEvent


def dead(session: Session, person_id: str) -> bool:
    """True when a death is registered and was not taken back: the record is locked (四川规程 第36条)."""
    query = select(KnownEvent.id).where(
        KnownEvent.person_id == person_id, KnownEvent.kind == "death", KnownEvent.withdrawn == ""
    )
    return session.exec(query).first() is not None


def number_key(number: str, today: date, *, practice: bool) -> str:
    """Give what all spellings of one number have in common: 18 digits for 15, a permit's first nine characters."""
    checked = identity_number.check(number, today, practice=practice)
    if checked.normal:
        return checked.normal
    plain = identity_number.normalise(number)
    return travel_document.person_key(plain) if travel_document.looks_right("hk_mo", plain) else plain


def apply_correction(session: Session, person: Person, field: str, value: str) -> None:
    """Change one particular, and what follows from it: a resident's number says birth and sex."""
    setattr(person, field, date.fromisoformat(value) if field == "birth" else value)
    if field == "id_no":
        person.id_tail = value[-4:].upper()
        said = identity_number.check(value, date.max, practice=True)
        if person.id_kind == "resident" and said.birth and said.sex:
            person.birth, person.sex = said.birth, said.sex
    session.add(person)


def upsert(session: Session, listed: ListedPerson, site: str) -> bool:
    """Add a person or bring them up to date; True when they are new. Nothing that was known is removed."""
    new = session.get(Person, listed.id) is None
    for row in rows_of(listed, site):
        session.merge(row)
    return new


def upsert_all(session: Session, listed: Sequence[ListedPerson], site: str) -> int:
    """Do the same for a list, whose people are each on it once, and give how many are new.

    Who is here is looked up for some hundred at a time, and who is new is written together: one by one, the questions
    are nine tenths of the time.
    """
    new = 0
    for at in range(0, len(listed), TOGETHER):
        made = [list(rows_of(one, site)) for one in listed[at : at + TOGETHER]]
        every = [row for rows in made for row in rows]
        ids = [(type(row), row.id) for row in every]
        if len(set(ids)) != len(ids):
            new += sum(upsert(session, one, site) for one in listed[at : at + TOGETHER])
            continue
        # Held as long as they are needed: what is merged finds them in the session and asks nobody.
        held = {(type(row), row.id): row for row in _held(session, ids)}
        people = [rows[0] for rows in made if (Person, rows[0].id) not in held]
        session.add_all(people)
        session.flush()
        for row in every:
            if (type(row), row.id) in held:
                session.merge(row)
            elif not isinstance(row, Person):
                session.add(row)
        session.flush()
        new += len(people)
    return new


def _held(session: Session, ids: Sequence[tuple[type[Row], str]]) -> Iterator[Row]:
    for table in (Person, Benefit, KnownCertification, KnownEvent):
        wanted = [key for of, key in ids if of is table]
        for at in range(0, len(wanted), TOGETHER):
            found = session.exec(select(table).where(col(table.id).in_(wanted[at : at + TOGETHER])))
            yield from cast(Iterator[Row], found)


def rows_of(listed: ListedPerson, site: str) -> Iterator[Row]:
    """Give a person as rows, the person first."""
    yield Person(
        id=listed.id,
        person_no=listed.person_no,
        name=listed.name,
        sex=listed.sex,
        id_kind=listed.id_kind,
        id_no=listed.id_no,
        id_tail=listed.id_no[-4:].upper(),
        birth=listed.birth,
        phone=listed.phone,
        address=listed.address,
        village=listed.village,
        mobility=listed.mobility,
        residence=listed.residence,
        insured_area=listed.insured_area,
        unit=listed.unit,
        pay_name=listed.pay_name,
        site=site,
    )
    for benefit in listed.benefits:
        yield Benefit(person_id=listed.id, **benefit.model_dump())
    for known in listed.certified:
        yield KnownCertification(person_id=listed.id, **known.model_dump())
    for event in listed.events:
        yield KnownEvent(person_id=listed.id, **event.model_dump())
