"""What a record must say to be stored: its shape, person, dates, evidence. One bad record is one rejection."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fieldsuite.acts import OverseasReview
from fieldsuite.clock import instant, local_date
from fieldsuite.facts import makers_by
from fieldsuite.judgement import Judgement
from fieldsuite.matching.captures import is_capture
from fieldsuite.matching.judging import about
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.province.known_records import KnownRecords
from fieldsuite.records import REVIEWED, Review, Verification, Visit, parse
from fieldsuite.relays import serves
from fieldsuite.rules.approvals import may_take_back
from fieldsuite.tables import Entry
from sync.record import Record

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far a field clock may run ahead (design page bundle-format, 2.3)."""
ZONES = timedelta(days=1)
"""How far local dates lie apart between a consulate in the east and the province."""


@dataclass(frozen=True, slots=True)
class Media:
    """What the evidence of a bundle is worth, by digest."""

    sound: frozenset[str]
    """It is what it is called."""
    shared: frozenset[str]
    """It stands for more than one person: in this bundle, or in one that came before."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a record is not taken."""

    code: str
    """E_RULE or E_MEDIA; of a review E_ROLE (not of this office or area), E_SAMEPERSON."""
    message: str
    """Sentence ``province.rejected_<message>``."""


def read(record: Record) -> Payload | None:
    """Read what a record says; None when it has no shape that its kind may have."""
    try:
        return parse(record.kind, dict(record.payload))
    except ValueError:
        return None


def check(
    office: Office, here: KnownRecords, record: Record, payload: Payload | None, media: Media
) -> Rejection | None:
    """Check one record, read by ``read``; None when it may be stored.

    A review is checked again once what it reviews is here: ``check_review``.
    """
    if payload is None or payload.model_dump(mode="json", exclude_unset=True) != record.payload:
        # A day written as an instant, "1" for true: taken as meant, but not what the officer's program writes.
        return Rejection("E_RULE", "bad_shape")
    if payload.of_office:
        return None if not record.person else Rejection("E_RULE", "bad_shape")
    birth = here.birth(record.person)
    if birth is None:
        return Rejection("E_RULE", "unlisted")
    if date.fromisoformat(record.occurred_on) < birth:
        return Rejection("E_RULE", "before_birth")
    if payload.instead_of and not _same_matter(here, record, payload.instead_of):
        return Rejection("E_RULE", "instead_of_other")
    if wrong := next(_wrong(office, payload, birth, bool(record.evidence)), None):
        return Rejection("E_RULE", wrong)
    if not media.sound.issuperset(record.evidence):
        return Rejection("E_MEDIA", "media")
    return None


def _same_matter(here: KnownRecords, record: Record, earlier: str) -> bool:
    """True when the record it replaces is of the same person, kind and office, or has not arrived yet."""
    row = here.row(earlier)
    return row is None or (row.person_id, row.kind, row.site) == (record.person, record.kind, record.office)


def _wrong(office: Office, payload: Payload, birth: date, evidence: bool) -> Iterator[str]:
    if isinstance(payload, Verification):
        if payload.source == "recording" and payload.passed and not office.config.practice:
            yield "recording"
        if payload.method == "manual" and not evidence:
            yield "no_evidence"
    if isinstance(payload, OverseasReview) and not evidence:
        yield "no_evidence"
    if isinstance(payload, Visit):
        if payload.death_on and not birth < payload.death_on <= office.today() + ZONES:
            yield "death_date"
        if payload.alive and not evidence:
            yield "no_evidence"


def check_review(office: Office, here: KnownRecords, review: Entry) -> Rejection | None:
    """Check a review against what it reviews: by somebody else, of the same office or of the township desk that serves
    it, and of these very bytes. Its maker may only take it back, where it says no more than that somebody lives.

    The field program refuses the rest at the desk; a changed program would not (四川规程 第11条 初审、复核).
    """
    of = parse(review.kind, review.payload)
    assert isinstance(of, Review)
    row = here.row(of.of)
    if row is None or row.kind not in REVIEWED or row.person_id != review.person_id:
        return Rejection("E_RULE", "review_of_nothing")
    if row.digest != of.of_digest:
        return Rejection("E_RULE", "review_of_other")
    if row.site != review.site and not serves(office.require_trust(), review.site, row.site):
        return Rejection("E_ROLE", "review_elsewhere")
    took_back = not of.agree and may_take_back(row.kind, str(row.payload.get("status", "")))
    if review.officer in makers_by(row, here.row) and not took_back:
        return Rejection("E_SAMEPERSON", "own_review")
    return None


def check_match(here: KnownRecords, match: Entry, *, gap: bool) -> Rejection | None:
    """Check a comparison (待比对) against the capture it names: of this person, this office and this day, these bytes.

    A capture that has not arrived while a bundle is missing may still come, and is decided on by itself then.
    """
    row = here.row(match.about) if match.about else None
    if row is None:
        return None if gap else Rejection("E_RULE", "match_of_nothing")
    said = Verification.model_validate(match.payload)
    same = (row.person_id, row.site, row.occurred_on) == (match.person_id, match.site, match.occurred_on)
    was = row.payload if is_capture(row) else {}
    if (
        not same
        or row.digest != said.of_digest
        or (was.get("method"), was.get("source")) != (said.method, said.source)
    ):
        return Rejection("E_RULE", "match_of_other")
    return None


def check_judgement(here: KnownRecords, judgement: Entry, *, gap: bool) -> Rejection | None:
    """Check what an office said of an alarm against the alarm it names: the same two people, these very bytes."""
    row = here.row(judgement.about) if judgement.about else None
    if row is None:
        return None if gap else Rejection("E_RULE", "judgement_of_nothing")
    said = Judgement.model_validate(judgement.payload)
    if row.kind != "alarm" or row.digest != said.of_digest or about(row) != about(judgement):
        return Rejection("E_RULE", "judgement_of_other")
    return None


def flag(office: Office, record: Record, media: Media) -> str:
    """Give the code of what a clerk must look at although the record is stored, or nothing."""
    made = instant(record.recorded_at)
    occurred = date.fromisoformat(record.occurred_on)
    recorded = local_date(made, office.config.timezone)
    if made - office.now() > CLOCK_TOLERANCE or occurred - recorded > ZONES:
        return "E_CLOCK"
    if record.payload.get("clock") == "untrusted":
        return "E_CLOCK"
    return "" if media.shared.isdisjoint(record.evidence) else "E_DUPLICATE_EVIDENCE"
