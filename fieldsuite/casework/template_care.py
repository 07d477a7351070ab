"""Care of templates: what each has seen, and who should be modelled anew, by village."""

from dataclasses import dataclass

from sqlmodel import select

from biometric.ageing import Advice
from biometric.template import Modality
from fieldsuite.casework import score_history
from fieldsuite.casework.people import one
from fieldsuite.casework.score_history import TemplateHistory
from fieldsuite.office import Office
from fieldsuite.tables import KnownEvent, Person

__all__ = ["Renewal", "TemplateHistory", "of_person", "renewals"]


@dataclass(frozen=True, slots=True)
class Renewal:
    """Somebody who should be modelled anew, and why."""

    person_id: str
    name: str
    village: str
    modality: Modality
    variant: str
    years: float
    advice: tuple[Advice, ...]


def of_person(office: Office, who: str) -> tuple[TemplateHistory, ...]:
    """Give the templates of one person with their score history. Raises OfficeError E_NOT_FOUND."""
    with office.store.session() as session:
        person_id = one(session, who).id
    return score_history.of_people(office, [person_id])


def renewals(office: Office) -> tuple[Renewal, ...]:
    """Give everybody alive whose template should be renewed, by village and name."""
    with office.store.session() as session:
        dead = set(
            session.exec(
                select(KnownEvent.person_id).where(KnownEvent.kind == "death", KnownEvent.withdrawn == "")
            )
        )
        people = {person.id: person for person in session.exec(select(Person)) if person.id not in dead}
    found = [
        Renewal(
            row.person_id, people[row.person_id].name, people[row.person_id].village, row.modality, row.variant,
            row.years, row.advice,
        )
        for row in score_history.of_people(office)
        if row.advice and row.person_id in people
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (row.village, row.name, row.modality)))
