"""丧失报告登记: the reports of losses of this office and where each stands."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from fieldsuite.acts import Loss
from fieldsuite.casework.states import positions
from fieldsuite.casework.views import RecordState
from fieldsuite.office import Office
from fieldsuite.records import parse
from fieldsuite.tables import Journal, Person


@dataclass(frozen=True, slots=True)
class Reported:
    """One report, from a form or from a visit."""

    record_id: str
    person_id: str
    name: str
    what: str
    """death, missing, prison or other."""
    on: date | None
    about: str
    source: str
    proof: str
    reporter: str
    reported_on: date
    state: RecordState
    form: bool
    """False when it was found at a visit: no form of its own can be printed."""


def reported(office: Office) -> tuple[Reported, ...]:
    """Give the reports, newest first."""
    query = select(Journal).where(col(Journal.kind).in_(("loss", "visit")), Journal.status == "own")
    with office.store.session() as session:
        rows = list(session.exec(query.order_by(col(Journal.position).desc())))
        rows = [
            row
            for row in rows
            if row.kind == "loss" or row.payload["status"] in ("dead", "missing", "prison")
        ]
        at = positions(office, session, rows)
        names = {row.person_id: session.get(Person, row.person_id) for row in rows}
    found = []
    for row in rows:
        person, said = names[row.person_id], parse(row.kind, row.payload)
        name = person.name if person else ""
        if isinstance(said, Loss):
            reporter = f"{said.reporter_name} {said.reporter_relation}".strip()
            found.append(Reported(row.id, row.person_id, name, said.what, said.lost_on, said.about, said.source,
                                  said.proof, reporter, said.reported_on, at[row.id].state, True))  # fmt: skip
        else:
            what = {"dead": "death"}.get(row.payload["status"], row.payload["status"])
            on = getattr(said, "death_on", None) or getattr(said, "prison_on", None)
            found.append(Reported(row.id, row.person_id, name, what, on, "", "village", "", row.officer_name,
                                  row.occurred_on, at[row.id].state, False))  # fmt: skip
    return tuple(found)
