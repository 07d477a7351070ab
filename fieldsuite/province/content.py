"""What a record must say to be stored: its shape, person, dates, evidence. One bad record is one rejection."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from fieldsuite.clock import instant, local_date
from fieldsuite.office import Office
from fieldsuite.records import Payload, Review, Verification, Visit, parse
from fieldsuite.tables import Evidence, Journal, Person
from sync.record import Record

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far a field clock may run ahead (design page bundle-format, 2.3)."""
ZONES = timedelta(days=1)
"""How far local dates lie apart between a consulate in the east and the province."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a record is not taken."""

    code: str
    """E_RULE or E_MEDIA."""
    message: str
    """Sentence ``province.rejected_<message>``."""


def check(office: Office, session: Session, record: Record, sound: Mapping[str, bool]) -> Rejection | None:
    """Check one record; ``sound`` says of each piece of evidence whether it is what it is called. None: it is stored.

    A review is checked again once what it reviews is here: ``check_review``.
    """
    try:
        payload = parse(record.kind, dict(record.payload))
    except ValueError:
        return Rejection("E_RULE", "bad_shape")
    person = session.get(Person, record.person)
    if person is None:
        return Rejection("E_RULE", "unlisted")
    if date.fromisoformat(record.occurred_on) < person.birth:
        return Rejection("E_RULE", "before_birth")
    if wrong := next(_wrong(office, payload, person, bool(record.evidence)), None):
        return Rejection("E_RULE", wrong)
    if not all(sound.get(digest, False) for digest in record.evidence):
        return Rejection("E_MEDIA", "media")
    return None


def _wrong(office: Office, payload: Payload, person: Person, evidence: bool) -> Iterator[str]:
    if isinstance(payload, Verification):
        if payload.source == "recording" and payload.passed and not office.config.practice:
            yield "recording"
        if payload.method == "manual" and not evidence:
            yield "no_evidence"
    if isinstance(payload, Visit):
        if payload.death_on and not person.birth < payload.death_on <= office.today() + ZONES:
            yield "death_date"
        if payload.alive and not evidence:
            yield "no_evidence"


def check_review(session: Session, review: Journal) -> Rejection | None:
    """Check a review against what it reviews: by somebody else of the same office, and of these very bytes.

    The field program refuses the rest at the desk; a changed program would not (四川规程 第11条 初审、复核).
    """
    of = parse(review.kind, review.payload)
    assert isinstance(of, Review)
    row = session.exec(select(Journal).where(Journal.id == of.of)).first()
    if row is None or row.kind not in ("verification", "visit") or row.person_id != review.person_id:
        return Rejection("E_RULE", "review_of_nothing")
    if row.digest != of.of_digest:
        return Rejection("E_RULE", "review_of_other")
    if row.site != review.site:
        return Rejection("E_RULE", "review_elsewhere")
    if row.officer == review.officer:
        return Rejection("E_RULE", "own_review")
    return None


def flag(office: Office, session: Session, record: Record) -> str:
    """Give the code of what a clerk must look at although the record is stored, or nothing."""
    made = instant(record.recorded_at)
    occurred = date.fromisoformat(record.occurred_on)
    recorded = local_date(made, office.config.timezone)
    if made - office.now() > CLOCK_TOLERANCE or occurred - recorded > ZONES:
        return "E_CLOCK"
    owners = session.exec(select(Evidence.person_id).where(col(Evidence.sha256).in_(record.evidence)))
    if any(owner not in ("", record.person) for owner in owners):
        return "E_DUPLICATE_EVIDENCE"
    return ""
