"""上门服务申请: every application with its next step, for whoever plans the week."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.acts import Service
from fieldsuite.office import Office
from fieldsuite.tables import Journal, Person

Step = Literal["applied", "scheduled", "done", "cancelled"]


@dataclass(frozen=True, slots=True)
class Application:
    """One application and where it stands."""

    record_id: str
    person_id: str
    name: str
    village: str
    form: str
    """home_visit, appointment or late_hours."""
    reason: str
    applicant: str
    applied_on: date
    step: Step
    visit_on: date | None
    at: str
    officers: tuple[str, ...]
    note: str

    @property
    def open(self) -> bool:
        """True until the service was given or withdrawn."""
        return self.step in ("applied", "scheduled")


def applications(office: Office, *, open_only: bool = False) -> tuple[Application, ...]:
    """Give the applications: those without a day first, then by their day, then what is closed, newest first."""
    with office.store.session() as session:
        found = [one for one in _all(session) if one.open or not open_only]
    waiting = [one for one in found if one.step == "applied"]
    booked = sorted((one for one in found if one.step == "scheduled"), key=lambda one: (one.visit_on, one.at))
    return (*waiting, *booked, *reversed([one for one in found if not one.open]))


def _all(session: Session) -> list[Application]:
    rows = session.exec(
        select(Journal).where(Journal.kind == "service").order_by(col(Journal.position))
    ).all()
    said = {row.id: Service.model_validate(row.payload) for row in rows}
    found = []
    for row in rows:
        first, person = said[row.id], session.get(Person, row.person_id)
        if first.step != "applied" or person is None:
            continue
        later = [one for one in said.values() if one.of == row.id]
        booked = next((one for one in reversed(later) if one.step == "scheduled"), None)
        found.append(
            Application(
                row.id, person.id, person.name, person.village, first.form, first.reason, first.applicant,
                row.occurred_on, later[-1].step if later else "applied", booked.visit_on if booked else None,
                booked.at if booked else "", booked.officers if booked else (), later[-1].note if later else first.note,
            )
        )  # fmt: skip
    return found
