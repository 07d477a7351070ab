"""The province's register: who draws a benefit, and which office looks after them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite.documents import ListedPerson
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.register import dead, rows_of, upsert
from fieldsuite.rule_files import rules_of
from fieldsuite.rules.profile import Profile
from fieldsuite.tables import Assignment, Benefit, KnownCertification, KnownEvent, Person
from forms import identity_number
from keys.cards import ID


def take_file(office: Office, file: Path, site: str) -> int:
    """Take people from a JSON file; all of them or none. Raises OfficeError naming the row and field that is wrong."""
    try:
        listed = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise OfficeError("office.not_json", path=str(file)) from error
    if not isinstance(listed, list):
        raise OfficeError("office.not_json", path=str(file))
    people = []
    for row, one in enumerate(listed, start=1):
        try:
            people.append(ListedPerson.read(one))
        except OfficeError as error:
            raise OfficeError("office.people_row", row=row, field=error.values["field"]) from error
    return take(office, people, site)


def take(office: Office, people: Iterable[ListedPerson], site: str) -> int:
    """Take people into the register and give their number; those already there are brought up to date.

    Raises OfficeError for a number, a benefit or a site that is none, and where two people would share one benefit or
    one certification; nobody is taken then.
    """
    office.require_province()
    if not ID.fullmatch(site):
        raise OfficeError("office.bad_site", site=site)
    profiles = rules_of(office)
    count = 0
    with office.store.session() as session:
        for some in _some(people):
            if new := _all_new(session, some):
                rows = [list(rows_of(person, site)) for person in some]
                session.add_all(first for first, *_ in rows)
                session.flush()
                session.add_all(row for _, *rest in rows for row in rest)
            for person in some:
                count += 1
                _check_number(office, person)
                wrong = _unknown_benefit(profiles, person)
                if wrong := wrong or ("" if new else _not_their_own(session, person)):
                    raise OfficeError("office.people_row", row=count, field=wrong)
                if not new:
                    _check_locked(session, person)
                    upsert(session, person, site)
                for number, task in enumerate(person.tasks):
                    session.merge(
                        Assignment(
                            id=f"{person.id}-{task.kind}-{number}",
                            person_id=person.id,
                            kind=task.kind,
                            reason=task.reason,
                            visit_on=task.visit_on,
                        )
                    )
            session.flush()
    return count


TOGETHER = 500
"""People who are looked up and written together: one by one, ten queries a person were nine tenths of the time."""


def _some(people: Iterable[ListedPerson]) -> Iterator[list[ListedPerson]]:
    every = iter(people)
    while some := list(islice(every, TOGETHER)):
        yield some


def _all_new(session: Session, some: Sequence[ListedPerson]) -> bool:
    """True when none of these people and none of their rows is here, nor stands in the list twice."""
    with session.no_autoflush:
        for column, ids in (
            (Person.id, [one.id for one in some]),
            (Benefit.id, [row.id for one in some for row in one.benefits]),
            (KnownCertification.id, [row.id for one in some for row in one.certified]),
            (KnownEvent.id, [row.id for one in some for row in one.events]),
        ):
            if len(set(ids)) != len(ids):
                return False
            for at in range(0, len(ids), TOGETHER):
                if session.exec(
                    select(column).where(col(column).in_(ids[at : at + TOGETHER])).limit(1)
                ).first():
                    return False
    return True


def _unknown_benefit(profiles: Mapping[str, Profile], person: ListedPerson) -> str:
    """A benefit that its rules do not know would stop every list it stands on."""
    for benefit in person.benefits:
        if benefit.profile not in profiles:
            return f"profile {benefit.profile}"
        if benefit.benefit not in profiles[benefit.profile].rules:
            return f"benefit {benefit.benefit}"
    return ""


def _not_their_own(session: Session, person: ListedPerson) -> str:
    """Rows are known by their ids: one with another's id would be taken from them without a word."""
    found = [
        *(session.get(Benefit, row.id) for row in person.benefits),
        *(session.get(KnownCertification, row.id) for row in person.certified),
        *(session.get(KnownEvent, row.id) for row in person.events),
    ]
    return next((f"id {row.id}" for row in found if row and row.person_id != person.id), "")


LOCKED = ("name", "sex", "id_kind", "id_no", "birth", "phone", "address", "village", "residence", "pay_name",
          "unit")  # fmt: skip
"""Particulars of the dead that a list may not change (四川规程 第36条: 包含基础信息修改在内)."""


def _check_locked(session: Session, listed: ListedPerson) -> None:
    held = session.get(Person, listed.id)
    if held is None or not dead(session, held.id):
        return
    if any(getattr(held, field) != getattr(listed, field) for field in LOCKED):
        raise OfficeError("desk.dead_locked", code="E_RULE", name=held.name)


def _check_number(office: Office, person: ListedPerson) -> None:
    """Refuse a wrong resident number (GB 11643), and one of the practice region 79 outside practice."""
    if person.id_kind != "resident":
        return
    found = identity_number.check(person.id_no, office.today(), practice=office.config.practice)
    if not found.valid:
        raise OfficeError("office.bad_number", name=person.name, problem=found.problem)
    if found.birth != person.birth or found.sex != person.sex:
        raise OfficeError("office.number_differs", name=person.name)
