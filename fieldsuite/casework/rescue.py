"""What a damaged database still gives: signed records that a restored backup does not have yet.

Every record proves itself: its signature, and that it follows the one before. So whatever can still be read of the
journal and follows the backup's last record is taken in, up to the first one that cannot; nothing else is believed.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from fieldsuite import journal
from fieldsuite.casework.record_chain import signature_holds
from fieldsuite.config import Home
from fieldsuite.databases.sealed_file import readable
from fieldsuite.errors import OfficeError
from fieldsuite.evidence import EvidenceStore, type_of
from fieldsuite.office import Office
from fieldsuite.shelves.folder import FolderShelf
from fieldsuite.tables import Evidence, Journal
from keys.cards import OfficerCard
from keys.errors import KeysError
from keys.vault import everybody
from sync.errors import SyncError
from sync.record import SignedRecord, read_record

QUERY = "SELECT line FROM journal WHERE status = 'own' ORDER BY position"


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was taken in from a damaged office."""

    records: int
    evidence: int
    last: str
    """Instant of the last record that was taken in; empty when there was none."""


def rescue(office: Office, damaged: Path) -> Rescued:
    """Take in what can still be read of this very office in another folder, whose database is damaged.

    Raises OfficeError E_DATABASE when nothing of it can be read; E_INPUT when there is no database.
    """
    office.require_field()
    place = Home(damaged)
    if not place.database.is_file():
        raise OfficeError("office.none", path=str(damaged))
    lines = list(readable(place.database, office.keyring.database_key, QUERY))
    if not lines:
        raise OfficeError("safe.nothing_readable", code="E_DATABASE", path=str(damaged))
    cards = {card.kid: card for card in everybody(office.home.keys)}
    shelf = EvidenceStore(FolderShelf(place.evidence), office.keyring.evidence_key)
    taken, pieces, last = 0, 0, ""
    for (line,) in lines:
        try:
            signed = read_record(bytes(line))
        except SyncError:
            break
        card = cards.get(signed.record.officer)
        with office.store.session() as session:
            if session.exec(select(Journal.id).where(Journal.id == signed.record.id)).first():
                continue
            follows = signed.record.prev == journal.last_chain(session)
            if card is None or not follows or not signature_holds(signed, {card.kid: card.public_spki}):
                break
            pieces += sum(_piece(office, session, shelf, digest, signed) for digest in signed.record.evidence)
            session.add(_row(signed, card))
        taken, last = taken + 1, signed.record.recorded_at
    office.note("restore", "", "", {"rescued": taken, "evidence": pieces})
    return Rescued(taken, pieces, last)


def _piece(office: Office, session: Session, shelf: EvidenceStore, digest: str, signed: SignedRecord) -> bool:
    """Take one photograph or recording over, as far as it is there; a record without it is still a record."""
    try:
        data = shelf.get(digest)
    except (OfficeError, KeysError):
        return False
    office.evidence.put(data)
    if session.get(Evidence, digest) is None:
        session.add(
            Evidence(sha256=digest, size=len(data), type=type_of(data), recorded_at=signed.record.recorded_at,
                     person_id=signed.record.person)
        )  # fmt: skip
    return True


def _row(signed: SignedRecord, card: OfficerCard) -> Journal:
    record = signed.record
    return Journal(
        id=record.id, kind=record.kind, person_id=record.person, occurred_on=date.fromisoformat(record.occurred_on),
        recorded_at=record.recorded_at, officer=card.id, officer_name=card.name, line=signed.line,
        digest=signed.digest, chain=signed.chain, payload=dict(record.payload), evidence=list(record.evidence),
        about=str(record.payload.get("of") or "") or None, site=record.office,
    )  # fmt: skip
