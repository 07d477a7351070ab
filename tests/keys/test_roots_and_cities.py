"""Roots change hands with the old ones' consent, and a city vouches for its own folder alone (attack 42, TUF)."""

from dataclasses import replace
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, TargetFile, Targets

from keys import delegation
from keys.channel import update
from keys.root_metadata import PENDING, sign_root, take_root
from keys.tuf_keys import tuf_signer
from tests.keys.tuf_world import DESK, NOW, ROOTS, Channel, refused
from tests.sync.world import signing


@pytest.fixture
def channel(tmp_path: Path) -> Channel:
    return Channel(tmp_path)


def test_b42_roots_change_hands_only_with_the_old_ones(channel: Channel) -> None:
    channel.publish()
    channel.update()
    new = [signing(f"new root {number}") for number in range(3)]
    heirs = Channel(channel.folder, new, 2, replace(DESK, root=[*ROOTS[:3], *new[:2]]))
    heirs.publish({"trust.fostrust": b"v2"})
    offered = channel.update()
    assert offered.anchor == heirs.anchor != channel.anchor
    # A new office compares the fingerprint of today's roots, or of those it was told of before.
    for anchor, at in ((heirs.anchor, "a"), (channel.anchor, "b")):
        assert update(channel.folder / at, channel.stick, anchor, NOW).anchor == heirs.anchor


def test_b42_holders_of_the_root_sign_one_after_the_other(channel: Channel) -> None:
    refused("E_THRESHOLD", lambda: channel.publish(root=ROOTS[:1]), "root_too_few")
    waiting = (channel.stick / "metadata" / PENDING).read_bytes()
    waiting = sign_root(waiting, ROOTS[3])
    refused("E_THRESHOLD", lambda: take_root(channel.stick / "metadata", waiting))
    waiting = sign_root(sign_root(waiting, signing("stranger")), ROOTS[4])
    take_root(channel.stick / "metadata", waiting)
    channel.publish(root=())
    assert channel.update().anchor == channel.anchor


def delegated(
    channel: Channel, files: dict[str, bytes], area: str = "5105", by: str = "city"
) -> Metadata[Targets]:
    listed = {path: TargetFile.from_data(path, data, ["sha256"]) for path, data in files.items()}
    made = Metadata(Targets(1, expires=NOW.replace(year=2027), targets=listed))
    made.sign(tuf_signer(signing(by)))
    return made


def test_b42_a_city_vouches_below_its_own_folder_and_nowhere_else(channel: Channel) -> None:
    channel.publish()
    delegation.delegate(channel.stick, "5105", [signing("city").public])
    name, own = "sites/5105/keys.fossite", b"keys of this city"

    def take(files: dict[str, bytes], **more: str) -> object:
        made = delegated(channel, files, **more)
        return delegation.take_delegated(channel.stick, more.get("area", "5105"), made.to_bytes(), files)

    for path in (
        "trust.fostrust",
        "sites/5106/keys.fossite",
        "sites/51050/x",
        "sites/5105",
        "sites/5105/../x",
    ):
        refused("E_ROLE", lambda path=path: take({path: own}), "path_escapes")
    refused("E_ROLE", lambda: take({name: own}, area="5106"), "area_not_delegated")
    refused("E_THRESHOLD", lambda: take({name: own}, by="another city"))
    take({name: own})
    channel.publish()
    assert channel.update().read(name) == own


def test_b42_a_province_that_lets_a_path_through_does_not_widen_a_delegation(channel: Channel) -> None:
    channel.publish({"a": b"1"})
    delegation.delegate(channel.stick, "5105", [signing("city").public])
    files = {
        "trust.fostrust": b"of the city",
        "sites/5106/keys.fossite": b"x",
        "sites/5105/../../trust.fostrust": b"y",
    }
    escaped = delegated(channel, files)
    (channel.stick / "metadata/1.sites-5105.json").write_bytes(escaped.to_bytes())
    channel.publish({"a": b"1"})
    offered = channel.update()
    for path in files:
        refused("E_NOT_FOUND", lambda path=path: offered.read(path), "not_published")
