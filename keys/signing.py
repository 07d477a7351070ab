"""Sign and verify: the DSSE envelope in our strict profile.

The signature is over the raw payload bytes (``pae``); whoever reads an envelope parses only bytes that
verified. DSSE lets readers ignore unknown fields; here they are refused, and the envelope itself has one
spelling, so that nothing unsigned can ride along. ``keyid`` stays the hint it is in DSSE: it says which key
to try first.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keys.ed25519 import PublicKey, Signature, Signer, SigningKey, fingerprint, pae
from keys.encoding import b64, unb64
from keys.errors import KeysError, NotCanonical

__all__ = [
    "MAX_SIGNATURES", "Envelope", "PublicKey", "Signature", "SigningKey", "fingerprint", "open_envelope",
    "pae", "sign_envelope", "verified_by",
]  # fmt: skip

MAX_SIGNATURES = 8
"""Signatures on one envelope (design page bundle-format, 2.7)."""
KEYID = re.compile(r"[ -~]{0,128}", re.ASCII)
"""What a hint may be: nobody signs it, so nothing that a screen or a terminal could take for more rides along."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload and the signatures on it, read but not yet verified by anyone."""

    payload_type: str
    payload: bytes
    signatures: tuple[Signature, ...]


def sign_envelope(payload_type: str, payload: bytes, keys: Sequence[Signer]) -> bytes:
    """Sign a payload with one to eight keys and write the envelope. Raises KeysError E_LIMIT for more or
    none."""
    if not 0 < len(keys) <= MAX_SIGNATURES:
        raise KeysError("too_many_signatures", code="E_LIMIT", most=MAX_SIGNATURES)
    signatures = tuple(key.sign(payload_type, payload) for key in keys)
    return write_envelope(Envelope(payload_type, payload, signatures))


def write_envelope(envelope: Envelope) -> bytes:
    """Write an envelope in its one spelling: JCS with standard base64."""
    return _spell(
        {
            "payload": b64(envelope.payload),
            "payloadType": envelope.payload_type,
            "signatures": [{"keyid": one.kid, "sig": b64(one.sig)} for one in envelope.signatures],
        }
    )


def open_envelope(data: bytes, expected_type: str) -> Envelope:
    """Read an envelope of one type. Nothing is verified yet: ask ``verified_by``.

    Raises NotCanonical (E_CANON: not JSON, another spelling, bad base64), KeysError E_SCHEMA (fields
    missing, unknown or of another type), E_LIMIT (more than eight signatures) and E_TYPE (another payload
    type), in this order.
    """
    try:
        value = json.loads(bytes(data).decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotCanonical(problem="envelope") from None
    envelope = _read(value)
    if write_envelope(envelope) != data:
        raise NotCanonical(problem="envelope")
    if envelope.payload_type != expected_type:
        raise KeysError("wrong_type", code="E_TYPE", found=envelope.payload_type[:80])
    return envelope


def verified_by(envelope: Envelope, public_keys: Iterable[PublicKey]) -> list[PublicKey]:
    """Give the keys, each once, of which a signature on the envelope verifies; in the order of the
    signatures.

    The key named by the hint is tried first and the others after it, so a wrong hint costs time and nothing
    else.
    """
    candidates = {key.kid: key for key in public_keys}
    found: dict[str, PublicKey] = {}
    for signature in envelope.signatures:
        hinted = candidates.get(signature.kid)
        order = [hinted] if hinted else []
        order += [key for kid, key in candidates.items() if kid != signature.kid]
        for key in order:
            if key.verify(envelope.payload_type, envelope.payload, signature.sig):
                found.setdefault(key.kid, key)
                break
    return list(found.values())


def _spell(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _read(value: object) -> Envelope:
    if not isinstance(value, dict) or set(value) != {"payload", "payloadType", "signatures"}:
        raise KeysError("bad_envelope", code="E_SCHEMA")
    kind, signatures = value["payloadType"], value["signatures"]
    if not isinstance(kind, str) or not isinstance(signatures, list):
        raise KeysError("bad_envelope", code="E_SCHEMA")
    if len(signatures) > MAX_SIGNATURES:
        raise KeysError("too_many_signatures", code="E_LIMIT", most=MAX_SIGNATURES)
    return Envelope(kind, unb64(value["payload"]), tuple(_read_signature(one) for one in signatures))


def _read_signature(value: object) -> Signature:
    if not isinstance(value, dict) or set(value) != {"keyid", "sig"}:
        raise KeysError("bad_envelope", code="E_SCHEMA")
    if not isinstance(value["keyid"], str) or not KEYID.fullmatch(value["keyid"]):
        raise KeysError("bad_envelope", code="E_SCHEMA")
    return Signature(value["keyid"], unb64(value["sig"]))
