"""What follows when a record is accepted: deadlines move, the register learns, and it is noted what changed."""

from datetime import date

from sqlmodel import Session, col, select

from fieldsuite.acts.handling import Correction
from fieldsuite.acts.rulings import Answered, Changed, Took
from fieldsuite.decided import decide_signed
from fieldsuite.errors import OfficeError
from fieldsuite.facts import events_of, gather
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.province.approvals import open_for
from fieldsuite.province.cases import SUSPENDED, standings
from fieldsuite.province.matches import effective
from fieldsuite.records import Visit, certifies
from fieldsuite.register import apply_correction, dead
from fieldsuite.tables import Assignment, Journal, KnownCertification, KnownEvent, Person


def accept(office: Office, session: Session, row: Journal, batch: str) -> None:
    """Accept a record: sign that, and take over what it says. Raises OfficeError E_RULE for particulars of the dead."""
    payload = effective(session, row)
    deadlines: dict[str, date] = {}
    lifted, back_pay, asked = False, list[str](), list[str]()
    if certifies(payload, practice=office.config.practice):
        facts = gather(office, session, [row.person_id])[row.person_id]
        before, after = standings(office, row, facts, payload)
        deadlines = {name: standing.deadline for name, standing in after if standing.deadline}
        healed = [name for (name, old), (_, new) in zip(before, after, strict=True)
                  if old.status in SUSPENDED and new.status not in SUSPENDED]  # fmt: skip
        lifted = bool(healed)
        back_pay = sorted({month for _, standing in after for month in standing.back_pay})
        asked = open_for(office, session, row.person_id, healed, back_pay)
    took = _learn(office, session, row, payload).model_copy(update={"applications": tuple(asked)})
    decide_signed(
        office, session, row, "accepted", batch=batch, deadlines=deadlines, suspension_lifted=lifted,
        back_pay=tuple(back_pay), took=took,
    )  # fmt: skip


def _learn(office: Office, session: Session, row: Journal, payload: Payload) -> Took:
    """Take an accepted record over into what the province knows; the tasks it answers are done."""
    if isinstance(payload, Correction):
        _correct(session, payload, row.person_id)
        return Took(fields=(Changed(field=payload.field, before=payload.before, after=payload.after),))
    if certifies(payload, practice=office.config.practice):
        method = str(row.payload.get("method") or row.kind)
        session.merge(
            KnownCertification(
                id=row.id,
                person_id=row.person_id,
                on=row.occurred_on,
                recorded_on=office.today(),
                method=method,
                origin=row.id,
            )
        )
    fields = _take_over(session, payload, row.person_id) if isinstance(payload, Visit) else ()
    for number, event in enumerate(events_of(payload, row.occurred_on)):
        session.merge(
            KnownEvent(
                id=f"{row.id}-{number}",
                person_id=row.person_id,
                kind=event.kind,
                on=event.on,
                origin=row.id,
            )
        )
    return Took(fields=fields, tasks=_answer(session, row.person_id))


def _answer(session: Session, person_id: str) -> tuple[Answered, ...]:
    open_ = session.exec(
        select(Assignment).where(Assignment.person_id == person_id, col(Assignment.list_id) == "")
    ).all()
    for task in open_:
        session.delete(task)
    return tuple(
        Answered(id=task.id, kind=task.kind, reason=task.reason, visit_on=task.visit_on) for task in open_
    )


def _correct(session: Session, payload: Correction, person_id: str) -> None:
    """Put a particular right as an office asked; of the dead nothing is changed (四川规程 第36条)."""
    person = session.get(Person, person_id)
    assert person is not None
    if dead(session, person_id):
        raise OfficeError("desk.dead_locked", code="E_RULE", name=person.name)
    apply_correction(session, person, payload.field, payload.after)


def _take_over(session: Session, visit: Visit, person_id: str) -> tuple[Changed, ...]:
    """Take over the phone number that was confirmed (四川规程 第37条) and the mobility: the next list carries them."""
    person = session.get(Person, person_id)
    if person is None:
        return ()
    said = {"phone": visit.phone, "mobility": visit.status if visit.alive else ""}
    changed = tuple(
        Changed(field=name, before=getattr(person, name), after=value)
        for name, value in said.items()
        if value and value != getattr(person, name)
    )
    for one in changed:
        setattr(person, one.field, one.after)
    session.add(person)
    return changed
