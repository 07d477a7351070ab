"""What the published vectors are: sound bundles, and bad ones with the code a reader must give.

Each is made from the specification by ``tests.sync.forge``, with nothing left to chance.
"""

import base64
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keys.recipients import RecipientKey
from sync.manifest import PAYLOAD_TYPES
from tests.sync.forge import (
    BUNDLE,
    PICTURE,
    drop,
    forge,
    grow,
    jcs,
    put,
    record_line,
    record_lines,
    seal,
    sha,
)
from tests.sync.world import PROVINCE, World, recipient, signing

HYBRID = RecipientKey(b"vectors: the desk's hybrid key..", 2)
ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of the base point of Ed25519 (RFC 8032, section 5.1)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file."""

    name: str
    code: str
    """``ok`` or the code of refusal."""
    about: str
    make: Callable[[World, Path], Path]
    door: str = "bundle"
    key: str = "desk"
    """Whose key opens it: desk, laptop, hybrid, stranger."""
    trust: str = "trust"
    """Which statement is held: trust, expired, revoked, least2."""


def _bundle(**how: Any) -> Callable[[World, Path], Path]:
    """A bundle of one record and its picture, changed as ``forge`` can."""

    def make(world: World, path: Path) -> Path:
        given = {
            "lines": record_lines(world, 1),
            **{key: one for key, one in how.items() if key != "signers"},
        }
        if "signers" in how:
            given["signers"] = [getattr(world, name) for name in how["signers"]]
        return forge(world, path, **given)

    return make


def _blob(**fields: Any) -> Callable[[World, Path], Path]:
    return _bundle(manifest=lambda manifest: manifest["blobs"][1].update(fields))


def _manifest(**fields: Any) -> Callable[[World, Path], Path]:
    return _bundle(manifest=put(**fields))


def _header(**fields: Any) -> Callable[[World, Path], Path]:
    return _bundle(header=lambda header: grow(header, **fields))


def _record(change: Callable[[Any], Any]) -> Callable[[World, Path], Path]:
    return lambda world, path: forge(world, path, lines=record_lines(world, 1, change, 0))


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[World, Path], Path]:
    def make(world: World, path: Path) -> Path:
        data = _bundle()(world, path).read_bytes()
        path.write_bytes(change(data))
        return path

    return make


def _lines(blob: bytes) -> Callable[[World, Path], Path]:
    return _bundle(blob=blob, lines=blob.split(b"\n")[:-1], evidence=())


def _letter(kind: str, key: str, site: str = PROVINCE) -> Callable[[World, Path], Path]:
    def make(world: World, path: Path) -> Path:
        signer = getattr(world, key)
        return forge(
            world, path, lines=[b'{"document":{"site":"lianhua"},"evidence":[]}'], evidence=(), signers=[signer],
            manifest=put(type=kind, officer="", site=site, device=signer.public.kid),
            payload_type=PAYLOAD_TYPES[kind], recipients=[world.laptop],  # type: ignore[index]
        )  # fmt: skip

    return make


def _again(world: World, path: Path) -> Path:
    """What the desk opened, sealed again to somebody else."""
    kept: list[bytes] = []

    def keep(text: bytes) -> bytes:
        kept.append(text)
        return text

    _bundle(plain=keep)(world, path)
    return seal(path, kept[0], [recipient("somebody")])


def _malleated(envelope: dict[str, Any]) -> None:
    sig = base64.b64decode(envelope["signatures"][0]["sig"])
    s = int.from_bytes(sig[32:], "little") + ORDER
    envelope["signatures"][0]["sig"] = base64.b64encode(sig[:32] + s.to_bytes(32, "little")).decode()


def _lower(header: dict[str, Any]) -> None:
    enc = base64.b64decode(header["to"][0]["enc"])
    header["to"][0]["enc"] = base64.b64encode(bytes(32) + enc[32:]).decode()


def _hlen(length: int) -> Callable[[World, Path], Path]:
    return _bytes(lambda data: data[:8] + struct.pack(">I", length) + data[12:])


def _three(world: World, path: Path) -> Path:
    return forge(world, path)


def _swapped(world: World, path: Path) -> Path:
    first, second, third = record_lines(world)
    return forge(world, path, lines=[first, third, second])


def _two_chunks(world: World, path: Path) -> Path:
    """The picture spans three chunks; the first two change places."""
    picture = PICTURE + bytes(33_000)
    lines = [record_line(world, 0, "0" * 64, evidence=[sha(picture)])]
    data = forge(world, path, lines=lines, evidence=[picture]).read_bytes()
    at = 12 + struct.unpack(">I", data[8:12])[0] + 56
    path.write_bytes(data[:at] + data[at + 16400 : at + 32800] + data[at : at + 16400] + data[at + 32800 :])
    return path


def _other_device(world: World, path: Path) -> Path:
    return forge(world, path, lines=record_lines(world, 1, put(device=signing("other device").public.kid), 0))


def _respelled(world: World, path: Path) -> Path:
    return _bundle(header=lambda header: json.dumps(header).encode())(world, path)


GOOD = [
    Case("one-record", "ok", "one record and its picture", _bundle()),
    Case("three-records", "ok", "a chain of three", _three),
    Case("no-record", "ok", "an empty bundle", _bundle(lines=[], blob=b"", evidence=())),
    Case("two-recipients", "ok", "the desk and another", lambda w, p: forge(w, p, recipients=[w.desk, w.laptop])),
    Case("suite-2", "ok", "sealed to ML-KEM-768 with X25519", _bundle(recipients=[HYBRID]), key="hybrid"),
    Case("wrong-hint", "ok", "keyid is a hint: exchanged, the signatures still say who",
         _bundle(envelope=lambda e: e["signatures"][0].update(keyid="nobody"))),
    Case("receipt", "ok", "a letter of the province", _letter("receipt", "receipts"), "receipt", "laptop"),
    Case("tasks", "ok", "a list of the province", _letter("tasks", "tasks"), "tasks", "laptop"),
    Case("receipt-old-trust", "ok", "letters are read when trust has run out",
         _letter("receipt", "receipts"), "receipt",
         "laptop", "expired"),
]  # fmt: skip
BAD = [
    Case("magic", "E_MAGIC", "a line feed lost in text mode", _bytes(lambda d: d.replace(b"\r\n", b"\n", 1))),
    Case("zip", "E_MAGIC", "another format under our name", lambda w, p: _written(p, b"PK\x03\x04" + bytes(60))),
    Case("cut-in-magic", "E_MAGIC", "seven bytes", _bytes(lambda d: d[:7])),
    Case("format-2", "E_VERSION", "a format of tomorrow", _bytes(lambda d: d[:5] + b"2" + d[6:])),
    Case("header-v-2", "E_VERSION", "header version 2", _header(v=2)),
    Case("manifest-format-2", "E_VERSION", "manifest format 2", _manifest(format=2)),
    Case("hlen-65537", "E_LIMIT", "a header over its limit", _hlen(65_537)),
    Case("recipients-17", "E_LIMIT", "seventeen recipients",
         _bundle(header=lambda h: grow(h, to=[h["to"][0] | {"kid": f"{n:064x}"} for n in range(17)]))),
    Case("cut-in-header", "E_SIZE", "the header is not whole", _bytes(lambda d: d[:100])),
    Case("cut-in-stream", "E_SIZE", "the last byte is missing", _bytes(lambda d: d[:-1])),
    Case("trailing", "E_SIZE", "one byte more", _bytes(lambda d: d + b"\0")),
    Case("size-plus-1", "E_SIZE", "the header's size is one too many",
         _bundle(header=lambda h: h.update(size=h["size"] + 1))),
    Case("blobs-short", "E_SIZE", "lengths do not add up to the stream", _blob(size=1)),
    Case("header-spelling", "E_CANON", "blanks in the header", _respelled),
    Case("header-key-twice", "E_CANON", "a key twice", _bundle(header=lambda h: jcs(h)[:-1] + b',"v":1}')),
    Case("header-field", "E_SCHEMA", "an unknown field", _header(critical=1)),
    Case("header-bundle", "E_SCHEMA", "another id than the manifest's",
         _bundle(header=lambda h: h.update(bundle="cd" * 16))),
    Case("suite-0", "E_SUITE", "no suite", _header(suite=0)),
    Case("suite-3", "E_SUITE", "the number kept for SM2", _header(suite=3)),
    Case("suite-lowered", "E_SUITE", "suite 2 rewritten to 1",
         _bundle(recipients=[HYBRID], header=lambda h: grow(h, suite=1)),
         key="hybrid"),
    Case("suite-under-least", "E_SUITE", "suite 1 where the trust statement asks for 2", _bundle(), trust="least2"),
    Case("not-for-us", "E_RECIPIENT", "no entry for this key", _bundle(), key="stranger"),
    Case("recipient-twice", "E_RECIPIENT", "an entry twice", _bundle(header=lambda h: grow(h, h["to"][0]))),
    Case("low-order", "E_RECIPIENT", "an encapsulated point of low order", _bundle(header=_lower)),
    Case("kid-swapped", "E_AEAD", "our name over another's wrap",
         _bundle(header=lambda h: h["to"][0].update(kid=recipient("somebody").public.kid)), key="stranger"),
    Case("flip-salt", "E_AEAD", "a bit of the stream's salt",
         _bytes(lambda d: _flip(d, 12 + struct.unpack(">I", d[8:12])[0]))),
    Case("flip-tag", "E_AEAD", "a bit of the last tag", _bytes(lambda d: _flip(d, len(d) - 1))),
    Case("chunks-swapped", "E_AEAD", "two chunks of 16 KiB change places", _two_chunks),
    Case("envelope-too-long", "E_LIMIT", "an envelope of 2**32 - 1 bytes", _bundle(envelope_length=2**32 - 1)),
    Case("envelope-spelling", "E_CANON", "a blank in the envelope",
         _bundle(envelope_bytes=b'{"payload": "","payloadType":"","signatures":[]}')),
    Case("envelope-field", "E_SCHEMA", "an unknown field of the envelope", _bundle(envelope=put(cert="x"))),
    Case("base64-stray-bits", "E_CANON", "base64 with stray bits",
         _bundle(envelope=lambda e: e["signatures"][0].update(sig="A" * 85 + "x=="))),
    Case("nine-signatures", "E_LIMIT", "nine signatures", _bundle(signers=["device"] * 9)),
    Case("receipt-as-bundle", "E_TYPE", "the payload type of a receipt",
         _bundle(payload_type=PAYLOAD_TYPES["receipt"])),
    Case("type-after-signing", "E_SIGNATURE", "payload type changed after signing",
         _bundle(payload_type=PAYLOAD_TYPES["receipt"], envelope=put(payloadType=BUNDLE))),
    Case("manifest-float", "E_CANON", "a size of 1.5", _blob(size=1.5)),
    Case("manifest-missing", "E_SCHEMA", "a field missing", _bundle(manifest=drop("epoch"))),
    Case("manifest-type-object", "E_SCHEMA", "a type that is no word", _manifest(type={})),
    Case("blob-path", "E_SCHEMA", "a blob type that is a path", _blob(type="../../etc/x")),
    Case("blob-too-large", "E_LIMIT", "a blob of 2**53 - 1 bytes", _blob(size=2**53 - 1)),
    Case("unsigned", "E_SIGNATURE", "no signature", _bundle(signers=[])),
    Case("stranger-signs", "E_SIGNATURE", "one signature more, by nobody known",
         _bundle(signers=["device", "officer", "root"])),
    Case("malleated", "E_SIGNATURE", "S plus the order of the group", _bundle(envelope=_malleated)),
    Case("revoked", "E_REVOKED", "the device's key is revoked", _bundle(), trust="revoked"),
    Case("wall-before-key", "E_EXPIRED", "made before the keys were good",
         _manifest(created__wall="2020-01-01T00:00:00Z")),
    Case("tasks-old-trust", "E_EXPIRED", "a list waits for fresh trust",
         _letter("tasks", "tasks"), "tasks", "laptop", "expired"),
    Case("tasks-key-signs-receipt", "E_ROLE", "the key for lists signs a receipt",
         _letter("receipt", "tasks"), "receipt", "laptop"),
    Case("other-site", "E_ROLE", "another site than the keys'", _manifest(site="otherplace")),
    Case("officer-missing", "E_THRESHOLD", "the officer did not sign", _bundle(signers=["device"])),
    Case("officer-twice", "E_SAMEPERSON", "the officer in place of the device",
         _bundle(signers=["officer", "officer"])),
    Case("audience", "E_AUDIENCE", "sealed again to somebody else", _again, key="stranger"),
    Case("practice", "E_PRACTICE", "made in a practice office", _manifest(practice=True)),
    Case("record-sig", "E_SIGNATURE", "a record changed after it was signed",
         lambda w, p: forge(w, p, lines=[record_lines(w, 1)[0].replace(b"self_care", b"bedridden")])),
    Case("record-nfd", "E_CANON", "a name that is not in NFC", _record(put(payload__name="e\u0301"))),
    Case("record-bidi", "E_CANON", "a name with a right-to-left override", _record(put(payload__name="\u202egnp"))),
    Case("record-nan", "E_CANON", "not a number", _lines(b'{"record":NaN,"sig":""}\n')),
    Case("record-surrogate", "E_CANON", "a lone surrogate", _lines(b'{"record":"\\ud800","sig":""}\n')),
    Case("lines-no-end", "E_CANON", "the last line does not end", _lines(b'{"record":{},"sig":""}')),
    Case("records-order", "E_CHAIN", "two records change places", _swapped),
    Case("records-count", "E_CHAIN", "a count of 2 for 1", _manifest(records__count=2)),
    Case("records-root", "E_CHAIN", "another Merkle root", _manifest(records__merkle_root="0" * 64)),
    Case("record-of-other-device", "E_CHAIN", "a record of another device", _other_device),
    Case("evidence-missing", "E_EVIDENCE", "a picture is missing", _bundle(evidence=())),
    Case("evidence-unreferenced", "E_EVIDENCE", "a picture nobody refers to",
         _bundle(evidence=(PICTURE, b"\xff\xd8 two"))),
    Case("evidence-swapped", "E_EVIDENCE", "another picture of the same length",
         _bundle(plain=lambda text: text.replace(PICTURE, PICTURE[::-1]))),
]  # fmt: skip
CASES = [*GOOD, *BAD]


def _flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
