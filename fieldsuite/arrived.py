"""A record that came from another office, as a row of the journal: what it says, and the person behind its key."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldsuite.payload import Payload
from fieldsuite.records import KINDS
from fieldsuite.tables import Journal
from keys.trust import Trust
from sync.record import SignedRecord


@dataclass(slots=True)
class ArrivedRecord:
    """A record on its way into the journal. No row of a session: of these there are a hundred thousand at a time."""

    id: str
    kind: str
    person_id: str
    occurred_on: date
    recorded_at: str
    officer: str
    officer_name: str
    line: bytes
    digest: str
    chain: str
    payload: dict[str, Any]
    evidence: list[str]
    about: str | None
    bundle: str
    site: str
    status: str = "own"
    code: str = ""
    read: Payload | None = None
    """The payload as its shape reads it; None before it was read, or when it has no shape."""

    def columns(self) -> dict[str, Any]:
        """Give the columns of its row; its position is counted by the database."""
        return {
            "id": self.id, "kind": self.kind, "person_id": self.person_id, "occurred_on": self.occurred_on,
            "recorded_at": self.recorded_at, "officer": self.officer, "officer_name": self.officer_name,
            "line": self.line, "digest": self.digest, "chain": self.chain, "payload": self.payload,
            "evidence": self.evidence, "about": self.about, "bundle": self.bundle, "site": self.site,
            "status": self.status, "code": self.code,
        }  # fmt: skip


def arrived(trust: Trust, signed: SignedRecord, bundle: str) -> ArrivedRecord:
    """Give the record as it will stand in the journal; its status is still to be said."""
    record = signed.record
    trusted = trust.key(record.officer)
    about = record.payload.get("of") or None
    return ArrivedRecord(
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


def row_of(trust: Trust, signed: SignedRecord, bundle: str) -> Journal:
    """Give the row; its status is still to be said."""
    return Journal(**arrived(trust, signed, bundle).columns())
