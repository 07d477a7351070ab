"""资料核对: one list of what is wrong with the register: shared and missing telephones, doubled entries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from sqlmodel import col, select

from fieldsuite.casework.masks import masked_phone
from fieldsuite.casework.phones import MOST, digits
from fieldsuite.casework.same_person import same_people
from fieldsuite.office import Office
from fieldsuite.tables import Person
from forms.person import phone_ok

What = Literal["one_number", "one_person_no", "one_name_and_birth", "phone_shared", "phone_missing"]


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the register that somebody should look at."""

    what: What
    person_id: str
    name: str
    village: str
    others: tuple[str, ...] = ()
    """Names of the others it concerns."""
    number: str = ""
    """The telephone, masked."""
    field: str = "phone"
    """Particular that is likely to be put right."""


def look(office: Office) -> tuple[Found, ...]:
    """Look through the register: doubled entries first, then telephones of more than four, then missing ones."""
    found = []
    for group in same_people(office):
        for who, name, village in group.people:
            others = tuple(each[1] for each in group.people if each[0] != who)
            found.append(Found(group.why, who, name, village, others, field="id_no"))
    with office.store.session() as session:
        everybody = list(session.exec(select(Person).order_by(col(Person.village), col(Person.name))))
    by: dict[str, list[Person]] = defaultdict(list)
    missing = []
    for one in everybody:
        if one.phone and phone_ok(one.phone):
            by[digits(one.phone)].append(one)
        else:
            missing.append(Found("phone_missing", one.id, one.name, one.village))
    for people in by.values():
        for one in people if len(people) > MOST else ():
            others = tuple(other.name for other in people if other is not one)
            found.append(
                Found("phone_shared", one.id, one.name, one.village, others, masked_phone(one.phone))
            )
    return (*found, *missing)
