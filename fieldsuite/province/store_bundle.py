"""Stores a verified bundle: every record judged by itself, the receipt in the same transaction."""

import uuid
from collections import Counter
from pathlib import Path
from typing import Literal

from sqlalchemy import Text, cast
from sqlmodel import Session, col, select

from fieldsuite.audit.log import append
from fieldsuite.clock import stamp
from fieldsuite.documents import Receipt
from fieldsuite.evidence import HEAD, UNKNOWN, type_of
from fieldsuite.letters import write
from fieldsuite.office import Office
from fieldsuite.province import log_heads
from fieldsuite.province.arrive import arrive
from fieldsuite.province.automatic import decide_what_needs_nobody, give_back
from fieldsuite.province.content import Media, check_review
from fieldsuite.province.known_records import KnownRecords
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.relays import served
from fieldsuite.tables import Evidence, Journal, ReceivedBundle
from sync.ledger import Arrival
from sync.manifest import Manifest
from sync.open import VerifiedBundle

SHARED = "E_DUPLICATE_EVIDENCE"
"""Flag of a stored record whose evidence also stands for somebody else (words-and-codes)."""


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
    made, at = bundle.manifest, stamp(office.now())
    media, gap = _evidence(office, session, bundle, sound), arrival.kind == "gap"
    here, apart = KnownRecords(session, bundle), gap or bool(served(office.require_trust(), made.site))
    lines = [
        arrive(office, session, bundle, signed, media, here, gap=gap, apart=apart)
        for signed in bundle.records
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
        receipt=letter.path, audit_entries=made.log.entries, audit_head=made.log.head,
    )  # fmt: skip
    session.add(row)
    _take_up_deferred(office, session, made.bundle)
    session.flush()
    decide_what_needs_nobody(office, session, made.bundle)
    position, log = row.position or 0, _log_break(session, made)
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


def _log_break(session: Session, made: Manifest) -> Literal["", "rollback", "fork"]:
    """Say whether the log goes on from the bundle before to this one, and from it to the next where that is here."""
    found = log_heads.broken(session, made.device)
    following = select(ReceivedBundle.bundle).where(
        ReceivedBundle.device == made.device, ReceivedBundle.epoch == made.epoch, ReceivedBundle.seq > made.seq,
        ReceivedBundle.result == "imported",
    )  # fmt: skip
    after = session.exec(following.order_by(col(ReceivedBundle.seq)).limit(1)).first()
    return found.get(made.bundle, found.get(after or "", ""))


def seal_evidence(office: Office, bundle: VerifiedBundle) -> frozenset[str]:
    """Seal what came into the evidence store; give the digests of those pieces that are what they are called.

    This comes before the transaction: a record must never point at something that is not on the disk, and what nothing
    points at harms nobody. Sealed again it costs a look. Raises OfficeError E_DISK.
    """
    entries, sound = {blob.sha256: blob for blob in bundle.manifest.blobs}, set()
    for digest, path in bundle.blobs.items():
        with path.open("rb") as file:
            # What a bundle calls a file proves nothing.
            if entries[digest].type == type_of(file.read(HEAD)) != UNKNOWN:
                sound.add(digest)
        office.evidence.put_file(path)
    return frozenset(sound)


def _evidence(office: Office, session: Session, bundle: VerifiedBundle, sound: frozenset[str]) -> Media:
    """Note whose each piece is, and which stand for more than one person."""
    owners: dict[str, set[str]] = {}
    shared_before: set[str] = set()
    for signed in bundle.records:
        for digest in signed.record.evidence:
            owners.setdefault(digest, set()).add(signed.record.person)
    for entry in bundle.manifest.blobs:
        if (digest := entry.sha256) not in bundle.blobs:
            continue
        if known := session.get(Evidence, digest):
            if owners[digest] - {known.person_id}:
                _flag_earlier(session, known)
            elif _shared(session, known):
                shared_before.add(digest)
            owners[digest].add(known.person_id)
            known.person_id = min(owners[digest])
            session.add(known)
        else:
            session.add(
                Evidence(
                    sha256=digest,
                    size=entry.size,
                    type=entry.type,
                    recorded_at=stamp(office.now()),
                    person_id=min(owners[digest]),
                )
            )
    shared = {digest for digest, whose in owners.items() if len(whose) > 1}
    return Media(sound, frozenset(shared | shared_before))


def _flag_earlier(session: Session, shared: Evidence) -> None:
    """Show a clerk the records that came first as well: which of two people used a picture first proves nothing."""
    for row in session.exec(select(Journal).where(Journal.person_id == shared.person_id, Journal.code == "")):
        if shared.sha256 in row.evidence and row.status == "stored":
            row.code = SHARED
            session.add(row)


def _shared(session: Session, piece: Evidence) -> bool:
    """Say whether a record of somebody else rests on a piece that came before.

    The stored records of its person say so: they were flagged when the other came, or as they came after it. Only when
    none of them could carry that flag is every record asked.
    """
    rows = session.exec(select(Journal).where(Journal.person_id == piece.person_id)).all()
    codes = {row.code for row in rows if piece.sha256 in row.evidence and row.status == "stored"}
    if codes & {SHARED, ""}:
        return SHARED in codes
    resting = cast(col(Journal.evidence), Text).contains(piece.sha256)
    other = select(Journal.id).where(col(Journal.person_id) != piece.person_id, resting)
    return session.exec(other.limit(1)).first() is not None


def _take_up_deferred(office: Office, session: Session, bundle: str) -> None:
    """Store what waited for records that this bundle brought; a review that proves wrong is given back.

    Every other bundle took up what waited for its own.
    """
    session.flush()
    here = select(Journal.id).where(Journal.bundle == bundle)
    waiting = select(Journal).where(Journal.status == "deferred", col(Journal.about).in_(here))
    for row in session.exec(waiting.order_by(col(Journal.position))).all():
        wrong = check_review(office, session, row)
        row.status, row.code = ("rejected", wrong.code) if wrong else ("stored", "")
        session.add(row)
        if wrong:
            give_back(office, session, row, wrong)
