"""今天去谁家: the visits of a day, village after village, those who cannot come first."""

from dataclasses import dataclass
from datetime import date

from fieldsuite.acts import Service
from fieldsuite.casework import people
from fieldsuite.casework.views import PersonRow
from fieldsuite.casework.visits.attempt import last_attempts
from fieldsuite.office import Office
from fieldsuite.tables import Journal

MOBILITY = ("bedridden", "partial_care", "", "self_care")
"""Who cannot come is visited first; who looks after themselves may also be asked to the village office."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit of the day."""

    person: PersonRow
    go_home: bool
    """False for somebody who can come to the village office."""
    appointment: str
    """Time of an appointment on this day, or empty."""
    tried: int
    """Visits since the person was last seen that met nobody."""
    last_on: date | None
    last_outcome: str
    step: str
    """Next step that the last of them asked for."""
    where_now: str


def day_plan(
    office: Office, *, on: date | None = None, village: str = "", most: int = 30
) -> tuple[Stop, ...]:
    """Plan a day: appointments first, then by village, mobility and address.

    Who was not met and is to be visited later is left out until that day; whose benefit nobody need verify too.
    """
    day = on or office.today()
    rows = people.find(office, which="visits", limit=None)
    with office.store.session() as session:
        tried = last_attempts(session)
        booked = appointments(session, day)
    named = people.these(office, booked) if booked else ()
    wanted = {row.id: row for row in (*rows, *named) if not village or row.village == village}
    stops = []
    for row in wanted.values():
        attempt = tried.get(row.id)
        waits = attempt is not None and attempt[0].again_on is not None and attempt[0].again_on > day
        elsewhere = attempt is not None and attempt[0].step in ("transfer", "contact", "supervisor")
        if row.id in booked or not (waits or elsewhere):
            stops.append(_stop(row, attempt, booked.get(row.id, "")))
    stops.sort(key=_order)
    return tuple(stops[:most])


def appointments(session: object, day: date) -> dict[str, str]:
    """Give who has an appointment on a day, and when; a later step of the same application replaces it."""
    from sqlmodel import Session, col, select

    assert isinstance(session, Session)
    latest: dict[str, tuple[str, Service]] = {}
    for row in session.exec(select(Journal).where(Journal.kind == "service").order_by(col(Journal.position))):
        said = Service.model_validate(row.payload)
        if said.step != "applied":
            latest[said.of] = (row.person_id, said)
    return {
        person: said.at or "--:--"
        for person, said in latest.values()
        if said.step == "scheduled" and said.visit_on == day
    }


def _stop(row: PersonRow, attempt: tuple[object, date, int] | None, at: str) -> Stop:
    from fieldsuite.acts import Attempt

    said = attempt[0] if attempt and isinstance(attempt[0], Attempt) else None
    return Stop(
        person=row,
        go_home=row.mobility != "self_care",
        appointment=at,
        tried=attempt[2] if attempt else 0,
        last_on=attempt[1] if attempt else None,
        last_outcome=said.outcome if said else "",
        step=said.step if said else "",
        where_now=said.where_now if said else "",
    )


def _order(stop: Stop) -> tuple[object, ...]:
    row = stop.person
    return (
        not stop.appointment,
        stop.appointment,
        row.village,
        MOBILITY.index(row.mobility),
        row.address,
        row.name,
    )
