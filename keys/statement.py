"""A trust statement as bytes: written canonically, read with every field checked."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, get_args

from keys.canonical import decode_object, encode
from keys.cards import ID
from keys.ed25519 import PublicKey
from keys.encoding import sha256_hex, unb64
from keys.errors import KeysError
from keys.instants import from_text, to_text
from keys.sealing import PublicRecipient
from keys.trusted import RevokedReason, Role, Statement, Status, TrustedKey

TRUST_TYPE = "application/vnd.fieldsuite.trust+json"
"""DSSE payload type of a trust statement."""
MAX_ROOTS = 8
"""Root keys of a statement: as many as an envelope has signatures."""
MAX_PEOPLE = 3
"""People of the desk that a statement may need beside the roots: there is room for eight signatures."""
MAX_SUITE = 255
"""Largest number of a suite: one byte in the header."""
_KEY_FIELDS = frozenset(field.name for field in fields(TrustedKey))
_FIELDS = frozenset(
    {"type", "format", "version", "practice", "province", "thresholds", "roots", "keys", "issued", "expires"}
)


def write_statement(statement: Statement) -> bytes:
    """Write a statement canonically. Raises KeysError E_SCHEMA or E_CANON for one that could not be read
    again."""
    # Absent is 1: statements from before there was a choice read as they did.
    least = {"least_suite": statement.least_suite} if statement.least_suite != 1 else {}
    data = encode(
        {
            **least,
            "type": "trust",
            "format": 1,
            "version": statement.version,
            "practice": statement.practice,
            "province": statement.province,
            "thresholds": dict(statement.thresholds),
            "roots": list(statement.roots),
            "keys": [asdict(key) for key in statement.keys],
            "issued": to_text(statement.issued),
            "expires": to_text(statement.expires),
        }
    )
    read_statement(data)
    return data


def read_statement(data: bytes) -> Statement:
    """Read a statement. Raises NotCanonical, KeysError E_SCHEMA, and what unsound keys raise."""
    value = decode_object(data)
    least = value.pop("least_suite", 0)
    _require(type(least) is int and (least == 0 or 2 <= least <= MAX_SUITE), "least_suite")
    _require(set(value) == _FIELDS and value["type"] == "trust" and value["format"] == 1, "fields")
    version, practice, province = value["version"], value["practice"], value["province"]
    _require(type(version) is int and version >= 1, "version")
    _require(type(practice) is bool, "practice")
    _require(isinstance(province, str) and 0 < len(province) <= 64, "province")
    roots, keys = value["roots"], value["keys"]
    _require(isinstance(roots, list) and isinstance(keys, list), "keys")
    statement = Statement(
        version=version,  # type: ignore[arg-type]
        practice=bool(practice),
        province=str(province),
        roots=tuple(_root(one) for one in roots),  # type: ignore[attr-defined]
        keys=tuple(_key(one) for one in keys),  # type: ignore[attr-defined]
        issued=from_text(value["issued"]),  # type: ignore[arg-type]
        expires=from_text(value["expires"]),  # type: ignore[arg-type]
        thresholds=_thresholds(value["thresholds"]),
        least_suite=least or 1,  # type: ignore[arg-type]
    )
    _require(0 < len(set(statement.roots)) == len(statement.roots) <= MAX_ROOTS, "roots")
    _require(statement.thresholds["root"] <= len(statement.roots), "thresholds")
    _require(len({key.kid for key in statement.keys}) == len(statement.keys), "key twice")
    _require(statement.issued < statement.expires, "expires")
    return statement


def _root(value: object) -> str:
    return PublicKey.from_text(value).text


def _thresholds(value: object) -> Mapping[str, int]:
    _require(isinstance(value, dict) and "root" in value and set(value) <= {"root", "people"}, "thresholds")
    assert isinstance(value, dict)
    _require(all(type(one) is int and one >= 1 for one in value.values()), "thresholds")
    _require(value.get("people", 1) <= MAX_PEOPLE, "thresholds")
    return dict(value)


def _key(value: object) -> TrustedKey:
    """Points are looked at when a key is used; here a statement of a whole province is read in one go."""
    _require(isinstance(value, dict) and set(value) == _KEY_FIELDS, "key")
    assert isinstance(value, dict)
    fit: dict[str, Any] = value
    recipient = fit["recipient_public"]
    _require(all(isinstance(item, str) for name, item in fit.items() if name != "recipient_public"), "key")
    _require(recipient is None or isinstance(recipient, str), "recipient")
    key = TrustedKey(**fit)
    _require(key.role in get_args(Role) and key.status in get_args(Status), "role")
    _require(key.revoked_reason in get_args(RevokedReason) and ID.fullmatch(key.office) is not None, "office")
    _require(sha256_hex(unb64(key.spki)) == key.kid, "kid")
    _require(from_text(key.not_before) < from_text(key.not_after), "not_after")
    revoked = key.status == "revoked"
    _require(revoked == bool(key.revoked_at) == bool(key.revoked_reason), "revoked")
    if revoked:
        from_text(key.revoked_at)
    if recipient is not None:
        PublicRecipient.from_text(recipient)
    if key.role == "province-recipient":
        _require(recipient == key.spki, "recipient")
    return key


def _require(holds: bool, field: str) -> None:
    if not holds:
        raise KeysError("bad_trust", code="E_SCHEMA", field=field)
