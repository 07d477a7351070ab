"""A record as it travels: one act of one officer, signed by them and chained to the one before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keys.ed25519 import SigningKey
from keys.trust import Trust, TrustedKey

CHAIN_START = "0" * 64
"""What the first record of a device is chained to."""
RECORD_TYPE = "application/vnd.fieldsuite.record+json"
"""DSSE payload type of the officer's signature on a record."""
OFFICER_ROLES = ("officer", "supervisor", "clerk")
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


def sign_record(record: Record, officer_key: SigningKey, prev_chain: str) -> SignedRecord:
    """Chain a record to ``prev_chain`` and sign it. Raises SyncError E_SCHEMA, E_CANON or E_LIMIT."""
    raise NotImplementedError


def read_record(line: bytes) -> SignedRecord:
    """Read a line; nothing is verified yet. Raises BundleRefused E_LIMIT, E_CANON or E_SCHEMA."""
    raise NotImplementedError


def verify(signed: SignedRecord, trust: Trust) -> TrustedKey:
    """Verify the officer's signature and that this officer might sign then and there; give their key.

    Raises BundleRefused E_SIGNATURE, E_EXPIRED, E_REVOKED or E_ROLE.
    """
    raise NotImplementedError
