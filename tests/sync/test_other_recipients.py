"""For whom it is sealed: strangers, doubles, unsound points, other suites, and who it was signed for."""

import base64
from pathlib import Path
from typing import Any

import pytest

from tests.sync.forge import forge, grow, put, seal
from tests.sync.refusals import refused
from tests.sync.world import World, recipient, signing, trusted


def test_b24_it_is_not_for_us(tmp_path: Path) -> None:
    world = World()
    refused(world, forge(world, tmp_path / "a"), "E_RECIPIENT", tmp_path / "in", key=recipient("somebody"))


def test_b25_our_name_put_in_place_of_the_recipients(tmp_path: Path) -> None:
    world, ours = World(), recipient("somebody")
    path = forge(world, tmp_path / "a", header=lambda h: h["to"][0].update(kid=ours.public.kid))
    refused(world, path, "E_AEAD", tmp_path / "in", key=ours)


def test_b26_a_recipient_twice(tmp_path: Path) -> None:
    world = World()
    path = forge(world, tmp_path / "a", header=lambda h: grow(h, h["to"][0]))
    refused(world, path, "E_RECIPIENT", tmp_path / "in")


def test_b27_a_recipient_of_low_order(tmp_path: Path) -> None:
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
def test_b37_another_suite_in_the_header(tmp_path: Path, suite: int) -> None:
    world = World()
    path = forge(world, tmp_path / "a", header=lambda h: grow(h, suite=suite))
    refused(world, path, "E_SUITE", tmp_path / "in")


def test_b38_a_recipient_seals_a_signed_bundle_again_to_somebody_else(tmp_path: Path) -> None:
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


def test_b31_an_officer_of_another_office_that_is_trusted_too(tmp_path: Path) -> None:
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
