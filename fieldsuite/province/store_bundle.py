"""Stores a verified bundle: every record judged by itself, the receipt in the same transaction."""

import uuid
from collections import Counter
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from fieldsuite.clock import instant, stamp
from fieldsuite.documents import Receipt, ReceiptLine
from fieldsuite.letters import write
from fieldsuite.office import Office
from fieldsuite.province.automatic import decide_what_needs_nobody
from fieldsuite.province.content import check
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.records import KINDS
from fieldsuite.tables import Evidence, Journal, ReceivedBundle
from sync.ledger import Arrival, judge_record
from sync.open import VerifiedBundle
from sync.record import SignedRecord

CLOCK_TOLERANCE = 300
"""Seconds a field clock may run ahead (design page bundle-format, 2.3: 5 minutes)."""


def store_bundle(office: Office, path: Path, bundle: VerifiedBundle, arrival: Arrival) -> ArrivedBundle:
    """Store records, evidence, the bundle and its receipt in one transaction; all or nothing."""
    made, at = bundle.manifest, stamp(office.now())
    with office.store.session() as session:
        _evidence(office, session, bundle)
        lines = [
            _record(office, session, bundle, signed, waits=arrival.kind == "gap") for signed in bundle.records
        ]
        counts = dict(Counter[str](line.status for line in lines))
        code = "E_GAP" if arrival.kind == "gap" else ""
        receipt = Receipt(
            receipt=uuid.uuid4().hex, bundle=made.bundle, digest=bundle.digest, manifest_digest=bundle.manifest_digest,
            device=made.device, epoch=made.epoch, seq=made.seq, received=at, result="imported", code=code,
            missing=arrival.missing, counts=counts, records=tuple(lines),
        )  # fmt: skip
        letter = write(office, session, "receipt", receipt, made.site, made.bundle)
        row = ReceivedBundle(
            bundle=made.bundle, digest=bundle.digest, manifest_digest=bundle.manifest_digest, site=made.site,
            device=made.device, epoch=made.epoch, seq=made.seq, prev=made.prev, chain_from=made.records.chain_from,
            chain_to=made.records.chain_to, result="imported", code=code, received_at=at, counts=counts,
            receipt=letter.path,
        )  # fmt: skip
        session.add(row)
        _take_up_deferred(session)
        session.flush()
        decide_what_needs_nobody(office, session)
        position = row.position or 0
    return ArrivedBundle(
        path.name, made.bundle, "imported", code, counts, str(office.home.outbox / letter.path), made.site, made.seq,
        received_at=at, position=position,
    )  # fmt: skip


def _evidence(office: Office, session: Session, bundle: VerifiedBundle) -> None:
    """Seal the evidence first: a record must never point at something that is not on the disk."""
    types = {blob.sha256: (blob.type, blob.size) for blob in bundle.manifest.blobs}
    owners = {digest: signed.record.person for signed in bundle.records for digest in signed.record.evidence}
    for digest, path in bundle.blobs.items():
        office.evidence.put(path.read_bytes())
        if session.get(Evidence, digest) is None:
            kind, size = types[digest]
            session.add(
                Evidence(
                    sha256=digest,
                    size=size,
                    type=kind,
                    recorded_at=stamp(office.now()),
                    person_id=owners.get(digest, ""),
                )
            )


def _record(
    office: Office, session: Session, bundle: VerifiedBundle, signed: SignedRecord, *, waits: bool
) -> ReceiptLine:
    record = signed.record
    known = session.exec(select(Journal).where(Journal.id == record.id)).first()
    about = record.payload.get("of") if record.kind == "review" else None
    missing = waits and about is not None and not _there(session, str(about))
    status = judge_record(known.digest if known else None, signed.digest, waits=missing)
    if status == "duplicate":
        return ReceiptLine(id=record.id, digest=signed.digest, status="duplicate")
    code, message = "", ""
    if status == "stored":
        rejection = check(office, session, signed, {blob.sha256: blob.type for blob in bundle.manifest.blobs})
        if rejection:
            code, message = rejection.code, rejection.message
        elif _clock_ahead(office, signed):
            code, message = "E_CLOCK", "clock"
    shown = "rejected" if code in ("E_RULE", "E_MEDIA") else status
    trusted = office.require_trust().key(record.officer)
    session.add(
        Journal(
            # A conflicting record is kept under a number of its own, beside the one that came first.
            id=record.id if known is None else f"{record.id}~{signed.digest[:16]}",
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
            status=shown,
            code=code,
        )
    )
    session.flush()
    return ReceiptLine(id=record.id, digest=signed.digest, status=shown, code=code, message=message)


def _there(session: Session, record_id: str) -> bool:
    return session.exec(select(Journal.id).where(Journal.id == record_id)).first() is not None


def _clock_ahead(office: Office, signed: SignedRecord) -> bool:
    return (instant(signed.record.recorded_at) - office.now()).total_seconds() > CLOCK_TOLERANCE


def _take_up_deferred(session: Session) -> None:
    """Store what waited for a bundle that is here now."""
    session.flush()
    for row in session.exec(select(Journal).where(Journal.status == "deferred")):
        if row.about and _there(session, row.about):
            row.status = "stored"
            session.add(row)
