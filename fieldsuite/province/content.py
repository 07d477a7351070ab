"""What a record must say to be stored: its shape, person, dates, evidence. One bad record is one rejection."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from fieldsuite.office import Office
from fieldsuite.records import Verification, Visit, parse
from fieldsuite.tables import Person
from sync.record import SignedRecord


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a record is not taken."""

    code: str
    """E_RULE or E_MEDIA."""
    message: str
    """Key of ``province``."""


def check(office: Office, session: Session, signed: SignedRecord, types: dict[str, str]) -> Rejection | None:
    """Check one record; ``types`` are the types of the evidence by digest. None when it may be stored."""
    record = signed.record
    try:
        payload = parse(record.kind, dict(record.payload))
    except ValueError:
        return Rejection("E_RULE", "bad_shape")
    person = session.get(Person, record.person)
    if person is None:
        return Rejection("E_RULE", "unlisted")
    occurred = date.fromisoformat(record.occurred_on)
    if occurred < person.birth:
        return Rejection("E_RULE", "before_birth")
    if isinstance(payload, Verification):
        if payload.source == "recording" and payload.passed and not office.config.practice:
            return Rejection("E_RULE", "recording")
        if payload.method == "manual" and not record.evidence:
            return Rejection("E_RULE", "no_evidence")
    if isinstance(payload, Visit):
        if payload.death_on and not person.birth < payload.death_on <= office.today():
            return Rejection("E_RULE", "death_date")
        if payload.alive and not record.evidence:
            return Rejection("E_RULE", "no_evidence")
    if any(
        types.get(digest, "") not in ("image/jpeg", "image/png", "audio/wav") for digest in record.evidence
    ):
        return Rejection("E_MEDIA", "media")
    return None
