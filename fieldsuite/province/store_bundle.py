"""Stores a verified bundle: every record judged by itself, the receipt in the same transaction."""

import uuid
from collections import Counter
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from fieldsuite.audit.log import append
from fieldsuite.clock import stamp
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.documents import Receipt
from fieldsuite.letters import write
from fieldsuite.office import Office
from fieldsuite.province import log_heads
from fieldsuite.province.arrive import arrive
from fieldsuite.province.arrived_media import is_sound
from fieldsuite.province.automatic import decide_what_needs_nobody, give_back
from fieldsuite.province.content import check_review
from fieldsuite.province.known_records import KnownRecords
from fieldsuite.province.note_evidence import note_evidence
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.relays import served
from fieldsuite.standings.keeping import moved_by
from fieldsuite.tables import Journal, ReceivedBundle
from sync.ledger import Arrival
from sync.open import VerifiedBundle

JOURNAL: Any = Journal.__table__  # type: ignore[attr-defined]


def store_bundle(
    office: Office,
    session: Session,
    path: Path,
    bundle: VerifiedBundle,
    arrival: Arrival,
    sound: frozenset[str],
) -> ArrivedBundle:
    """Store records, evidence, the bundle and its receipt in the transaction of ``session``; all or nothing.

    ``sound`` is what ``seal_evidence`` gave.
    """
    made, at, gap = bundle.manifest, stamp(office.now()), arrival.kind == "gap"
    media = note_evidence(office, session, bundle, sound)
    here, apart = KnownRecords(session, bundle), gap or bool(served(office.require_trust(), made.site))
    lines = [arrive(office, bundle, signed, media, here, gap=gap, apart=apart) for signed in bundle.records]
    _keep(session, here)
    taken_up = _take_up_deferred(office, session, here, made.bundle)
    decide_what_needs_nobody(office, session, here, taken_up)
    counts = dict(Counter[str](line.status for line in lines))
    code = "E_GAP" if gap else ""
    receipt = Receipt(
        receipt=uuid.uuid4().hex, bundle=made.bundle, digest=bundle.digest, manifest_digest=bundle.manifest_digest,
        device=made.device, epoch=made.epoch, seq=made.seq, received=at, result="imported", code=code,
        missing=arrival.missing, counts=counts, records=tuple(lines),
    )  # fmt: skip
    # From here on others wait: the log of acts is one chain. So what takes long is done by now.
    letter = write(office, session, "receipt", receipt, made.site, made.bundle)
    row = ReceivedBundle(
        bundle=made.bundle, digest=bundle.digest, manifest_digest=bundle.manifest_digest, site=made.site,
        device=made.device, epoch=made.epoch, seq=made.seq, prev=made.prev, chain_from=made.records.chain_from,
        chain_to=made.records.chain_to, result="imported", code=code, received_at=at, counts=counts,
        receipt=letter.path, audit_entries=made.log.entries, audit_head=made.log.head,
    )  # fmt: skip
    session.add(row)
    session.flush()
    position, log = row.position or 0, log_heads.broken_by(session, made)
    if log:
        details: dict[str, object] = {
            "device": made.device[:16],
            "entries": made.log.entries,
            "head": made.log.head,
        }
        append(session, at=stamp(office.time.wall()), officer=office.officer.id, act="log_alarm", subject=made.bundle,
               why=log, details={"site": made.site, "seq": made.seq, **details})  # fmt: skip
    return ArrivedBundle(
        path.name, made.bundle, "imported", code, counts, str(office.home.outbox / letter.path), made.site, made.seq,
        received_at=at, position=position, log=log,
    )  # fmt: skip


def _keep(session: Session, here: KnownRecords) -> None:
    """Write the records that arrived, and say whose facts they change: their standings are computed anew."""
    session.flush()
    rows = [row.columns() for row in here.arrived.values()]
    insert_rows(session, JOURNAL, rows)
    moved_by(session, rows)


def seal_evidence(office: Office, bundle: VerifiedBundle) -> frozenset[str]:
    """Seal what came into the evidence store; give the digests of those pieces that are what they are called.

    This comes before the transaction: a record must never point at something that is not on the disk, and what nothing
    points at harms nobody. Sealed again it costs a look. Raises OfficeError E_DISK, E_BUSY.
    """
    entries, sound = {blob.sha256: blob for blob in bundle.manifest.blobs}, set()
    for digest, path in bundle.blobs.items():
        # What a bundle calls a file proves nothing.
        if is_sound(path, entries[digest].type):
            sound.add(digest)
        office.evidence.put_file(path)
    return frozenset(sound)


def _take_up_deferred(office: Office, session: Session, here: KnownRecords, bundle: str) -> list[Journal]:
    """Store what waited for records that this bundle brought; a review that proves wrong is given back.

    Every other bundle took up what waited for its own.
    """
    ids = select(Journal.id).where(Journal.bundle == bundle)
    waiting = select(Journal).where(Journal.status == "deferred", col(Journal.about).in_(ids))
    rows = list(session.exec(waiting.order_by(col(Journal.position))))
    for row in rows:
        wrong = check_review(office, here, row)
        row.status, row.code = ("rejected", wrong.code) if wrong else ("stored", "")
        session.add(row)
        if own := here.arrived.get(row.id):
            own.status, own.code = row.status, row.code
        if wrong:
            give_back(office, session, row, wrong)
    return rows
