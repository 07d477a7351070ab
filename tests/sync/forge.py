"""Writes bundles from the specification alone, right or wrong in any place: the dishonest insider with valid keys.

None of ``sync`` is used to write: that an unchanged forgery opens shows that docs/bundle-format.md is enough to write
one.
"""

import base64
import hashlib
import json
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from keys.sealing import RecipientKey
from keys.signing import SigningKey
from tests.sync import primitives
from tests.sync.world import SITE, World

Change = Callable[[Any], Any]
HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
PICTURE = b"\xff\xd8 one picture"
BUNDLE = "application/vnd.fieldsuite.bundle+json"


def jcs(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def root(lines: Sequence[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not lines:
        return hashlib.sha256(b"").digest()
    if len(lines) == 1:
        return hashlib.sha256(b"\x00" + lines[0]).digest()
    k = 1
    while k * 2 < len(lines):
        k *= 2
    return hashlib.sha256(b"\x01" + root(lines[:k]) + root(lines[k:])).digest()


def chain(prev: str, lines: Sequence[bytes]) -> str:
    for line in lines:
        prev = sha(b"fos/chain/v1" + bytes.fromhex(prev) + hashlib.sha256(line).digest())
    return prev


def sign(key: SigningKey, payload_type: str, payload: bytes) -> bytes:
    kind = payload_type.encode()
    pae = b" ".join((b"DSSEv1", str(len(kind)).encode(), kind, str(len(payload)).encode(), payload))
    return Ed25519PrivateKey.from_private_bytes(key.seed).sign(pae)


def record_line(world: World, number: int, prev: str, change: Change | None = None, key: SigningKey | None = None,
                evidence: Sequence[str] = ()) -> bytes:  # fmt: skip
    key = key or world.officer
    record = {
        "id": sha(b"record %d" % number)[:32],
        "kind": "visit",
        "person": f"p{number:04d}",
        "office": SITE,
        "device": world.device.public.kid,
        "officer": key.public.kid,
        "occurred_on": "2026-11-20",
        "recorded_at": "2026-11-21T07:00:00Z",
        "payload": {"status": "self_care", "place": "莲花村"},
        "evidence": list(evidence),
        "prev": prev,
    }
    record = _apply(change, record)
    body = jcs(record)
    return jcs({"record": record, "sig": b64(sign(key, "application/vnd.fieldsuite.record+json", body))})


def record_lines(world: World, count: int = 3, change: Change | None = None, at: int = 1) -> list[bytes]:
    """A chain of records, the first with the picture; ``change`` is made to the one at ``at`` before it is signed."""
    lines: list[bytes] = []
    prev = "0" * 64
    for number in range(count):
        refs = [sha(PICTURE)] if number == 0 else []
        lines.append(record_line(world, number, prev, change if number == at else None, evidence=refs))
        prev = chain(prev, lines[-1:])
    return lines


def forge(
    world: World,
    path: Path,
    *,
    lines: Sequence[bytes] | None = None,
    blob: bytes | None = None,
    evidence: Sequence[bytes] = (PICTURE,),
    manifest: Change | None = None,
    payload: bytes | None = None,
    payload_type: str = BUNDLE,
    signers: Sequence[SigningKey] | None = None,
    envelope: Change | None = None,
    envelope_bytes: bytes | None = None,
    envelope_length: int | None = None,
    plain: Callable[[bytes], bytes] | None = None,
    recipients: Sequence[RecipientKey] | None = None,
    header: Change | None = None,
    after: bytes = b"",
) -> Path:
    """Write a bundle of three records and a picture, with anything changed before it is signed or sealed."""
    lines = record_lines(world) if lines is None else lines
    blob = b"".join(line + b"\n" for line in lines) if blob is None else blob
    to = [world.desk] if recipients is None else recipients
    declared = {
        "type": "bundle", "format": 1, "bundle": "ab" * 16, "site": SITE, "device": world.device.public.kid, "epoch": 1,
        "seq": 1, "prev": "0" * 64, "audience": sorted({one.public.kid for one in to}),
        "created": {"wall": "2026-11-21T08:00:00Z", "boot_id": "", "mono_ms": 0, "trusted_floor": ""},
        "app": {"version": "0.1.0", "build": ""}, "practice": world.practice, "policy_version": "",
        "records": {"blob": sha(blob), "count": len(lines), "merkle_root": root(lines).hex(), "chain_from": "0" * 64,
                    "chain_to": chain("0" * 64, lines)},
        "blobs": [{"sha256": sha(blob), "size": len(blob), "type": "application/x-ndjson"},
                  *({"sha256": sha(one), "size": len(one), "type": "image/jpeg"} for one in evidence)],
        "officer": world.officer.public.kid, "supports": [1], "log": {"entries": 0, "head": ""},
    }  # fmt: skip
    body = jcs(_apply(manifest, declared)) if payload is None else payload
    sealed = {
        "payload": b64(body),
        "payloadType": payload_type,
        "signatures": [
            {"keyid": key.public.kid, "sig": b64(sign(key, payload_type, body))}
            for key in ((world.device, world.officer) if signers is None else signers)
        ],
    }
    outer = jcs(_apply(envelope, sealed)) if envelope_bytes is None else envelope_bytes
    length = len(outer) if envelope_length is None else envelope_length
    text = struct.pack(">I", length) + outer + blob + b"".join(evidence)
    return seal(path, plain(text) if plain else text, to, header, after=after)


def wrapped(dek: bytes, one: RecipientKey) -> str:
    """The data key for one recipient; what would be drawn at random follows from the recipient's name."""
    info = b"fos/v1/dek" + bytes([one.suite]) + bytes.fromhex(one.public.kid)
    ephemeral = hashlib.sha256(b"test ephemeral" + info).digest()
    if one.suite == 1:
        return b64(primitives.wrap_x25519(dek, one.public.public, info, ephemeral))
    message = hashlib.sha256(b"test message" + info).digest()
    return b64(primitives.wrap_hybrid(dek, one.public.public, info, message, ephemeral))


def seal(
    path: Path, text: bytes, to: Sequence[RecipientKey], header: Change | None = None, *, after: bytes = b""
) -> Path:
    """Seal a plaintext; the same text and recipients give the same bytes."""
    dek = hashlib.sha256(b"test dek").digest()
    entries = [{"kid": one.public.kid, "enc": wrapped(dek, one)} for one in to]
    size, suite = 0, max(one.suite for one in to)
    for _ in range(4):
        value = {"v": 1, "suite": suite, "size": size, "bundle": "ab" * 16, "to": entries}
        packed = jcs(value)
        size = 12 + len(packed) + 56 + len(text) + 16 * (len(text) // 16384 + 1)
    changed = _apply(header, json.loads(packed))
    data = changed if isinstance(changed, bytes) else jcs(changed)
    raw = b"\x89FOSB1\r\n" + struct.pack(">I", len(data)) + data
    salt = hashlib.sha256(b"test salt" + text).digest()[:24]
    context = b"fos/v1/stream" + hashlib.sha256(raw).digest()
    path.write_bytes(raw + primitives.cobblestone(dek, context, text, salt) + after)
    return path


def _apply(change: Change | None, value: Any) -> Any:
    """A change either alters the value in place or gives another one."""
    if change is None:
        return value
    given = change(value)
    return value if given is None else given


def put(**fields: Any) -> Change:
    """A change that sets fields; ``a__b`` is ``b`` inside ``a``."""

    def change(value: dict[str, Any]) -> None:
        for name, new in fields.items():
            *outer, last = name.split("__")
            at = value
            for key in outer:
                at = at[key]
            at[last] = new

    return change


def drop(name: str) -> Change:
    def change(value: dict[str, Any]) -> None:
        del value[name]

    return change


def grow(header: dict[str, Any], entry: Any = None, **fields: Any) -> bytes:
    """Change a header and declare the length that the file then has."""
    before = len(jcs(header))
    header.update(fields)
    if entry is not None:
        header["to"] = [*header["to"], entry]
    stream = header["size"] - 12 - before
    while header["size"] != 12 + len(jcs(header)) + stream:
        header["size"] = 12 + len(jcs(header)) + stream
    return jcs(header)
