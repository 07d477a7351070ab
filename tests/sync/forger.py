"""Writes bundles from the specification quickly, and lets every part be changed on the way to the seal."""

import hashlib
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from cryptography.cobblestone import Cobblestone256Encryptor
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from keys.signing import SigningKey
from tests.sync.forge import BUNDLE, HPKE, b64, chain, root, sha
from tests.sync.world import SITE, World, recipient, signing

RECORD = "application/vnd.fieldsuite.record+json"
DEK = hashlib.sha256(b"mutants").digest()


@cache
def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


@cache
def kid_of(seed: bytes) -> str:
    return SigningKey.from_seed(seed).public.kid


def sign(key: SigningKey, kind: str, payload: bytes) -> bytes:
    """Sign the PAE, with keys that are loaded once."""
    return _private(key.seed).sign(b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload))


@dataclass
class Draft:
    """A bundle before it is sealed; every part may be changed on the way."""

    lines: list[bytes]
    evidence: list[bytes]
    manifest: dict[str, Any]
    random: Random
    header: dict[str, Any] = field(default_factory=dict)
    steps: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    """What is done at: blob, manifest, payload, signers, envelope, outer, plain, header, head."""

    def at(self, step: str, value: Any) -> Any:
        return self.steps[step](value) if step in self.steps else value


@dataclass(frozen=True, slots=True)
class Made:
    """A sealed mutant, and what its maker knows of it."""

    data: bytes
    header: bytes
    text: bytes


class Forger:
    """Writes bundles of two records and a picture from the specification, quickly: what never changes is made once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.kids = {
            name: getattr(world, name).public.kid for name in ("device", "officer", "colleague", "desk")
        }
        self.others = [
            world.colleague,
            world.receipts,
            world.tasks,
            world.root,
            signing("stranger"),
            world.device,
        ]
        self.picture = b"\xff\xd8 a picture"
        self.entry = self._entry(world.desk)
        self.entries = [self.entry, self._entry(world.laptop), self._entry(recipient("somebody"))]
        self.lines: list[bytes] = []
        for number in range(2):
            refs = [sha(self.picture)] if number == 0 else []
            self.lines.append(
                self.line(self.record(number, chain("0" * 64, self.lines), refs), world.officer)
            )

    def _entry(self, key: Any) -> dict[str, str]:
        info = b"fos/v1/dek\x01" + bytes.fromhex(key.public.kid)
        enc = HPKE.encrypt(DEK, X25519PublicKey.from_public_bytes(key.public.public), info)
        return {"kid": key.public.kid, "enc": b64(enc)}

    def record(self, number: int, prev: str, refs: list[str]) -> dict[str, Any]:
        return {
            "id": sha(b"record %d" % number)[:32], "kind": "visit", "person": f"p{number:04d}", "office": SITE,
            "device": self.kids["device"], "officer": self.kids["officer"], "occurred_on": "2026-11-20",
            "recorded_at": "2026-11-21T07:00:00Z", "evidence": refs, "prev": prev,
            "payload": {"status": "self_care", "place": "莲花村", "at": [1, {"b": True}]},
        }  # fmt: skip

    def line(self, record: Any, key: SigningKey, respell: Callable[[bytes], bytes] | None = None) -> bytes:
        body = spelled(record)
        body = respell(body) if respell else body
        return b'{"record":' + body + b',"sig":"' + b64(sign(key, RECORD, body)).encode() + b'"}'

    def draft(self, random: Random) -> Draft:
        manifest = {
            "type": "bundle", "format": 1, "bundle": "ab" * 16, "site": SITE, "device": self.kids["device"], "epoch": 1,
            "seq": 1, "prev": "0" * 64, "audience": [self.entry["kid"]],
            "created": {"wall": "2026-11-21T08:00:00Z", "boot_id": "", "mono_ms": 0, "trusted_floor": ""},
            "app": {"version": "0.1.0", "build": ""}, "practice": False, "policy_version": "",
            "officer": self.kids["officer"], "supports": [1], "log": {"entries": 0, "head": ""},
        }  # fmt: skip
        header = {"v": 1, "suite": 1, "size": 0, "bundle": "ab" * 16, "to": [self.entry]}
        return Draft(list(self.lines), [self.picture], manifest, random, header)

    def seal(self, draft: Draft) -> Made:
        """Describe, sign and seal a draft, whatever stands in it."""
        lines = draft.lines
        blob = draft.at("blob", b"".join(line + b"\n" for line in lines))
        described = draft.manifest | {
            "records": {"blob": sha(blob), "count": len(lines), "merkle_root": root(lines).hex(),
                        "chain_from": "0" * 64, "chain_to": chain("0" * 64, lines)},
            "blobs": [{"sha256": sha(blob), "size": len(blob), "type": "application/x-ndjson"},
                      *({"sha256": sha(one), "size": len(one), "type": "image/jpeg"} for one in draft.evidence)],
        }  # fmt: skip
        payload = draft.at("payload", spelled(draft.at("manifest", described)))
        signers = draft.at("signers", [self.world.device, self.world.officer])
        signatures = [{"keyid": kid_of(key.seed), "sig": b64(sign(key, BUNDLE, payload))} for key in signers]
        envelope = draft.at(
            "envelope", {"payload": b64(payload), "payloadType": BUNDLE, "signatures": signatures}
        )
        outer = draft.at("outer", spelled(envelope))
        text = draft.at("plain", struct.pack(">I", len(outer)) + outer + blob + b"".join(draft.evidence))
        header, stream = draft.at("header", draft.header), 56 + len(text) + 16 * (len(text) // 16384 + 1)
        packed = spelled(header)
        for _ in range(3):
            if isinstance(header, dict) and type(header.get("size")) is int and not header.get("size_lies"):
                header = header | {"size": 12 + len(packed) + stream}
                packed = spelled(header)
        packed = draft.at("head", packed)
        raw = b"\x89FOSB1\r\n" + struct.pack(">I", len(packed)) + packed
        sealer = Cobblestone256Encryptor(DEK, b"fos/v1/stream" + hashlib.sha256(raw).digest())
        return Made(raw + sealer.update(text) + sealer.finalize(), packed, text)


def spelled(value: Any) -> bytes:
    """JSON in the canonical manner of whatever it is, lone surrogates included."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )
