"""One record arrives: judged by itself, kept whatever it says, and a line of the receipt says what became of it."""

from datetime import date

from sqlmodel import Session, select

from fieldsuite.documents import ReceiptLine
from fieldsuite.office import Office
from fieldsuite.province.content import Media, check, check_judgement, check_match, check_review, flag
from fieldsuite.records import KINDS
from fieldsuite.tables import Journal
from sync.ledger import judge_record
from sync.open import VerifiedBundle
from sync.record import SignedRecord


def arrive(
    office: Office,
    session: Session,
    bundle: VerifiedBundle,
    signed: SignedRecord,
    media: Media,
    *,
    gap: bool,
) -> ReceiptLine:
    """Keep one record; ``gap`` says that an earlier bundle of its device is missing."""
    record = signed.record
    # A conflicting record is kept under a number of its own, beside the one that came first.
    known, beside = _known(session, record.id), f"{record.id}~{signed.digest[:16]}"
    if known is not None and _known(session, beside) is not None:
        return ReceiptLine(id=record.id, digest=signed.digest, status="duplicate")
    row = _row(office, bundle, signed)
    waits = gap and record.kind == "review" and row.about is not None and _known(session, row.about) is None
    status = judge_record(known.digest if known else None, signed.digest, waits=waits)
    if status == "duplicate":
        return ReceiptLine(id=record.id, digest=signed.digest, status="duplicate")
    row.id, row.status = beside if known else record.id, status
    wrong = check(office, session, record, media)
    if wrong is None and record.kind == "review" and not waits:
        wrong = check_review(session, row)
    if wrong is None and record.kind == "verification" and row.about is not None:
        wrong = check_match(session, row, gap=gap)
    if wrong is None and record.kind == "judgement":
        wrong = check_judgement(session, row, gap=gap)
    if wrong is not None:
        row.status, row.code = "rejected", wrong.code
    elif status == "stored":
        row.code = flag(office, record, media)
    session.add(row)
    session.flush()
    message = wrong.message if wrong else ""
    return ReceiptLine(id=record.id, digest=signed.digest, status=row.status, code=row.code, message=message)  # type: ignore[arg-type]  # its four words


def _known(session: Session, record_id: str) -> Journal | None:
    return session.exec(select(Journal).where(Journal.id == record_id)).first()


def _row(office: Office, bundle: VerifiedBundle, signed: SignedRecord) -> Journal:
    record = signed.record
    trusted = office.require_trust().key(record.officer)
    about = record.payload.get("of") or None
    return Journal(
        id=record.id,
        kind=record.kind if record.kind in KINDS else "unknown",
        person_id=record.person,
        occurred_on=date.fromisoformat(record.occurred_on),
        recorded_at=record.recorded_at,
        officer=trusted.person if trusted else record.officer,
        officer_name=trusted.name if trusted else "",
        line=signed.line,
        digest=signed.digest,
        chain=signed.chain,
        payload=dict(record.payload),
        evidence=list(record.evidence),
        about=str(about) if about is not None else None,
        bundle=bundle.manifest.bundle,
        site=record.office,
    )
