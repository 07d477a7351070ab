"""Verifies the records of this office against themselves: signature, chain, and what the tables say of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.decided import differing
from fieldsuite.office import Office
from fieldsuite.tables import AuditEntry, Journal
from keys.canonical import decode_object, encode
from keys.ed25519 import PublicKey
from keys.errors import KeysError
from keys.vault import everybody
from sync.errors import SyncError
from sync.record import CHAIN_START, RECORD_TYPE, SignedRecord, read_record

RecordKind = Literal["altered", "chain", "signature", "columns", "missing", "unnoted", "decision"]
"""altered: its line is not its digest; chain: what it follows is gone; columns: the tables say something else than
what was signed; missing: the log knows a record that is gone; unnoted: a record that the log does not know; decision:
what was decided of it is not what a clerk signed."""


@dataclass(frozen=True, slots=True)
class RecordBreak:
    """A record that is not what was signed."""

    record: str
    kind: RecordKind
    position: int = 0


def broken_records(office: Office, session: Session) -> tuple[int, list[RecordBreak]]:
    """Give how many records there are and which of them are broken, in their order (8,000 a second)."""
    keys = {card.kid: card.public_spki for card in everybody(office.home.keys)}
    if office.trust is not None:
        keys |= {key.kid: key.spki for key in office.trust.statement.keys if key.role != "province-recipient"}
    noted, before = _noted(session)
    prev, count, found, seen = CHAIN_START, 0, [], set()
    rows = session.exec(
        select(Journal)
        .where(Journal.status == "own")
        .order_by(col(Journal.position))
        .execution_options(yield_per=500)
    )
    for row in rows:
        count += 1
        seen.add(row.id)
        kind = _wrong(row, prev, keys)
        if kind is None and row.id in noted and noted[row.id] != row.digest:
            kind = "altered"
        if kind is None and row.id not in noted and count > before:
            kind = "unnoted"
        if kind:
            found.append(RecordBreak(row.id, kind, row.position or 0))
        prev = row.chain
    found += [RecordBreak(record, "missing") for record in noted if record not in seen]
    found += [RecordBreak(record, "decision") for record in dict.fromkeys(differing(session))]
    return count, found


def _wrong(row: Journal, prev: str, keys: Mapping[str, str]) -> RecordKind | None:
    try:
        signed = read_record(row.line)
    except SyncError:
        return "altered"
    if signed.digest != row.digest or signed.chain != row.chain:
        return "altered"
    if signed.record.prev != prev:
        return "chain"
    if not _columns_agree(row, signed):
        return "columns"
    return None if signature_holds(signed, keys) else "signature"


def _columns_agree(row: Journal, signed: SignedRecord) -> bool:
    record = signed.record
    return (
        (row.id, row.kind, row.person_id) == (record.id, record.kind, record.person)
        and (row.occurred_on.isoformat(), row.recorded_at) == (record.occurred_on, record.recorded_at)
        and row.payload == dict(record.payload)
        and tuple(row.evidence) == record.evidence
    )


def signature_holds(signed: SignedRecord, keys: Mapping[str, str]) -> bool:
    """Say whether a record was signed by the officer it names, by one of these keys (kid -> SPKI)."""
    spki = keys.get(signed.record.officer)
    if spki is None:
        return False
    try:
        body = encode(decode_object(signed.line)["record"])
        return PublicKey.from_text(spki).verify(RECORD_TYPE, body, signed.sig)
    except KeysError:
        return False


def _noted(session: Session) -> tuple[dict[str, str], int]:
    """Give record -> digest of every record the log speaks of, and how many there were before it began."""
    found: dict[str, str] = {}
    before = 0
    for position, said in session.exec(select(AuditEntry.position, AuditEntry.details)):
        if position == 1:
            before = int(said.get("records", 0))
        elif "record" in said and "digest" in said:
            found[str(said["record"])] = str(said["digest"])
    return found, before
