"""Attacks with keys: stripped, doubled, wrong, revoked, expired, of another office, sealed to others."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from keys.sealing import RecipientKey
from keys.trusted import TrustedKey
from tests.sync.forge import PICTURE, forge, put, record_lines
from tests.sync.refusals import refused
from tests.sync.world import SITE, World, signing, trusted

L = 2**252 + 27742317777372353535851937790883648493


def test_b28_every_signature_stripped(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", signers=()), "E_SIGNATURE", tmp_path / "in")


def test_b28_the_officers_signature_stripped(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", signers=[world.device]), "E_THRESHOLD", tmp_path / "in")


def test_b28_the_devices_signature_stripped(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a", signers=[world.officer]), "E_THRESHOLD", tmp_path / "in")


def test_a_bundle_that_says_it_needs_no_officer(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", manifest=put(officer=""), signers=[world.device])
    refused(world, path, "E_THRESHOLD", tmp_path / "in")


def test_b29_the_officer_signs_twice_in_place_of_the_device(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", signers=[world.officer, world.officer])
    refused(world, path, "E_SAMEPERSON", tmp_path / "in")


def test_b32_the_device_signs_as_its_own_officer(tmp_path: Path) -> None:
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


def test_b41_a_wrong_hint_beside_a_right_signature_is_only_a_hint(tmp_path: Path) -> None:
    world = World()

    def swap(envelope: Any) -> None:
        one, two = envelope["signatures"]
        one["keyid"], two["keyid"] = two["keyid"], "nobody"

    assert (
        world.open(forge(world, tmp_path / "a", envelope=swap), tmp_path / "in").signers[0].role == "device"
    )


def test_b41_a_right_hint_beside_a_wrong_signature_is_nothing(tmp_path: Path) -> None:
    world = World()

    def swap(envelope: Any) -> None:
        envelope["signatures"][0]["sig"] = base64.b64encode(bytes(64)).decode()

    refused(world, forge(world, tmp_path / "a", envelope=swap), "E_SIGNATURE", tmp_path / "in")


def test_b40_a_signature_malleated_by_the_order_of_the_group(tmp_path: Path) -> None:
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
def test_b34_b35_a_key_that_was_not_good_for_it(
    tmp_path: Path, who: str, change: dict[str, Any], code: str
) -> None:
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


def test_the_key_of_the_desk_is_not_asked_to_sign(tmp_path: Path) -> None:
    world = World()
    desk: RecipientKey = world.desk
    entry: TrustedKey = replace(trusted(desk, "province-recipient", SITE), recipient_public=desk.public.text)
    trust = world.trust(keys=(*(key for key in world.entries() if key.kid != desk.public.kid), entry))
    path = forge(world, tmp_path / "a", manifest=put(device=desk.public.kid), evidence=(PICTURE,))
    refused(world, path, "E_SIGNATURE", tmp_path / "in", trust=trust)
