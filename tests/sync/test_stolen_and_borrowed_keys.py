"""Attacks with keys: stripped, doubled, wrong, revoked, expired, of another office, sealed to others."""

import base64
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from keys.sealing import RecipientKey
from keys.trusted import TrustedKey
from sync.manifest import PAYLOAD_TYPES
from tests.sync.forge import BUNDLE, PICTURE, forge, put, record_lines, seal
from tests.sync.refusals import refused
from tests.sync.world import NOW, PROVINCE, SITE, World, recipient, signing, trusted

L = 2**252 + 27742317777372353535851937790883648493


def test_every_signature_stripped(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", signers=()), "E_SIGNATURE", tmp_path / "in")


def test_the_officers_signature_stripped(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", signers=[world.device]), "E_THRESHOLD", tmp_path / "in")


def test_the_devices_signature_stripped(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", signers=[world.officer]), "E_THRESHOLD", tmp_path / "in")


def test_a_bundle_that_says_it_needs_no_officer(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", manifest=put(officer=""), signers=[world.device])
    refused(world, path, "E_THRESHOLD", tmp_path / "in")


def test_the_officer_signs_twice_in_place_of_the_device(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", signers=[world.officer, world.officer])
    refused(world, path, "E_SAMEPERSON", tmp_path / "in")


def test_the_device_signs_as_its_own_officer(tmp_path: Path) -> None:
    world = World()
    change = put(officer=world.device.public.kid)
    path = forge(world, tmp_path / "a", manifest=change, signers=[world.device, world.device])
    refused(world, path, "E_ROLE", tmp_path / "in")


def test_a_stranger_signs_beside_the_two(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", signers=[world.device, world.officer, signing("stranger")])
    refused(world, path, "E_SIGNATURE", tmp_path / "in")


def test_nine_signatures(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", signers=[world.device] * 9)
    refused(world, path, "E_LIMIT", tmp_path / "in")


def test_a_wrong_hint_beside_a_right_signature_is_only_a_hint(tmp_path: Path) -> None:
    world = World()

    def swap(envelope: Any) -> None:
        one, two = envelope["signatures"]
        one["keyid"], two["keyid"] = two["keyid"], "nobody"

    assert (
        world.open(forge(world, tmp_path / "a", envelope=swap), tmp_path / "in").signers[0].role == "device"
    )


def test_a_right_hint_beside_a_wrong_signature_is_nothing(tmp_path: Path) -> None:
    world = World()

    def swap(envelope: Any) -> None:
        envelope["signatures"][0]["sig"] = base64.b64encode(bytes(64)).decode()

    refused(world, forge(world, tmp_path / "a", envelope=swap), "E_SIGNATURE", tmp_path / "in")


def test_a_signature_malleated_by_the_order_of_the_group(tmp_path: Path) -> None:
    world = World()

    def malleate(envelope: Any) -> None:
        sig = base64.b64decode(envelope["signatures"][0]["sig"])
        s = int.from_bytes(sig[32:], "little") + L
        envelope["signatures"][0]["sig"] = base64.b64encode(sig[:32] + s.to_bytes(32, "little")).decode()

    refused(world, forge(world, tmp_path / "a", envelope=malleate), "E_SIGNATURE", tmp_path / "in")


ENVELOPES: list[tuple[str, Any, str]] = [
    ("an unknown field", put(certificate="x"), "E_SCHEMA"),
    ("a field missing", lambda e: e.pop("payloadType") and None, "E_SCHEMA"),
    ("an unknown field beside a signature", lambda e: e["signatures"][0].update(cert="x"), "E_SCHEMA"),
    ("base64 with stray bits", lambda e: e["signatures"][0].update(sig="A" * 85 + "x=="), "E_CANON"),
    ("base64 for addresses", lambda e: e.update(payload=e["payload"].replace("a", "-", 1)), "E_CANON"),
    ("base64 with a line end", lambda e: e.update(payload=e["payload"] + "\n"), "E_CANON"),
    ("signatures that are none", put(signatures="none"), "E_SCHEMA"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"), [one[1:] for one in ENVELOPES], ids=[one[0] for one in ENVELOPES]
)
def test_an_envelope_with(tmp_path: Path, change: Any, code: str) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", envelope=change), code, tmp_path / "in")


@pytest.mark.parametrize(
    "spelling", [b'{"payload":"","payloadType":"x"}', b"[]", b"{", b"\xff", b"", b"[" * 100_000]
)
def test_an_envelope_spelled_otherwise(tmp_path: Path, spelling: bytes) -> None:
    world = World()
    path = forge(world, tmp_path / "a", envelope_bytes=spelling)
    refused(world, path, ("E_CANON", "E_SCHEMA"), tmp_path / "in")


@pytest.mark.parametrize("who", ["device", "officer"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"not_after": "2026-11-20T00:00:00Z"}, "E_EXPIRED"),
        ({"not_before": "2026-11-22T00:00:00Z"}, "E_EXPIRED"),
        (
            {"status": "revoked", "revoked_at": "2026-11-01T00:00:00Z", "revoked_reason": "stolen"},
            "E_REVOKED",
        ),
        ({"status": "revoked", "revoked_at": "2026-12-01T00:00:00Z", "revoked_reason": "lost"}, "E_REVOKED"),
        ({"role": "root"}, "E_ROLE"),
        ({"role": "province-task"}, "E_ROLE"),
        ({"office": "otherplace"}, "E_ROLE"),
    ],
)
def test_a_key_that_was_not_good_for_it(tmp_path: Path, who: str, change: dict[str, Any], code: str) -> None:
    world = World()
    path = forge(world, tmp_path / "a")
    world.changed = {who: change}
    refused(world, path, code, tmp_path / "in")


def test_a_record_of_an_officer_whose_key_was_revoked_since(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", lines=record_lines(world, change=None), manifest=None)
    world.changed = {
        "officer": {"status": "revoked", "revoked_at": "2026-11-21T07:30:00Z", "revoked_reason": "left"}
    }
    refused(world, path, "E_REVOKED", tmp_path / "in")


@pytest.mark.parametrize("kind", ["receipt", "decision", "tasks", "trust"])
def test_keys_of_the_province_sign_no_bundle_and_keys_of_an_office_no_letter(
    tmp_path: Path, kind: str
) -> None:
    world = World()
    here = {"receipts": {"office": SITE}, "tasks": {"office": SITE}}
    path = forge(
        world,
        tmp_path / "a",
        manifest=put(device=world.receipts.public.kid),
        signers=[world.receipts, world.officer],
    )
    world.changed = here
    refused(world, path, "E_ROLE", tmp_path / "in")
    world = World()
    made = forge(
        world, tmp_path / "b", lines=[b'{"document":{},"evidence":[]}'], evidence=(),
        manifest=put(type=kind, officer=""),
        payload_type=PAYLOAD_TYPES[kind], signers=[world.device],  # type: ignore[index]
    )  # fmt: skip
    refused(world, made, "E_ROLE", tmp_path / "in2", expect=kind)


def test_the_key_for_lists_signs_no_receipt_and_the_key_for_receipts_no_list(tmp_path: Path) -> None:
    world = World()
    for number, (kind, key) in enumerate(
        (("receipt", world.tasks), ("decision", world.tasks), ("tasks", world.receipts))
    ):
        path = forge(
            world, tmp_path / str(number), lines=[b'{"document":{},"evidence":[]}'], evidence=(), signers=[key],
            manifest=put(type=kind, officer="", site=PROVINCE, device=key.public.kid), payload_type=PAYLOAD_TYPES[kind],  # type: ignore[index]
        )  # fmt: skip
        refused(world, path, "E_ROLE", tmp_path / f"in{number}", expect=kind)


@pytest.mark.parametrize("kind", ["receipt", "decision", "tasks", "trust"])
def test_a_letter_does_not_pass_for_a_bundle_or_another_letter(tmp_path: Path, kind: str) -> None:
    world = World()
    made = world.letter(tmp_path, kind)
    for door in ("bundle", "receipt", "decision", "tasks", "trust"):
        if door != kind:
            refused(world, made.path, "E_TYPE", tmp_path / "in", expect=door, key=world.laptop)


def test_a_bundle_whose_payload_type_alone_says_receipt(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", payload_type=PAYLOAD_TYPES["receipt"])
    refused(world, path, "E_TYPE", tmp_path / "in", expect="receipt")
    refused(world, path, "E_TYPE", tmp_path / "in", expect="bundle")


def test_the_payload_type_changed_after_signing(tmp_path: Path) -> None:
    world = World()
    path = forge(
        world, tmp_path / "a", payload_type=PAYLOAD_TYPES["receipt"], envelope=put(payloadType=BUNDLE)
    )
    refused(world, path, "E_SIGNATURE", tmp_path / "in")


def test_a_list_waits_until_trust_is_fresh_while_receipts_are_read(tmp_path: Path) -> None:
    world = World()
    old = world.trust(expires=NOW - timedelta(days=1))
    listed, answered = world.letter(tmp_path, "tasks"), world.letter(tmp_path, "receipt")
    refused(world, listed.path, "E_EXPIRED", tmp_path / "in", expect="tasks", key=world.laptop, trust=old)
    assert world.open(answered.path, tmp_path / "in", expect="receipt", key=world.laptop, trust=old).documents


def test_it_is_not_for_us(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a"), "E_RECIPIENT", tmp_path / "in", key=recipient("somebody"))


def test_our_name_put_in_place_of_the_recipients(tmp_path: Path) -> None:
    world, ours = World(), recipient("somebody")
    path = forge(world, tmp_path / "a", header=lambda h: h["to"][0].update(kid=ours.public.kid))
    refused(world, path, "E_AEAD", tmp_path / "in", key=ours)


def test_a_recipient_twice(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", header=lambda h: grow(h, h["to"][0]))
    refused(world, path, "E_RECIPIENT", tmp_path / "in")


def test_a_recipient_of_low_order(tmp_path: Path) -> None:
    world = World()
    for point in (bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"):

        def lower(header: Any, point: bytes = point) -> None:
            wrapped = base64.b64decode(header["to"][0]["enc"])
            header["to"][0]["enc"] = base64.b64encode(point + wrapped[32:]).decode()

        refused(world, forge(world, tmp_path / "a", header=lower), "E_RECIPIENT", tmp_path / "in")


def test_seventeen_recipients(tmp_path: Path) -> None:
    world = World()
    others = [recipient(str(number)) for number in range(16)]
    path = forge(world, tmp_path / "a", recipients=[world.desk, *others])
    refused(world, path, "E_LIMIT", tmp_path / "in")


@pytest.mark.parametrize("suite", [0, 2, 3, 255])
def test_another_suite_in_the_header(tmp_path: Path, suite: int) -> None:
    world = World()
    path = forge(world, tmp_path / "a", header=lambda h: grow(h, suite=suite))
    refused(world, path, "E_SUITE", tmp_path / "in")


def test_a_recipient_seals_a_signed_bundle_again_to_somebody_else(tmp_path: Path) -> None:
    """The province opens it, keeps what was signed, and seals it to another: the audience inside still says who."""
    world, other = World(), recipient("somebody")
    kept: list[bytes] = []

    def keep(text: bytes) -> bytes:
        kept.append(text)
        return text

    forge(world, tmp_path / "a", plain=keep)
    again = seal(tmp_path / "b", kept[0], [other])
    refused(world, again, "E_AUDIENCE", tmp_path / "in", key=other)


def test_practice_and_real_offices_refuse_each_others_bundles(tmp_path: Path) -> None:
    practice, real = World(practice=True), World(practice=False)
    refused(real, practice.bundle(tmp_path).path, "E_PRACTICE", tmp_path / "in")
    refused(practice, real.bundle(tmp_path).path, "E_PRACTICE", tmp_path / "in")
    refused(real, real.bundle(tmp_path).path, "E_PRACTICE", tmp_path / "in", practice=True)


def test_a_bundle_of_another_office_that_is_trusted_too(tmp_path: Path) -> None:
    """Its officer may not sign for us, its device may not speak for us."""
    world = World()
    strange = signing("other officer")
    trust = world.trust(keys=(*world.entries(), trusted(strange, "officer", "otherplace", person="p-x")))
    path = forge(
        world, tmp_path / "a", manifest=put(officer=strange.public.kid), signers=[world.device, strange]
    )
    refused(world, path, "E_ROLE", tmp_path / "in", trust=trust)


def test_an_empty_trust_believes_nobody(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a"), "E_SIGNATURE", tmp_path / "in", trust=world.trust(keys=()))


def grow(header: dict[str, Any], entry: Any = None, **fields: Any) -> bytes:
    """Change a header and declare the length that the file then has."""
    from tests.sync.forge import jcs

    before = len(jcs(header))
    header.update(fields)
    if entry is not None:
        header["to"] = [*header["to"], entry]
    stream = header["size"] - 12 - before
    while header["size"] != 12 + len(jcs(header)) + stream:
        header["size"] = 12 + len(jcs(header)) + stream
    return jcs(header)


def test_the_key_of_the_desk_is_not_asked_to_sign(tmp_path: Path) -> None:
    world = World()
    desk: RecipientKey = world.desk
    entry: TrustedKey = replace(trusted(desk, "province-recipient", SITE), recipient_public=desk.public.text)
    trust = world.trust(keys=(*(key for key in world.entries() if key.kid != desk.public.kid), entry))
    path = forge(world, tmp_path / "a", manifest=put(device=desk.public.kid), evidence=(PICTURE,))
    refused(world, path, "E_SIGNATURE", tmp_path / "in", trust=trust)
