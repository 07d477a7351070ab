"""The province's register: who draws a benefit, and which office looks after them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlmodel import Session

from fieldsuite.documents import ListedPerson
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.register import dead, upsert
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
        for count, person in enumerate(people, start=1):
            _check_number(office, person)
            wrong = _unknown_benefit(profiles, person) or _not_their_own(session, person)
            if wrong:
                raise OfficeError("office.people_row", row=count, field=wrong)
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
    return count


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
