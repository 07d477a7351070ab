"""Writes records: signed by the officer who makes them, chained to the one before, in the transaction of the act."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from fieldsuite.clock import stamp
from fieldsuite.databases.locks import hold_chain
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.tables import Evidence, Journal, Outcome
from sync.record import Record, sign_record

CHAIN_START = "0" * 64
"""What the first record of a device is chained to."""


def last_chain(session: Session) -> str:
    """Give the chain value of the newest own record, and let no other job write before this transaction ends.

    Two jobs of one program, the screen and one behind it, would otherwise follow the same record, and a chain that
    forks can never be sent.
    """
    hold_chain(session, "journal")
    last = session.exec(
        select(Journal.chain).where(Journal.status == "own").order_by(col(Journal.position).desc()).limit(1)
    ).first()
    return last or CHAIN_START


def append(
    office: Office,
    session: Session,
    payload: Payload,
    person_id: str,
    occurred_on: date,
    evidence: Sequence[str] = (),
) -> Journal:
    """Sign a record and add it to the journal; it is there when the session commits, or not at all.

    Raises OfficeError at the provincial desk for acts of the field: beside what the offices sent, its journal holds
    the models it made of photographs, the alarms they raised, what it compared and deleted, and its thresholds.
    """
    if not payload.at_desk:
        office.require_field()
    at, word = stamp(office.now()), office.time.word
    if word:
        payload = payload.model_copy(update={"clock": word})
    if before := _came_back(session, person_id, payload.kind):
        payload = payload.model_copy(update={"instead_of": before})
    record = Record(
        id=uuid.uuid4().hex,
        kind=payload.kind,
        person=person_id,
        office=office.config.site,
        device=office.keyring.device_key.public.kid,
        officer=office.keyring.officer_key.public.kid,
        occurred_on=occurred_on.isoformat(),
        recorded_at=at,
        payload=payload.data(),
        evidence=tuple(evidence),
    )
    signed = sign_record(record, office.keyring.officer_key, last_chain(session))
    row = Journal(
        id=record.id,
        kind=record.kind,
        person_id=person_id,
        occurred_on=occurred_on,
        recorded_at=at,
        officer=office.officer.id,
        officer_name=office.officer.name,
        line=signed.line,
        digest=signed.digest,
        chain=signed.chain,
        payload=payload.data(),
        evidence=list(evidence),
        about=getattr(payload, "of", "") or None,
        site=office.config.site,
    )
    session.add(row)
    session.flush()
    return row


def _came_back(session: Session, person_id: str, kind: str) -> str:
    """Give the last record of this person and kind when the province or a colleague returned it, or nothing."""
    mine = select(Journal.id).where(
        Journal.status == "own", Journal.person_id == person_id, Journal.kind == kind
    )
    last = session.exec(mine.order_by(col(Journal.position).desc()).limit(1)).first() if person_id else None
    if last is None:
        return ""
    said = session.exec(select(Outcome).where(Outcome.record_id == last)).all()
    newest = max(said, key=lambda one: (one.stage == "decision", one.seq, one.position), default=None)
    if newest is not None:
        return last if newest.status in ("returned", "rejected", "conflict") else ""
    reviews = select(Journal).where(Journal.kind == "review", Journal.about == last)
    review = session.exec(reviews.order_by(col(Journal.position).desc()).limit(1)).first()
    return last if review is not None and review.payload.get("agree") is False else ""


def keep_evidence(
    office: Office, session: Session, person_id: str, data: bytes, type_: str, fingerprint: bytes = b""
) -> str:
    """Seal a photograph or recording and note it; give its SHA-256."""
    digest = office.evidence.put(data)
    if session.get(Evidence, digest) is None:
        session.add(
            Evidence(
                sha256=digest,
                size=len(data),
                type=type_,
                recorded_at=stamp(office.now()),
                person_id=person_id,
                print=fingerprint,
            )
        )
    return digest
