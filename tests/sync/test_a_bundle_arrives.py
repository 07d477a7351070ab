"""What is packed in the village is what the province opens."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from sync.contents import Contents, Document, Packing, Signers
from sync.open import VerifiedBundle, inspect
from sync.pack import pack
from tests.sync.world import NOW, PROVINCE, SITE, World, packed, piece


def test_records_and_evidence_come_out_as_they_went_in(tmp_path: Path) -> None:
    world = World()
    pictures = [b"\xff\xd8" + bytes([number]) * 70_000 for number in range(3)]
    (tmp_path / "out").mkdir()
    made = world.bundle(tmp_path / "out", pictures)
    bundle = world.open(made.path, tmp_path / "in")
    assert [one.record.person for one in bundle.records] == ["p0000", "p0001", "p0002"]
    assert [bundle.blobs[hashlib.sha256(one).hexdigest()].read_bytes() for one in pictures] == pictures
    assert (bundle.digest, bundle.manifest_digest) == (made.digest, made.manifest_digest)
    assert bundle.manifest.records.chain_to == made.chain_to == bundle.records[-1].chain
    assert [(one.role, one.person) for one in bundle.signers] == [("device", ""), ("officer", "p-li")]
    assert (made.records, made.blobs, made.bytes) == (3, 3, made.path.stat().st_size)


def test_its_name_is_the_digest_of_its_bytes_and_no_part_is_left(tmp_path: Path) -> None:
    made = World().bundle(tmp_path)
    assert made.path.name == hashlib.sha256(made.path.read_bytes()).hexdigest() + ".fosb"
    assert [one.name for one in tmp_path.iterdir()] == [made.path.name]


def test_without_a_key_it_says_format_suite_recipients_and_length_and_nothing_about_people(
    tmp_path: Path,
) -> None:
    world = World()
    made = world.bundle(tmp_path)
    seen = inspect(made.path)
    assert (seen.format, seen.suite, seen.bytes, seen.bundle) == (1, 1, made.bytes, made.bundle)
    assert seen.recipients == (world.desk.public.kid,)
    raw = made.path.read_bytes()
    for secret in (
        b"p0000",
        SITE.encode(),
        world.officer.public.kid.encode(),
        world.device.public.kid.encode(),
    ):
        assert secret not in raw


@pytest.mark.requirement("R115")
@pytest.mark.parametrize("kind", ["receipt", "decision", "tasks", "trust"])
def test_letters_of_the_province_carry_one_document(tmp_path: Path, kind: str) -> None:
    world = World()
    body = {"site": SITE, "people": [{"name": "覃秀兰", "benefits": [{"benefit": "pension"}]}]}
    made = world.letter(tmp_path, kind, body)
    opened = world.open(made.path, tmp_path / "in", expect=kind, key=world.laptop)
    assert opened.documents == (body,)
    assert [one.role for one in opened.signers] == [
        "province-task" if kind == "tasks" else "province-receipt"
    ]


def test_a_letter_may_carry_pictures_it_refers_to(tmp_path: Path) -> None:
    world, picture = World(), b"\xff\xd8 card photograph"
    document = Document({"person": "p1"}, (hashlib.sha256(picture).hexdigest(),))
    contents = Contents("tasks", documents=[document], evidence=[piece(picture)])
    made = packed(contents, world.origin(site=PROVINCE), Signers(world.tasks), [world.laptop], tmp_path)
    opened = world.open(made.path, tmp_path / "in", expect="tasks", key=world.laptop)
    assert [path.read_bytes() for path in opened.blobs.values()] == [picture]


def test_an_empty_bundle_is_a_bundle(tmp_path: Path) -> None:
    world = World()
    made = packed(Contents(), world.origin(), world.signers, [world.desk], tmp_path)
    assert world.open(made.path, tmp_path / "in").records == ()


def test_every_recipient_can_open_it(tmp_path: Path) -> None:
    world = World()
    contents = Contents(records=world.records([]))
    made = packed(contents, world.origin(), world.signers, [world.desk, world.laptop], tmp_path)
    for number, key in enumerate((world.desk, world.laptop)):
        assert len(world.open(made.path, tmp_path / str(number), key=key).records) == 3


def test_packing_says_how_far_it_is_and_ends_at_the_whole(tmp_path: Path) -> None:
    world, picture = World(), b"\xff\xd8" + b"x" * 2_000_000
    contents = Contents(records=world.records([picture]), evidence=[piece(picture)])
    steps = [
        step
        for step in pack(contents, world.origin(), world.signers, [world.desk.public], tmp_path)
        if isinstance(step, Packing)
    ]
    assert [one.done for one in steps] == sorted(one.done for one in steps)
    assert steps[-1].done == steps[-1].total


def test_a_record_signed_by_a_colleague_travels_beside_ones_own(tmp_path: Path) -> None:
    world = World()
    first = world.record(1)
    review = world.record(
        2, first.chain, world.colleague, kind="review", payload={"of": first.record.id, "agree": True}
    )
    made = packed(Contents(records=[first, review]), world.origin(), world.signers, [world.desk], tmp_path)
    assert len(world.open(made.path, tmp_path / "in").records) == 2


def test_nobody_makes_a_verified_bundle_by_hand(tmp_path: Path) -> None:
    world = World()
    bundle = world.open(world.bundle(tmp_path).path, tmp_path / "in")
    with pytest.raises((TypeError, ValueError)):
        replace(bundle, records=())
    with pytest.raises(TypeError):
        VerifiedBundle(bundle.manifest, "", "", ())


def test_opening_two_at_once_keeps_their_evidence_apart(tmp_path: Path) -> None:
    world = World()
    made = world.bundle(tmp_path)
    one, two = (world.open(made.path, tmp_path / "in", now=NOW) for _ in range(2))
    assert set(one.blobs) == set(two.blobs)
    assert not set(one.blobs.values()) & set(two.blobs.values())
