"""联系次数: what was tried to reach people, read back for whoever tries next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from fieldsuite.acts import Contact
from fieldsuite.casework.people import one
from fieldsuite.office import Office
from fieldsuite.tables import Journal


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt to reach somebody."""

    on: date
    method: str
    purpose: str
    result: str
    spoke_with: str
    note: str
    officer: str


def of_person(office: Office, who: str) -> tuple[Tried, ...]:
    """Give every attempt to reach somebody, the newest first. Raises OfficeError E_NOT_FOUND."""
    with office.store.session() as session:
        return tuple(reversed(attempts(session, (one(session, who).id,))[one(session, who).id]))


def attempts(session: Session, people: Iterable[str] = ()) -> dict[str, list[Tried]]:
    """Give the attempts of these people, or of everybody, in the order in which they were made."""
    found: dict[str, list[Tried]] = defaultdict(list)
    query = select(Journal).where(Journal.kind == "contact").order_by(col(Journal.position))
    if wanted := tuple(people):
        query = query.where(col(Journal.person_id).in_(wanted))
    for row in session.exec(query):
        said = Contact.model_validate(row.payload)
        found[row.person_id].append(
            Tried(
                row.occurred_on,
                said.method,
                said.purpose,
                said.result,
                said.spoke_with,
                said.note,
                row.officer_name,
            )
        )
    return found
