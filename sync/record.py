"""A record as it travels: one act of one officer, signed by them and chained to the one before."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from keys.ed25519 import Signer
from keys.encoding import b64, unb64
from keys.instants import from_text
from keys.trust import Trust, TrustedKey
from keys.trusted import Role
from sync import schema
from sync.canonical import decode_object, encode
from sync.chain import CHAIN_START, chained
from sync.errors import BundleRefused, refusing
from sync.limits import LIMITS

__all__ = [
    "CHAIN_START", "OFFICER_ROLES", "RECORD_TYPE", "Record", "SignedRecord", "read_record", "sign_record",
    "verify",
]  # fmt: skip

RECORD_TYPE = "application/vnd.fieldsuite.record+json"
"""DSSE payload type of the officer's signature on a record."""
OFFICER_ROLES: tuple[Role, ...] = ("officer", "supervisor", "clerk")
"""Roles that may sign records and manifests as a person."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one record says. Its fields are checked when it is signed and when it is read (E_SCHEMA)."""

    id: str
    """32 hexadecimal digits."""
    kind: str
    """``[a-z][a-z0-9_-]{0,63}``."""
    person: str
    """Id of the person it is about, or empty."""
    office: str
    """Id of the office it was made in."""
    device: str
    """Kid of the device it was made on."""
    officer: str
    """Kid of the officer who made it and signs it."""
    occurred_on: str
    """Local date of the act, ISO."""
    recorded_at: str
    """UTC instant with Z."""
    payload: Mapping[str, object]
    """Integers, text, true, false, null, lists and objects only; canonical."""
    evidence: tuple[str, ...] = ()
    """SHA-256 of what it rests on, each once."""
    prev: str = CHAIN_START
    """Chain value before it; ``sign_record`` fills it in."""


@dataclass(frozen=True, slots=True)
class SignedRecord:
    """A record with its signature, as one line of a bundle."""

    line: bytes
    """Canonical JSON ``{"record": {...}, "sig": base64}``, without a line end."""
    record: Record
    digest: str
    """SHA-256 of the canonical record without its signature: what makes two records the same."""
    chain: str
    """SHA-256("fos/chain/v1" || prev || SHA-256(line)), hexadecimal."""
    sig: bytes = field(repr=False, default=b"")


_FIELDS = frozenset(one.name for one in fields(Record))


def sign_record(record: Record, officer_key: Signer, prev_chain: str) -> SignedRecord:
    """Chain a record to ``prev_chain`` and sign it with the key it names as its officer.

    Raises BundleRefused E_SCHEMA, E_CANON or E_LIMIT for a record no reader would take.
    """
    body = encode(asdict(replace(record, prev=prev_chain)) | {"evidence": list(record.evidence)})
    signature = officer_key.sign(RECORD_TYPE, body)
    line = encode({"record": decode_object(body), "sig": b64(signature.sig)})
    schema.require(signature.kid == record.officer, "officer")
    return read_record(line)


def read_record(line: bytes) -> SignedRecord:
    """Read a line; nothing is verified yet. Raises BundleRefused E_LIMIT, E_CANON or E_SCHEMA."""
    if len(line) > LIMITS.record_bytes:
        raise BundleRefused("E_LIMIT", "record")
    outer = schema.exactly(decode_object(line), ("record", "sig"), "record")
    with refusing():
        sig = unb64(outer["sig"])
    record = _read(schema.exactly(outer["record"], _FIELDS, "record"))
    digest = hashlib.sha256(_body(line)).hexdigest()
    return SignedRecord(line, record, digest, chained(record.prev, line), sig)


def verify(signed: SignedRecord, trust: Trust) -> TrustedKey:
    """Verify the officer's signature and that this officer might sign then and there; give their key.

    Raises BundleRefused E_SIGNATURE, E_EXPIRED, E_REVOKED or E_ROLE.
    """
    record = signed.record
    key = trust.key(record.officer)
    with refusing():
        if key is None or not key.public.verify(RECORD_TYPE, _body(signed.line), signed.sig):
            raise BundleRefused("E_SIGNATURE", "record")
        return trust.valid(record.officer, OFFICER_ROLES, from_text(record.recorded_at), office=record.office)


def _body(line: bytes) -> bytes:
    """The canonical record inside a canonical line, byte for byte.

    ``record`` sorts before ``sig``, and base64 holds no quotation mark, so the last seam is the true one.
    """
    return line[len(b'{"record":') : line.rindex(b',"sig":"')]


def _read(value: dict[str, Any]) -> Record:
    payload = value["payload"]
    schema.require(isinstance(payload, dict), "payload")
    person = value["person"]
    return Record(
        id=schema.text(value["id"], schema.HEX32, "id"),
        kind=schema.text(value["kind"], schema.KIND, "kind"),
        person=person if person == "" else schema.text(person, schema.ID, "person"),
        office=schema.text(value["office"], schema.ID, "office"),
        device=schema.text(value["device"], schema.HEX64, "device"),
        officer=schema.text(value["officer"], schema.HEX64, "officer"),
        occurred_on=schema.date(value["occurred_on"], "occurred_on"),
        recorded_at=schema.instant(value["recorded_at"], "recorded_at"),
        payload=payload,
        evidence=schema.digests(value["evidence"], LIMITS.evidence_per_record, "evidence"),
        prev=schema.text(value["prev"], schema.HEX64, "prev"),
    )
