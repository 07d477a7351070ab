"""Which captures wait to be compared: nothing was decided on them and no record names them."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, exists, select

from biometric.template import Modality
from fieldsuite import template_store
from fieldsuite.databases.parts import parts
from fieldsuite.office import Office
from fieldsuite.tables import Decision, Entry, Journal, Outcome, Person

FINAL = ("accepted", "returned", "rejected")
"""What ends the waiting without a comparison."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A capture that has not been compared."""

    record_id: str
    person_id: str
    name: str
    method: Modality
    occurred_on: date
    officer: str
    site: str
    template: bool
    """True when there is a template here to compare it with."""


def waiting(office: Office) -> tuple[Waiting, ...]:
    """Give the captures that wait, oldest first."""
    with office.store.session() as session:
        rows = captures(session)
        names = dict[str, str]()
        for part in parts({row.person_id for row in rows}):
            names.update(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(part))).all())
    return tuple(_waiting(office, row, names.get(row.person_id, "")) for row in rows)


def captures(session: Session) -> list[Journal]:
    """Give the records of captures that were neither compared nor decided on otherwise."""
    checks = Journal.kind == "verification", col(Journal.status).in_(("own", "stored"))
    decided = exists().where(col(Decision.record_id) == col(Journal.id), col(Decision.status).in_(FINAL))
    kept = col(Journal.payload)["verdict"].as_string() == "no_model"
    rows = [
        row
        for row in session.exec(
            select(Journal).where(*checks, kept, ~decided).order_by(col(Journal.position))
        )
        if is_capture(row)
    ]
    done = set[str]()
    for part in parts({row.id for row in rows}):
        about = select(col(Journal.about)).where(*checks, col(Journal.about).in_(part))
        done.update(one for one in session.exec(about) if one)
        told = col(Outcome.record_id).in_(part), col(Outcome.status).in_(FINAL)
        done.update(session.exec(select(Outcome.record_id).where(*told)))
    return [row for row in rows if row.id not in done]


def is_capture(row: Entry) -> bool:
    """True for a verification that was kept to be compared later."""
    return row.kind == "verification" and row.payload.get("verdict") == "no_model" and bool(row.evidence)


def _waiting(office: Office, row: Journal, name: str) -> Waiting:
    method: Modality = "voice" if row.payload["method"] == "voice" else "face"
    here = template_store.current(office, row.person_id, method) is not None
    return Waiting(row.id, row.person_id, name, method, row.occurred_on, row.officer_name, row.site, here)
