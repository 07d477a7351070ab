"""The province's register: who draws a benefit, and which office looks after them."""

import json
from collections.abc import Iterable
from pathlib import Path

from fieldsuite.documents import ListedPerson
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.register import upsert
from fieldsuite.rules.profiles import load
from fieldsuite.tables import Assignment
from forms import identity_number


def take_file(office: Office, file: Path, site: str) -> int:
    """Take people from a JSON file; all of them or none. Raises OfficeError naming the line and field that is wrong."""
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise OfficeError("office.not_json", path=str(file)) from error
    if not isinstance(listed, list):
        raise OfficeError("office.not_json", path=str(file))
    return take(office, [ListedPerson.read(one) for one in listed], site)


def take(office: Office, people: Iterable[ListedPerson], site: str) -> int:
    """Take people into the register and give their number; those already there are brought up to date."""
    office.require_province()
    profiles = load()
    count = 0
    with office.store.session() as session:
        for person in people:
            _check_number(office, person)
            for benefit in person.benefits:
                if benefit.profile not in profiles:
                    raise OfficeError(
                        "office.document_schema", code="E_INPUT", field=f"profile {benefit.profile}"
                    )
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
            count += 1
    return count


def _check_number(office: Office, person: ListedPerson) -> None:
    """Refuse a wrong resident number (GB 11643), and one of the practice region 79 outside practice."""
    if person.id_kind != "resident":
        return
    found = identity_number.check(person.id_no, office.today(), practice=office.config.practice)
    if not found.valid:
        raise OfficeError("office.bad_number", name=person.name, problem=found.problem)
    if found.birth != person.birth or found.sex != person.sex:
        raise OfficeError("office.number_differs", name=person.name)
