"""The dishonest insider: content changed before it is sealed, and signed with valid keys."""

from pathlib import Path
from typing import Any

import pytest

from tests.sync.forge import PICTURE, drop, forge, jcs, put, record_line, record_lines, sha
from tests.sync.refusals import refused
from tests.sync.world import World, recipient, signing


def test_what_another_writer_wrote_from_the_specification_opens(tmp_path: Path) -> None:
    world = World()
    bundle = world.open(forge(world, tmp_path / "a"), tmp_path / "in")
    assert len(bundle.records) == 3
    assert bundle.blobs[sha(PICTURE)].read_bytes() == PICTURE


BIG = 2**62


def other_lines(manifest: Any) -> None:
    manifest["blobs"][0]["sha256"] = manifest["records"]["blob"] = "a" * 64


MANIFESTS: list[tuple[str, Any, Any]] = [
    ("a blob of 2**62 bytes", lambda m: m["blobs"][1].update(size=BIG), "E_CANON"),
    ("a blob of 2**53 - 1 bytes", lambda m: m["blobs"][1].update(size=2**53 - 1), "E_LIMIT"),
    ("a blob one byte longer", lambda m: m["blobs"][1].update(size=len(PICTURE) + 1), "E_SIZE"),
    ("a blob one byte shorter", lambda m: m["blobs"][1].update(size=len(PICTURE) - 1), "E_SIZE"),
    ("a blob of -1 bytes", lambda m: m["blobs"][1].update(size=-1), "E_SCHEMA"),
    ("a blob of 1.5 bytes", lambda m: m["blobs"][1].update(size=1.5), "E_CANON"),
    ("a blob of true bytes", lambda m: m["blobs"][1].update(size=True), "E_SCHEMA"),
    ("a blob type that is a path", lambda m: m["blobs"][1].update(type="../../etc/x"), "E_SCHEMA"),
    ("a blob type that is a drive", lambda m: m["blobs"][1].update(type="C:\\"), "E_SCHEMA"),
    ("a blob type that is a device", lambda m: m["blobs"][1].update(type="CON"), "E_SCHEMA"),
    ("a blob type with a NUL", lambda m: m["blobs"][1].update(type="image/jpeg\x00"), "E_CANON"),
    ("a blob type of 300 characters", lambda m: m["blobs"][1].update(type="x" * 300), "E_SCHEMA"),
    ("a blob name that is a path", lambda m: m["blobs"][1].update(sha256="../" * 21 + "x"), "E_SCHEMA"),
    ("evidence that calls itself lines", lambda m: m["blobs"][1].update(type="application/x-ndjson"), "E_SCHEMA"),
    ("the same blob twice", lambda m: m["blobs"].append(m["blobs"][1]), "E_SCHEMA"),
    ("20,002 blobs", lambda m: m["blobs"].extend([m["blobs"][1]] * 20_001), "E_LIMIT"),
    ("a count of 100,001", put(records__count=100_001), "E_LIMIT"),
    ("a count of 4 for 3 records", put(records__count=4), "E_CHAIN"),
    ("a count of -1", put(records__count=-1), "E_SCHEMA"),
    ("another Merkle root", put(records__merkle_root="0" * 64), "E_CHAIN"),
    ("another end of the chain", put(records__chain_to="1" * 64), "E_CHAIN"),
    ("another start of the chain", put(records__chain_from="1" * 64), "E_CHAIN"),
    ("another digest of the lines", other_lines, "E_CHAIN"),
    ("an unknown field", put(critical=1), "E_SCHEMA"),
    ("a missing field", drop("epoch"), "E_SCHEMA"),
    ("format 2", put(format=2), "E_VERSION"),
    ("format true", put(format=True), "E_SCHEMA"),
    ("sequence number 0", put(seq=0), "E_SCHEMA"),
    ("another id than the header's", put(bundle="cd" * 16), "E_SCHEMA"),
    ("a site that is a path", put(site="../province"), "E_SCHEMA"),
    ("a site with a bidirectional override", put(site="a\u202eb"), "E_CANON"),
    ("a local time", put(created__wall="2026-11-21T08:00:00+08:00"), "E_SCHEMA"),
    ("the 30th of February", put(created__wall="2026-02-30T08:00:00Z"), "E_SCHEMA"),
    ("type receipt under the type of a bundle", put(type="receipt"), ("E_TYPE", "E_SIGNATURE")),
    ("another site", put(site="otherplace"), "E_ROLE"),
    ("another device", put(device=signing("nobody").public.kid), "E_SIGNATURE"),
    ("a colleague as the officer, who did not sign", put(officer=signing("colleague").public.kid), "E_SIGNATURE"),
    ("no officer", put(officer=""), "E_SIGNATURE"),
    ("an audience of somebody else", put(audience=[recipient("laptop").public.kid]), "E_AUDIENCE"),
    ("an audience of one more", lambda m: m.update(audience=sorted([*m["audience"], "a" * 64])), "E_AUDIENCE"),
    ("no audience", put(audience=[]), "E_SCHEMA"),
    ("a practice bundle", put(practice=True), "E_PRACTICE"),
    ("practice as a word", put(practice="no"), "E_SCHEMA"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"), [one[1:] for one in MANIFESTS], ids=[one[0] for one in MANIFESTS]
)
def test_a13_a20_a21_a22_a_manifest_with(tmp_path: Path, change: Any, code: Any) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", manifest=change), code, tmp_path / "in")


RECORDS: list[tuple[str, Any, Any]] = [
    ("an unknown field", put(score=1), "E_SCHEMA"),
    ("a missing field", drop("kind"), "E_SCHEMA"),
    ("a score of 0.6", put(payload__likeness=0.6), "E_CANON"),
    ("a key in capitals", put(payload__Name="x"), "E_CANON"),
    ("a name with a terminal escape", put(payload__name="\x1b[2J"), "E_CANON"),
    ("a name with a right-to-left override", put(payload__name="\u202egnp"), "E_CANON"),
    ("a name in NFD", put(payload__name="e\u0301"), "E_CANON"),
    ("text of 8 KiB and one byte", put(payload__note="x" * 8193), "E_CANON"),
    ("nine levels", put(payload={"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}), "E_CANON"),
    ("a payload that is a list", put(payload=[]), "E_SCHEMA"),
    ("an id that is a path", put(id="../../../../../../etc/passwd/xxxx"), "E_SCHEMA"),
    ("a kind in capitals", put(kind="Visit"), "E_SCHEMA"),
    ("a date that is none", put(occurred_on="2026-02-29"), "E_SCHEMA"),
    ("the same evidence twice", put(evidence=["a" * 64, "a" * 64]), "E_SCHEMA"),
    ("sixty-five pieces of evidence", put(evidence=[sha(b"%d" % n) for n in range(65)]), "E_LIMIT"),
    ("evidence that is not in the bundle", put(evidence=["a" * 64]), "E_EVIDENCE"),
    ("another device", put(device=signing("other device").public.kid), "E_CHAIN"),
    ("another office", put(office="otherplace"), "E_ROLE"),
    ("another place in the chain", put(prev="1" * 64), "E_CHAIN"),
    ("an officer nobody knows", put(officer=signing("nobody").public.kid), "E_SIGNATURE"),
    ("the name of a colleague who did not sign it", put(officer=signing("colleague").public.kid), "E_SIGNATURE"),
    ("a time before the officer's key", put(recorded_at="2020-01-01T00:00:00Z"), "E_EXPIRED"),
    ("a time after the officer's key", put(recorded_at="2030-01-01T00:00:00Z"), "E_EXPIRED"),
    ("64 KiB and more", put(payload={f"k{n}": "x" * 8000 for n in range(9)}), "E_LIMIT"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code"), [one[1:] for one in RECORDS], ids=[one[0] for one in RECORDS])
def test_a_record_with(tmp_path: Path, change: Any, code: Any) -> None:
    world = World()
    path = forge(world, tmp_path / "a", lines=record_lines(world, change=change))
    refused(world, path, code, tmp_path / "in")


def test_a_record_signed_with_the_devices_key(tmp_path: Path) -> None:
    world = World()
    lines = [record_line(world, 0, "0" * 64, key=world.device)]
    refused(world, forge(world, tmp_path / "a", lines=lines, evidence=()), "E_ROLE", tmp_path / "in")


def test_c47_records_of_one_device_inside_a_bundle_of_another(tmp_path: Path) -> None:
    world = World()
    lines = record_lines(world, 1, put(device=signing("other device").public.kid), 0)
    refused(world, forge(world, tmp_path / "a", lines=lines), "E_CHAIN", tmp_path / "in")


def test_records_in_another_order(tmp_path: Path) -> None:
    world = World()
    first, second, third = record_lines(world)
    path = forge(world, tmp_path / "a", lines=[first, third, second])
    refused(world, path, "E_CHAIN", tmp_path / "in")


def test_a_record_left_out_of_the_middle(tmp_path: Path) -> None:
    world = World()
    first, _, third = record_lines(world)
    refused(world, forge(world, tmp_path / "a", lines=[first, third]), "E_CHAIN", tmp_path / "in")


def test_a_record_twice(tmp_path: Path) -> None:
    world = World()
    first, second, _ = record_lines(world)
    refused(world, forge(world, tmp_path / "a", lines=[first, second, second]), "E_SCHEMA", tmp_path / "in")


def test_the_content_of_a_signed_record_changed(tmp_path: Path) -> None:
    world = World()
    lines = [line.replace(b"self_care", b"bedridden") for line in record_lines(world, 1)]
    refused(world, forge(world, tmp_path / "a", lines=lines), "E_SIGNATURE", tmp_path / "in")


def test_c48_a_picture_nobody_refers_to(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", evidence=(PICTURE, b"\xff\xd8 another"))
    refused(world, path, "E_EVIDENCE", tmp_path / "in")


def test_a_picture_that_is_missing(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", evidence=()), "E_EVIDENCE", tmp_path / "in")


def test_a_picture_swapped_for_another_of_the_same_length(tmp_path: Path) -> None:
    world = World()
    other = PICTURE[::-1]
    path = forge(world, tmp_path / "a", plain=lambda text: text.replace(PICTURE, other))
    refused(world, path, "E_EVIDENCE", tmp_path / "in")


LINES: list[tuple[str, bytes, str]] = [
    ("blanks", b'{"record": {}, "sig": ""}\n', "E_CANON"),
    ("no line end", b'{"record":{},"sig":""}', "E_CANON"),
    ("an empty line", b"\n", "E_CANON"),
    ("a list", b"[]\n", "E_CANON"),
    ("not a number", b'{"record":NaN,"sig":""}\n', "E_CANON"),
    ("infinity", b'{"record":-Infinity,"sig":""}\n', "E_CANON"),
    ("1e999", b'{"record":1e999,"sig":""}\n', "E_CANON"),
    ("minus zero", b'{"record":-0,"sig":""}\n', "E_CANON"),
    ("a key twice", b'{"record":{},"record":{},"sig":""}\n', "E_CANON"),
    ("a key twice, once escaped", b'{"\\u0072ecord":{},"record":{},"sig":""}\n', "E_CANON"),
    ("a lone surrogate", b'{"record":"\\ud800","sig":""}\n', "E_CANON"),
    ("a byte order mark", b'\xef\xbb\xbf{"record":{},"sig":""}\n', "E_CANON"),
    ("overlong UTF-8", b'{"record":"\xc0\xaf","sig":""}\n', "E_CANON"),
    ("a NUL", b'{"record":"\\u0000","sig":""}\n', "E_CANON"),
    ("60,000 levels", b"[" * 60_000 + b"\n", "E_CANON"),
    ("a number of 5,000 digits", b'{"record":' + b"9" * 5000 + b',"sig":""}\n', "E_CANON"),
    ("base64 with stray bits", b'{"record":{},"sig":"QQ=="}\n'.replace(b"QQ==", b"QR=="), "E_CANON"),
    ("base64 without padding", b'{"record":{},"sig":"QQ"}\n', "E_CANON"),
]  # fmt: skip


@pytest.mark.parametrize(("blob", "code"), [one[1:] for one in LINES], ids=[one[0] for one in LINES])
def test_a14_a15_a16_a17_a18_a19_lines_with(tmp_path: Path, blob: bytes, code: str) -> None:
    world = World()
    path = forge(world, tmp_path / "a", blob=blob, lines=blob.split(b"\n")[:-1], evidence=())
    refused(world, path, code, tmp_path / "in")


def test_a_manifest_that_is_canonical_to_nobody(tmp_path: Path) -> None:
    world = World()
    for payload in (b"{}", b"[]", b"{ }", b"", b"\xff", b"[" * 100_000, jcs({"type": "bundle"})):
        refused(
            world, forge(world, tmp_path / "a", payload=payload), ("E_CANON", "E_SCHEMA"), tmp_path / "in"
        )


def test_bytes_between_and_after_the_blobs(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", plain=lambda text: text + b"x"), "E_SIZE", tmp_path / "in")
    refused(world, forge(world, tmp_path / "b", plain=lambda text: text[:-1]), "E_SIZE", tmp_path / "in")


def test_a12_an_envelope_of_four_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", envelope_length=2**32 - 1), "E_LIMIT", tmp_path / "in")
    refused(world, forge(world, tmp_path / "b", envelope_length=6 * 1024**2), "E_AEAD", tmp_path / "in")
