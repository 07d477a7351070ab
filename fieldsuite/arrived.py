"""A record that came from another office, as a row of the journal: what it says, and the person behind its key."""

from datetime import date

from fieldsuite.records import KINDS
from fieldsuite.tables import Journal
from keys.trust import Trust
from sync.record import SignedRecord


def row_of(trust: Trust, signed: SignedRecord, bundle: str) -> Journal:
    """Give the row; its status is still to be said."""
    record = signed.record
    trusted = trust.key(record.officer)
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
        bundle=bundle,
        site=record.office,
    )
