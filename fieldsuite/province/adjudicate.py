"""采纳: a clerk accepts, holds or returns records; what is accepted moves the deadlines, nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from sqlmodel import Session, col, func, select

from fieldsuite.databases.locks import hold_chain
from fieldsuite.decided import RULE, decide_signed, new_batch
from fieldsuite.errors import OfficeError
from fieldsuite.matching.captures import is_capture
from fieldsuite.office import Office
from fieldsuite.province.accepting import accept
from fieldsuite.province.cases import cases, latest_decisions
from fieldsuite.province.log_heads import every_break
from fieldsuite.province.matches import matches
from fieldsuite.province.open_cases import last_word, waiting_by_site
from fieldsuite.province.second_person import require_second, supervised
from fieldsuite.province.undo import undone_bundles
from fieldsuite.province.verifying import site_name
from fieldsuite.province.views import ArrivedBundle, DeskView
from fieldsuite.tables import Decision, Journal, Person, ReceivedBundle, SentLetter
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
    """Decide these records alike, all or none, each with a decision of its own that the clerk signs; give their number.

    Raises OfficeError: E_NOT_FOUND for an unknown record, E_RULE for a return without a code and a sentence of what
    to do, E_SAMEPERSON for a record of the clerk's own, E_THRESHOLD for a death or a human check that no second person
    has agreed to; E_INPUT when a final decision was made before.
    """
    office.require_province()
    said = str(tidy(todo)).strip()
    if status == "returned" and (code not in RETURN_CODES or not said):
        raise OfficeError("office.reason_missing", code="E_RULE")
    batch = new_batch()
    with office.store.session() as session:
        # Two desks on one server must not both find a record undecided.
        hold_chain(session, "journal")
        held = latest_decisions(session, record_ids)
        shown = supervised(office, session, record_ids) if status == "accepted" else frozenset()
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
                require_second(office, session, row, shown)
                accept(office, session, row, batch)
            else:
                decide_signed(office, session, row, status, code, said, batch=batch)
    return len(set(record_ids))


def desk(office: Office) -> DeskView:
    """Show the desk: the newest 200 bundles, last day first and within it office by office in the order of their
    numbers, whatever order a stick had them in; the numbers, the offices.
    """
    office.require_province()
    with office.store.session() as session:
        bundles = session.exec(
            select(ReceivedBundle).order_by(col(ReceivedBundle.position).desc()).limit(200)
        ).all()
        said = select(Decision.status, func.count()).where(Decision.decided_by != RULE, last_word())
        by_status = dict(session.exec(said.group_by(Decision.status)).all())
        left = select(func.count()).select_from(Decision).where(col(Decision.sent_in).is_(None), last_word())
        not_sent = session.exec(left).one()
        sent = select(SentLetter.site, func.count()).where(SentLetter.kind == "tasks")
        lists = dict(session.exec(sent.group_by(SentLetter.site)).all())
        people = dict(session.exec(select(Person.site, func.count()).group_by(Person.site)).all())
        joined = _joined(session, bundles)
        logs = every_break(session, {row.bundle for row in bundles})
        undone = undone_bundles(session)
        rejected = session.exec(
            select(func.count()).select_from(Journal).where(Journal.status == "rejected")
        ).one()
        waiting = waiting_by_site(session, held=False).total()
    return DeskView(
        bundles=tuple(
            replace(
                _arrived(office, row, logs.get(row.bundle, "")),
                undo=undone.get(row.bundle, ""),
                code="" if row.bundle in joined else row.code,
            )
            for row in _by_day(bundles)
        ),
        waiting=waiting,
        accepted=by_status.get("accepted", 0),
        held=by_status.get("held", 0),
        returned=by_status.get("returned", 0),
        rejected=rejected,
        not_sent=not_sent,
        sites=tuple(
            (site, site_name(office, site), people.get(site, 0), lists.get(site, 0))
            for site in _sites(office, people)
        ),
    )


def _by_day(bundles: Sequence[ReceivedBundle]) -> list[ReceivedBundle]:
    by_office = sorted(bundles, key=lambda row: (row.site, row.epoch, row.seq))
    return sorted(by_office, key=lambda row: row.received_at[:10], reverse=True)


def _joined(session: Session, bundles: Sequence[ReceivedBundle]) -> set[str]:
    """Bundles that came before the one ahead of them, which is here by now: nothing is missing any more."""
    early = [row for row in bundles if row.code == "E_GAP" and row.result == "imported"]
    devices = {row.device for row in early}
    columns: Any = (ReceivedBundle.device, ReceivedBundle.epoch, ReceivedBundle.seq)
    query = select(*columns).where(
        ReceivedBundle.result == "imported", col(ReceivedBundle.device).in_(devices)
    )
    here = {tuple(row) for row in session.exec(query)} if early else set()
    return {row.bundle for row in early if (row.device, row.epoch, row.seq - 1) in here}


def _sites(office: Office, people: dict[str, int]) -> list[str]:
    trusted = {key.office for key in office.trust.by_role("device")} if office.trust else set()
    return sorted(trusted | set(people))


def _arrived(office: Office, row: ReceivedBundle, log: Literal["", "rollback", "fork"]) -> ArrivedBundle:
    return ArrivedBundle(
        "", row.bundle, row.result, row.code, dict(row.counts),  # type: ignore[arg-type]  # written by receive only
        str(office.home.outbox / row.receipt) if row.receipt else "", row.site, row.seq, "", row.received_at,
        row.position or 0, log=log,
    )  # fmt: skip
