"""采纳: a clerk accepts, holds or returns records; what is accepted moves the deadlines, nothing is overwritten."""

from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session, col, delete, func, select

from fieldsuite.acts.handling import Correction
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.facts import events_of, gather
from fieldsuite.matching.captures import is_capture
from fieldsuite.office import Office
from fieldsuite.province.approvals import open_for
from fieldsuite.province.cases import SUSPENDED, cases, latest_decisions, standings
from fieldsuite.province.log_heads import every_break
from fieldsuite.province.matches import effective, matches
from fieldsuite.province.second_person import require_second
from fieldsuite.province.views import ArrivedBundle, DeskView
from fieldsuite.records import Visit, certifies
from fieldsuite.register import apply_correction, dead
from fieldsuite.tables import (
    Assignment,
    Decision,
    Journal,
    KnownCertification,
    KnownEvent,
    Person,
    ReceivedBundle,
    SentLetter,
)
from fieldsuite.tidy import tidy

__all__ = ["RETURN_CODES", "cases", "decide", "desk"]

Status = Literal["accepted", "held", "returned"]

RETURN_CODES = (
    "PHOTO_UNCLEAR",
    "PERSON_DOUBTFUL",
    "DOCUMENT_MISSING",
    "PLACE_UNCLEAR",
    "DATE_WRONG",
    "OTHER",
)
"""Why a record goes back; each has its sentence in ``province``."""


def decide(office: Office, record_ids: Sequence[str], status: Status, code: str = "", todo: str = "") -> int:
    """Decide these records alike, all or none; give their number.

    Raises OfficeError: E_NOT_FOUND for an unknown record, E_RULE for a return without a code and a sentence of what
    to do, E_SAMEPERSON for a record of the clerk's own, E_THRESHOLD for a death or a human check that no second person
    has agreed to; E_INPUT when a final decision was made before.
    """
    office.require_province()
    said = str(tidy(todo)).strip()
    if status == "returned" and (code not in RETURN_CODES or not said):
        raise OfficeError("office.reason_missing", code="E_RULE")
    with office.store.session() as session:
        held = latest_decisions(session, record_ids)
        for record in dict.fromkeys(record_ids):
            row = session.exec(select(Journal).where(Journal.id == record)).first()
            if row is None or row.status not in ("stored", "conflict"):
                raise OfficeError("office.no_record", code="E_NOT_FOUND", record=record)
            if (before := held.get(record)) and before.status != "held":
                raise OfficeError("office.decided_already", record=record[:8])
            if row.officer == office.officer.id:
                raise OfficeError("office.own_record", code="E_SAMEPERSON")
            if status == "accepted" and is_capture(row) and not matches(session, [row.id]):
                raise OfficeError("office.not_compared", code="E_RULE", record=record[:8])
            if row.status == "conflict" and status == "accepted":
                raise OfficeError("office.conflict_accept", code="E_RULE")
            if status == "accepted":
                require_second(office, session, row)
            _decide(office, session, row, status, code, said)
    return len(set(record_ids))


def _decide(office: Office, session: Session, row: Journal, status: Status, code: str, todo: str) -> None:
    made = Decision(
        record_id=row.id,
        status=status,
        code=code,
        todo=todo,
        decided_by=office.officer.id,
        decided_at=stamp(office.now()),
    )
    if status == "accepted":
        facts = gather(office, session, [row.person_id])[row.person_id]
        before, after = standings(office, row, facts, effective(session, row))
        payload = effective(session, row)
        if certifies(payload, practice=office.config.practice):
            made.deadlines = {
                name: standing.deadline.isoformat() for name, standing in after if standing.deadline
            }
            made.suspension_lifted = any(
                old.status in SUSPENDED and new.status not in SUSPENDED
                for (_, old), (_, new) in zip(before, after, strict=True)
            )
            made.back_pay = sorted({month for _, standing in after for month in standing.back_pay})
            healed = [name for (name, old), (_, new) in zip(before, after, strict=True)
                      if old.status in SUSPENDED and new.status not in SUSPENDED]  # fmt: skip
            open_for(office, session, row.person_id, healed, made.back_pay)
        _learn(office, session, row)
    session.add(made)


def _learn(office: Office, session: Session, row: Journal) -> None:
    """Take an accepted record over into what the province knows; the tasks it answers are done."""
    payload = effective(session, row)
    if isinstance(payload, Correction):
        _correct(session, payload, row.person_id)
        return
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
    if isinstance(payload, Visit):
        _take_over(session, payload, row.person_id)
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
    session.exec(
        delete(Assignment).where(col(Assignment.person_id) == row.person_id, col(Assignment.list_id) == "")
    )


def _correct(session: Session, payload: Correction, person_id: str) -> None:
    """Put a particular right as an office asked; of the dead nothing is changed (四川规程 第36条)."""
    person = session.get(Person, person_id)
    assert person is not None
    if dead(session, person_id):
        raise OfficeError("desk.dead_locked", code="E_RULE", name=person.name)
    apply_correction(session, person, payload.field, payload.after)


def _take_over(session: Session, visit: Visit, person_id: str) -> None:
    """Take over the phone number that was confirmed (四川规程 第37条) and the mobility: the next list carries them."""
    person = session.get(Person, person_id)
    if person is not None:
        person.phone = visit.phone or person.phone
        person.mobility = visit.status if visit.alive else person.mobility
        session.add(person)


def desk(office: Office) -> DeskView:
    """Show the desk: bundles newest first, the numbers, the offices."""
    office.require_province()
    with office.store.session() as session:
        bundles = session.exec(
            select(ReceivedBundle).order_by(col(ReceivedBundle.position).desc()).limit(200)
        ).all()
        decisions = latest_decisions(session)
        sent = select(SentLetter.site, func.count()).where(SentLetter.kind == "tasks")
        lists = dict(session.exec(sent.group_by(SentLetter.site)).all())
        people = dict(session.exec(select(Person.site, func.count()).group_by(Person.site)).all())
        logs = every_break(session)
        rejected = len(session.exec(select(Journal.id).where(Journal.status == "rejected")).all())
    open_ = cases(office)
    by_status = [row.status for row in decisions.values() if row.decided_by != "rule"]
    return DeskView(
        bundles=tuple(_arrived(office, row, logs.get(row.bundle, "")) for row in bundles),
        waiting=sum(case.status != "held" for case in open_),
        accepted=by_status.count("accepted"),
        held=by_status.count("held"),
        returned=by_status.count("returned"),
        rejected=rejected,
        not_sent=sum(row.sent_in is None for row in decisions.values()),
        sites=tuple(
            (site, _name(office, site), people.get(site, 0), lists.get(site, 0))
            for site in _sites(office, people)
        ),
    )


def _sites(office: Office, people: dict[str, int]) -> list[str]:
    trusted = {key.office for key in office.trust.by_role("device")} if office.trust else set()
    return sorted(trusted | set(people))


def _name(office: Office, site: str) -> str:
    found = office.trust.by_role("device", site) if office.trust else ()
    return found[0].name if found else site


def _arrived(office: Office, row: ReceivedBundle, log: Literal["", "rollback", "fork"]) -> ArrivedBundle:
    return ArrivedBundle(
        "", row.bundle, row.result, row.code, dict(row.counts),  # type: ignore[arg-type]  # written by receive only
        str(office.home.outbox / row.receipt) if row.receipt else "", row.site, row.seq, "", row.received_at,
        row.position or 0, log=log,
    )  # fmt: skip
