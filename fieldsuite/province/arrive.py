"""One record arrives: judged by itself, kept whatever it says, and a line of the receipt says what became of it."""

from fieldsuite.arrived import arrived
from fieldsuite.documents import ReceiptLine
from fieldsuite.office import Office
from fieldsuite.province.consents import check_consent
from fieldsuite.province.content import Media, check, check_judgement, check_match, check_review, flag, read
from fieldsuite.province.known_records import KnownRecords, beside
from sync.ledger import judge_record
from sync.open import VerifiedBundle
from sync.record import SignedRecord


def arrive(
    office: Office,
    bundle: VerifiedBundle,
    signed: SignedRecord,
    media: Media,
    here: KnownRecords,
    *,
    gap: bool,
    apart: bool,
) -> ReceiptLine:
    """Keep one record; ``gap`` says that an earlier bundle of its device is missing, ``apart`` that what it speaks of
    may come after it: for that reason, or because the bundle that a township reviewed and the one with its reviews come
    in any order.
    """
    record = signed.record
    known = here.digest(record.id)
    if known is not None and here.digest(beside(signed)) is not None:
        return ReceiptLine(id=record.id, digest=signed.digest, status="duplicate")
    row = arrived(office.require_trust(), signed, bundle.manifest.bundle)
    waits = apart and record.kind == "review" and row.about is not None and here.digest(row.about) is None
    status = judge_record(known, signed.digest, waits=waits)
    if status == "duplicate":
        return ReceiptLine(id=record.id, digest=signed.digest, status="duplicate")
    row.id, row.status = beside(signed) if known else record.id, status
    row.read = read(record)
    wrong = check(office, here, record, row.read, media)
    if wrong is None and record.kind == "review" and not waits:
        wrong = check_review(office, here, row)
    if wrong is None and record.kind == "verification" and row.about is not None:
        wrong = check_match(here, row, gap=gap)
    if wrong is None and record.kind == "enrolment":
        wrong = check_consent(here, row, row.read, gap=apart)
    if wrong is None and record.kind == "judgement":
        wrong = check_judgement(here, row, gap=gap)
    if wrong is not None:
        row.status, row.code = "rejected", wrong.code
    elif status == "stored":
        row.code = flag(office, record, media)
    here.add(row)
    message = wrong.message if wrong else ""
    return ReceiptLine(id=record.id, digest=signed.digest, status=row.status, code=row.code, message=message)  # type: ignore[arg-type]  # its four words
