"""Attack 42: what the province publishes comes down whole and new, or is refused and the old stays (TUF)."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from securesystemslib.signer import SSlibKey
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from keys.channel import update
from keys.ed25519 import SigningKey
from keys.errors import KeysError, TrustRefused
from keys.freshness import fresh_until
from keys.metadata_files import write_metadata
from keys.tuf_keys import public_of, tuf_key, tuf_signer
from tests.keys.tuf_world import DESK, NOW, ROOTS, Channel, refused
from tests.sync.world import signing


@pytest.fixture
def channel(tmp_path: Path) -> Channel:
    return Channel(tmp_path)


def edited(path: Path, change: Callable[[Any], None], *keys: SigningKey) -> None:
    """Change metadata and sign it anew with these keys: a thief of theirs."""
    made = Metadata[Any].from_bytes(path.read_bytes())
    change(made.signed)
    made.signatures.clear()
    for key in keys:
        made.sign(tuf_signer(key), append=True)
    path.write_bytes(made.to_bytes())


def test_b42_files_come_down_as_they_were_signed(channel: Channel) -> None:
    channel.publish({"trust.fostrust": b"one", "profiles/sichuan.fosprofile": b"two"})
    offered = channel.update()
    assert sorted(offered.files) == ["profiles/sichuan.fosprofile", "trust.fostrust"]
    assert offered.read("trust.fostrust") == b"one"
    assert offered.anchor == channel.anchor
    assert fresh_until(channel.state) == offered.until
    refused("E_NOT_FOUND", lambda: offered.read("other"))


def test_b42_the_same_stick_twice_is_nothing_new_and_a_newer_one_is(channel: Channel) -> None:
    channel.publish()
    channel.update()
    before = channel.held()
    channel.update()
    assert channel.held() == before
    channel.publish({"trust.fostrust": b"v2"})
    assert channel.update().read("trust.fostrust") == b"v2"


def test_b42_a_root_whose_fingerprint_nobody_compared_is_refused(channel: Channel) -> None:
    channel.publish()
    refused("E_SIGNATURE", lambda: channel.update(anchor="00000 " * 8), "trust_other_anchor")
    alone = Channel(channel.folder / "thief", ROOTS[:1], 1, replace(DESK, root=ROOTS[:1]))
    alone.publish()
    refused("E_SIGNATURE", lambda: update(channel.state, alone.stick, channel.anchor, NOW))
    assert not channel.held()


def test_b42_two_of_five_roots_are_too_few(channel: Channel) -> None:
    refused("E_THRESHOLD", lambda: channel.publish(root=ROOTS[:2]), "root_too_few")
    channel.publish()
    channel.update()
    before = channel.held()
    new = Channel(channel.folder, ROOTS[2:], 3, DESK)
    refused("E_THRESHOLD", lambda: new.publish(root=ROOTS[3:]))
    # Thieves of two roots write the next root themselves.
    root = Metadata[Root].from_bytes((channel.stick / "metadata/1.root.json").read_bytes()).signed
    root.version, root.roles["root"].threshold = 2, 1
    write_metadata(channel.stick / "metadata/2.root.json", root, ROOTS[:2])
    refused("E_THRESHOLD", channel.update, "metadata_unsigned")
    assert channel.held() == before


def test_b42_rollback_is_refused_and_the_newer_stays(channel: Channel) -> None:
    channel.publish()
    old = channel.keep("old")
    channel.publish({"trust.fostrust": b"v2"})
    channel.update()
    before = channel.held()
    refused("E_EXPIRED", lambda: channel.update(old), "metadata_older")
    assert channel.held() == before
    assert channel.update().read("trust.fostrust") == b"v2"


def test_b42_freeze_runs_out(channel: Channel) -> None:
    channel.publish()
    channel.update()
    channel.go(days=61)
    refused("E_EXPIRED", channel.update, "metadata_expired")
    assert (fresh_until(channel.state) or NOW) < channel.now


@pytest.mark.parametrize(
    ("role", "days"), [("root", 731), ("timestamp", 61), ("snapshot", 61), ("targets", 181)]
)
def test_b42_each_role_that_ran_out_is_refused_by_its_name(channel: Channel, role: str, days: int) -> None:
    channel.publish()
    channel.go(days=days)
    late: datetime = channel.now.replace(year=2031)

    def longer(signed: Any) -> None:
        signed.expires = late

    who = {
        "root": ROOTS[:3],
        "timestamp": [DESK.timestamp],
        "snapshot": [DESK.snapshot],
        "targets": DESK.targets,
    }
    for name, keys in who.items():
        if name != role:
            (path,) = (channel.stick / "metadata").glob(f"*{name}.json")
            edited(path, longer, *keys)
    error = refused("E_EXPIRED", channel.update, "metadata_expired")
    assert error.values == {"file": role}


def test_b42_mix_and_match_is_refused(channel: Channel) -> None:
    channel.publish()
    channel.update()
    old = channel.keep("old")
    channel.publish({"trust.fostrust": b"v2"})
    # The timestamp of today with the targets of yesterday, in the place of today's.
    shutil.copy(old / "metadata/1.targets.json", channel.stick / "metadata/2.targets.json")
    error = refused("E_CHAIN", channel.update, "metadata_mixed")
    assert error.values == {"file": "targets"}


def test_b42_a_file_of_another_day_or_a_changed_one_is_refused(channel: Channel) -> None:
    channel.publish()
    (path,) = (channel.stick / "targets").iterdir()
    offered = channel.update()
    path.write_bytes(b"vX")
    refused("E_EVIDENCE", lambda: offered.read("trust.fostrust"))
    path.write_bytes(b"v1 and more")
    refused("E_LIMIT", lambda: offered.read("trust.fostrust"))
    path.unlink()
    refused("E_NOT_FOUND", lambda: offered.read("trust.fostrust"))


def test_b42_fast_forward_by_a_stolen_key_ends_with_new_keys(channel: Channel) -> None:
    channel.publish()
    thief = channel.keep("thief")

    def far(signed: Any) -> None:
        signed.version = 2**31

    edited(thief / "metadata/timestamp.json", far, DESK.timestamp)
    channel.update(thief)
    channel.publish({"trust.fostrust": b"v2"})
    refused("E_EXPIRED", channel.update, "metadata_older")
    new = signing("new timestamp"), signing("new snapshot")
    channel.publish({"trust.fostrust": b"v2"}, timestamp=new[0], snapshot=new[1])
    assert channel.update().read("trust.fostrust") == b"v2"
    refused("E_THRESHOLD", lambda: channel.update(thief), "metadata_unsigned")


def test_b42_nothing_outside_the_folder_is_read(channel: Channel, tmp_path: Path) -> None:
    channel.publish()
    (tmp_path / "outside.json").write_bytes(b"{}")
    (channel.stick / "metadata/2.root.json").symlink_to(tmp_path / "outside.json")
    assert channel.update().versions["root"] == 1


def test_b42_a_key_of_another_algorithm_or_of_small_order_is_no_key(channel: Channel) -> None:
    public = signing("x").public
    for key in (
        SSlibKey(public.kid, "ecdsa", "ecdsa-sha2-nistp256", {"public": "x"}),
        SSlibKey(public.kid, "ed25519", "other", {"public": public.spki[-32:].hex()}),
    ):
        refused("E_SUITE", lambda key=key: public_of(key))
    refused(
        "E_SIGNATURE", lambda: public_of(SSlibKey("a" * 64, "ed25519", "ed25519", tuf_key(public).keyval))
    )
    small = SSlibKey(public.kid, "ed25519", "ed25519", {"public": "00" * 32})
    refused("E_SIGNATURE", lambda: public_of(small))


@pytest.mark.parametrize("damage", [b"", b"{}", b"not json", b'{"signed":{},"signatures":[]}'])
@pytest.mark.parametrize("name", ["1.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"])
def test_b42_damaged_metadata_is_refused_in_words(channel: Channel, name: str, damage: bytes) -> None:
    channel.publish()
    (channel.stick / "metadata" / name).write_bytes(damage)
    with pytest.raises(KeysError) as caught:
        channel.update()
    assert caught.value.code in ("E_CANON", "E_SIGNATURE")


def test_an_empty_stick_says_what_is_missing(channel: Channel) -> None:
    channel.stick.mkdir()
    refused("E_NOT_FOUND", channel.update, "metadata_missing")


def test_what_did_not_change_keeps_its_number(channel: Channel) -> None:
    first = channel.publish()
    again = channel.publish()
    assert (
        (again.root, again.targets, again.snapshot)
        == (first.root, first.targets, first.snapshot)
        == (1, 1, 1)
    )
    assert again.timestamp == 2
    channel.go(days=40)
    assert channel.publish().snapshot == 2
    channel.go(days=600)
    assert (channel.publish().root, channel.update().versions["root"]) == (2, 2)


def test_the_metadata_is_judged_by_the_time_of_the_office(channel: Channel) -> None:
    """python-tuf has no public word for the time; this fails when its private one changes."""
    channel.now = NOW.replace(year=2019)
    channel.publish()
    assert channel.update().until == datetime(2020, 1, 20, 8, tzinfo=UTC)
    with pytest.raises(TrustRefused):
        update(channel.folder / "other", channel.stick, channel.anchor, NOW)


def test_the_metadata_is_that_of_the_specification(channel: Channel) -> None:
    channel.publish()
    said = json.loads((channel.stick / "metadata/timestamp.json").read_bytes())
    assert said["signed"]["_type"] == "timestamp"
    kinds = {Root: "1.root", Timestamp: "timestamp", Snapshot: "1.snapshot", Targets: "1.targets"}
    for kind, name in kinds.items():
        assert isinstance(
            Metadata[Any].from_bytes((channel.stick / f"metadata/{name}.json").read_bytes()).signed, kind
        )
