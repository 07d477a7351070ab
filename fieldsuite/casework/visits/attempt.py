"""上门未核实: why a visit met nobody, and what comes next; counted, so that a third empty visit leads elsewhere."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.acts import Attempt
from fieldsuite.acts.contact import Outcome, Step
from fieldsuite.casework.people import one
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.views import Saved
from fieldsuite.casework.visit import TIME
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal

TRIES = 3
"""Visits to a locked door until other ways are taken (四川规程 第22条: 无法联系到本人的); the number is our own."""
AGAIN_DAYS = 7
"""Days until the next visit, unless another day is named."""


@dataclass(frozen=True, slots=True)
class AttemptForm:
    """What the officer enters when nobody was met."""

    outcome: Outcome
    place: str
    on: date
    at: str
    note: str = ""
    where_now: str = ""
    """New address, or hospital and ward."""
    again_on: date | None = None
    photos: tuple[Path, ...] = ()


def next_step(outcome: Outcome, before: int) -> Step:
    """Say what comes next; ``before`` counts the visits of this outcome since the person was last seen."""
    if outcome == "absent":
        return "contact" if before + 1 >= TRIES else "again"
    if outcome == "refused":
        return "supervisor" if before else "explain"
    return "transfer" if outcome == "moved" else "ward"


def save(office: Office, who: str, form: AttemptForm) -> tuple[Saved, Step, date | None]:
    """Record a visit that met nobody; gives the record, the next step and the day of the next visit.

    Raises OfficeError E_RULE for a day in the future, a wrong time, a missing place, or a move or a hospital without
    saying where to.
    """
    pictures = [read_photo(path) for path in form.photos]
    if form.on > office.today():
        raise OfficeError("office.date_future", code="E_RULE", date=form.on.isoformat())
    if not TIME.fullmatch(form.at.strip()):
        raise OfficeError("office.time_wrong", code="E_RULE")
    where = written(form.where_now, "place")
    if form.outcome in ("moved", "hospital") and not where:
        raise OfficeError("visits.where_missing", code="E_RULE")
    with office.store.session() as session:
        person = one(session, who)
        if form.again_on is not None and form.again_on < form.on:
            raise OfficeError("visits.again_before", code="E_RULE", date=form.again_on.isoformat())
        step = next_step(form.outcome, _before(session, person.id, form.outcome))
        again = form.again_on or (
            form.on + timedelta(days=AGAIN_DAYS) if step in ("again", "ward", "explain") else None
        )
        payload = Attempt(
            outcome=form.outcome, place=required(form.place, "place"), at=form.at.strip().zfill(5),
            note=written(form.note, "other"), where_now=where, step=step, again_on=again,
        )  # fmt: skip
        kept = [journal.keep_evidence(office, session, person.id, data, kind) for data, kind in pictures]
        row = journal.append(office, session, payload, person.id, form.on, list(dict.fromkeys(kept)))
        return Saved(row.id, person.id, "attempt", certifies=False, needs_review=False), step, again


def last_attempts(session: Session) -> dict[str, tuple[Attempt, date, int]]:
    """Give each person's newest attempt since they were last seen, its day, and how many there were."""
    tried = select(Journal.person_id).where(Journal.kind == "attempt")
    rows = session.exec(
        select(Journal)
        .where(col(Journal.kind).in_(("attempt", "visit", "verification")), col(Journal.person_id).in_(tried))
        .order_by(col(Journal.occurred_on), col(Journal.position))
    )
    found: dict[str, tuple[Attempt, date, int]] = {}
    for row in rows:
        if row.kind == "attempt":
            count = found[row.person_id][2] if row.person_id in found else 0
            found[row.person_id] = (Attempt.model_validate(row.payload), row.occurred_on, count + 1)
        elif row.kind == "visit" or row.payload.get("passed"):
            found.pop(row.person_id, None)
    return found


def _before(session: Session, person_id: str, outcome: Outcome) -> int:
    rows = session.exec(
        select(Journal)
        .where(Journal.person_id == person_id, col(Journal.kind).in_(("attempt", "visit", "verification")))
        .order_by(col(Journal.position))
    )
    count = 0
    for row in rows:
        if row.kind == "attempt":
            count += row.payload.get("outcome") == outcome
        elif row.kind == "visit" or row.payload.get("passed"):
            count = 0
    return count
