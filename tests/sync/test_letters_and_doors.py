"""What one key may sign and one door may take: bundles, receipts, decisions, lists, trust."""

from datetime import timedelta
from pathlib import Path

import pytest

from sync.manifest import PAYLOAD_TYPES
from tests.sync.forge import BUNDLE, forge, put
from tests.sync.refusals import refused
from tests.sync.world import NOW, PROVINCE, SITE, World


@pytest.mark.parametrize("kind", ["receipt", "decision", "tasks", "trust"])
def test_b33_keys_of_the_province_sign_no_bundle_and_keys_of_an_office_no_letter(
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


def test_b33_the_key_for_lists_signs_no_receipt_and_the_key_for_receipts_no_list(tmp_path: Path) -> None:
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
def test_b36_a_letter_does_not_pass_for_a_bundle_or_another_letter(tmp_path: Path, kind: str) -> None:
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


def test_b36_the_payload_type_changed_after_signing(tmp_path: Path) -> None:
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
