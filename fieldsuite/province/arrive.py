"""One record arrives: judged by itself, kept whatever it says, and a line of the receipt says what became of it."""

from sqlmodel import Session, select

from fieldsuite.arrived import row_of
from fieldsuite.documents import ReceiptLine
from fieldsuite.office import Office
from fieldsuite.province.consents import check_consent
from fieldsuite.province.content import Media, check, check_judgement, check_match, check_review, flag
from fieldsuite.relays import served
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
    row = row_of(office.require_trust(), signed, bundle.manifest.bundle)
    # The bundle that a township reviewed and the one with its reviews come in any order.
    apart = gap or bool(served(office.require_trust(), record.office))
    waits = apart and record.kind == "review" and row.about is not None and _known(session, row.about) is None
    status = judge_record(known.digest if known else None, signed.digest, waits=waits)
    if status == "duplicate":
        return ReceiptLine(id=record.id, digest=signed.digest, status="duplicate")
    row.id, row.status = beside if known else record.id, status
    wrong = check(office, session, record, media)
    if wrong is None and record.kind == "review" and not waits:
        wrong = check_review(office, session, row)
    if wrong is None and record.kind == "verification" and row.about is not None:
        wrong = check_match(session, row, gap=gap)
    if wrong is None and record.kind == "enrolment":
        wrong = check_consent(session, row, gap=apart)
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
