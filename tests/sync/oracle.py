"""Says whether a bundle is sound, from docs/bundle-format.md alone: a second reader that shares no code with the first.

It takes what the forger knows (the header and the plaintext) and need not be fast or tell codes apart.
"""

import base64
import hashlib
import json
import re
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.sync.forge import chain, root
from tests.sync.world import NOW, PROVINCE, SITE, World

HEX = re.compile(r"[0-9a-f]+")
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
WORD = re.compile(r"[A-Za-z0-9._+:/-]{0,64}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}(\d{3})?)?Z", re.ASCII)
TYPES = {
    "image/jpeg", "image/png", "audio/wav", "video/mp4", "application/pdf", "application/json",
    "application/octet-stream",
}  # fmt: skip
BIDI = set(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff\u2028\u2029"
)
MANIFEST = {
    "type", "format", "bundle", "site", "device", "epoch", "seq", "prev", "audience", "created", "app", "practice",
    "policy_version", "records", "blobs", "officer", "supports", "log",
}  # fmt: skip
RECORD = {
    "id", "kind", "person", "office", "device", "officer", "occurred_on", "recorded_at", "payload", "evidence", "prev",
}  # fmt: skip
RECORD_TYPE = b"application/vnd.fieldsuite.record+json"
BUNDLE_TYPE = "application/vnd.fieldsuite.bundle+json"


class Unsound(Exception):
    """A rule that does not hold."""


def need(holds: object, rule: str) -> None:
    if not holds:
        raise Unsound(rule)


def judge(world: World, header: bytes, text: bytes) -> str | None:
    """Give the rule that does not hold, or None for a sound bundle from this world's office to its desk."""
    try:
        _judge(world, header, text)
    except (Unsound, ValueError, KeyError, TypeError, struct.error, IndexError) as error:
        return str(error) or type(error).__name__
    return None


def _judge(world: World, header: bytes, text: bytes) -> None:
    head = strict(header)
    need(
        set(head) == {"v", "suite", "size", "bundle", "to"}
        and whole(head["v"], 1, 1)
        and whole(head["suite"], 1, 1),
        "header",
    )
    kids = [one["kid"] for one in head["to"]]
    need(0 < len(kids) == len(set(kids)) <= 16 and world.desk.public.kid in kids, "recipients")
    for one in head["to"]:
        need(set(one) == {"kid", "enc"} and hexed(one["kid"], 64) and len(unb64(one["enc"])) == 80, "entry")
    (length,) = struct.unpack(">I", text[:4])
    need(length <= 6 * 2**20 and len(text) >= 4 + length, "envelope length")
    envelope = strict(text[4 : 4 + length], names=re.compile(r"[a-zA-Z]+"), most=2**24)
    need(
        set(envelope) == {"payload", "payloadType", "signatures"} and envelope["payloadType"] == BUNDLE_TYPE,
        "envelope",
    )
    payload = unb64(envelope["payload"])
    made = strict(payload)
    _manifest(world, made, sorted(kids), head["bundle"])
    _signed(world, made, envelope["signatures"], payload)
    at, blobs = 4 + length, []
    for blob in made["blobs"]:
        blobs.append(text[at : at + blob["size"]])
        need(
            hashlib.sha256(blobs[-1]).hexdigest() == blob["sha256"] and len(blobs[-1]) == blob["size"], "blob"
        )
        at += blob["size"]
    need(at == len(text), "length")
    _lines(world, made, blobs[0])


def _manifest(world: World, made: Mapping[str, Any], kids: list[str], bundle: str) -> None:
    need(set(made) == MANIFEST and made["type"] == "bundle" and whole(made["format"], 1, 1), "manifest")
    need(
        hexed(made["bundle"], 32) and made["bundle"] == bundle and made["audience"] == kids,
        "bundle, audience",
    )
    need(made["site"] == SITE and made["practice"] is world.practice, "site, practice")
    need(whole(made["epoch"], 1) and whole(made["seq"], 1) and hexed(made["prev"], 64), "series")
    need(set(made["created"]) == {"wall", "boot_id", "mono_ms", "trusted_floor"}, "created")
    wall, floor = made["created"]["wall"], made["created"]["trusted_floor"]
    instant(wall)
    need(floor == "" or instant(floor), "floor")
    need(whole(made["created"]["mono_ms"], 0) and word(made["created"]["boot_id"]), "created")
    need(set(made["app"]) == {"version", "build"} and all(map(word, made["app"].values())), "app")
    need(word(made["policy_version"]), "policy")
    need(0 < len(made["supports"]) <= 16 and all(whole(one, 1, 255) for one in made["supports"]), "supports")
    log = made["log"]
    need(set(log) == {"entries", "head"} and whole(log["entries"], 0), "log")
    need(log["head"] == "" if not log["entries"] else hexed(log["head"], 64), "log")
    lines = made["records"]
    need(
        set(lines) == {"blob", "count", "merkle_root", "chain_from", "chain_to"}
        and whole(lines["count"], 0, 100_000),
        "records",
    )
    blobs = made["blobs"]
    need(0 < len(blobs) <= 20_001 and len({one["sha256"] for one in blobs}) == len(blobs), "blobs")
    for number, one in enumerate(blobs):
        need(
            set(one) == {"sha256", "size", "type"}
            and hexed(one["sha256"], 64)
            and whole(one["size"], 0, 4 * 2**30),
            "blob",
        )
        need(one["type"] in TYPES if number else one["type"] == "application/x-ndjson", "type")
    need(blobs[0]["sha256"] == lines["blob"], "lines")


def _signed(
    world: World, made: Mapping[str, Any], signatures: Sequence[Mapping[str, str]], payload: bytes
) -> None:
    """The device of the site and one of its people, each once, at a time when their keys were good."""
    people = people_of(world)
    need(made["device"] == world.device.public.kid and made["officer"] in people, "who")
    left = {made["device"]: world.device.public.spki[-32:], made["officer"]: people[made["officer"]]}
    need(len(signatures) == 2, "two signatures")
    for one in signatures:
        need(set(one) == {"keyid", "sig"} and isinstance(one["keyid"], str), "signature")
        need(re.fullmatch(r"[ -~]{0,128}", one["keyid"]), "keyid")
        by = next(
            (
                kid
                for kid, key in left.items()
                if verifies(key, BUNDLE_TYPE.encode(), payload, unb64(one["sig"]))
            ),
            None,
        )
        need(by, "signature")
        del left[str(by)]
    need(good_at(min(instant(made["created"]["wall"]), NOW)), "when")


def _lines(world: World, made: Mapping[str, Any], blob: bytes) -> None:
    lines = blob.split(b"\n")
    need(lines.pop() == b"" and len(lines) == made["records"]["count"], "lines")
    prev, seen, referred = made["records"]["chain_from"], set(), set()
    need(hexed(prev, 64), "chain_from")
    people = people_of(world)
    for line in lines:
        need(len(line) <= 65_536, "line")
        value = strict(line)
        record = value["record"]
        need(
            set(value) == {"record", "sig"} and set(record) == RECORD and isinstance(record["payload"], dict),
            "record",
        )
        need(hexed(record["id"], 32) and re.fullmatch(r"[a-z][a-z0-9_-]{0,63}", record["kind"]), "id, kind")
        need(record["person"] == "" or ID.fullmatch(record["person"]), "person")
        need(
            record["office"] == SITE and record["device"] == made["device"] and record["prev"] == prev,
            "where",
        )
        date.fromisoformat(record["occurred_on"])
        need(re.fullmatch(r"\d{4}-\d\d-\d\d", record["occurred_on"], re.ASCII), "day")
        need(good_at(instant(record["recorded_at"])) and record["officer"] in people, "officer")
        body = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        need(
            verifies(people[record["officer"]], RECORD_TYPE, body, unb64(value["sig"])), "record's signature"
        )
        evidence = record["evidence"]
        need(
            isinstance(evidence, list)
            and len(set(evidence)) == len(evidence) <= 64
            and all(hexed(one, 64) for one in evidence),
            "evidence",
        )
        need(record["id"] not in seen, "record twice")
        seen.add(record["id"])
        referred.update(evidence)
        prev = chain(prev, [line])
    need(
        prev == made["records"]["chain_to"] and root(lines).hex() == made["records"]["merkle_root"],
        "chain, root",
    )
    need(referred == {one["sha256"] for one in made["blobs"][1:]}, "references")


def people_of(world: World) -> dict[str, bytes]:
    """Who may sign as a person, and their raw public keys."""
    return {key.public.kid: key.public.spki[-32:] for key in (world.officer, world.colleague)}


def strict(
    data: bytes, names: re.Pattern[str] = re.compile(r"[a-z0-9_]{1,64}", re.ASCII), most: int = 8192
) -> Any:
    """Read JSON of the profile, written as it must be."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        need(len({key for key, _ in found}) == len(found), "key twice")
        return dict(found)

    def refuse(text: str) -> None:
        raise Unsound(text)

    need(data.count(b"[") + data.count(b"{") < 10_000, "levels")
    value = json.loads(
        data.decode("utf-8", "strict"), object_pairs_hook=pairs, parse_float=refuse, parse_constant=refuse
    )
    _walk(value, names, most, 0)
    need(
        json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == data,
        "spelling",
    )
    need(isinstance(value, dict), "object")
    return value


def _walk(value: Any, names: re.Pattern[str], most: int, depth: int) -> None:
    if isinstance(value, str):
        need(len(value.encode()) <= most and unicodedata.normalize("NFC", value) == value, "text")
        need(not any(unicodedata.category(one) in ("Cc", "Cs") or one in BIDI for one in value), "characters")
    elif isinstance(value, dict | list):
        need(depth < 8, "levels")
        for one in value:
            need(isinstance(value, list) or names.fullmatch(one), "name")
            _walk(value[one] if isinstance(value, dict) else one, names, most, depth + 1)
    else:
        need(value is None or isinstance(value, bool) or abs(value) < 2**53, "number")


def whole(value: Any, least: int, most: int = 2**53 - 1) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def hexed(value: Any, length: int) -> bool:
    return isinstance(value, str) and len(value) == length and HEX.fullmatch(value) is not None


def word(value: Any) -> bool:
    return isinstance(value, str) and WORD.fullmatch(value) is not None


def instant(value: Any) -> datetime:
    need(isinstance(value, str) and INSTANT.fullmatch(value), "instant")
    return datetime.fromisoformat(value).astimezone(UTC)


def good_at(at: datetime) -> bool:
    """Keys of this world are good from thirty days before its present until 335 days after it."""
    return -30 * 86_400 <= (at - NOW).total_seconds() < 335 * 86_400


def unb64(text: Any) -> bytes:
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "base64")
    return data


def verifies(key: bytes, kind: bytes, payload: bytes, sig: bytes) -> bool:
    pae = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(sig, pae)
    except InvalidSignature:
        return False
    return True


assert PROVINCE != SITE
