"""Evidence in a bucket: sealed, whole or not there, found out when it was altered, waited for when it is away."""

import hashlib
from pathlib import Path

import pytest

from fieldsuite.config import read_config
from fieldsuite.errors import OfficeError
from fieldsuite.evidence import EvidenceStore
from fieldsuite.province import queue
from fieldsuite.province.evidence_moves import EvidenceMoved, Looked, evidence_to, look_over
from fieldsuite.province.worker import work
from fieldsuite.shelves.address import parsed
from fieldsuite.shelves.folder import FolderShelf
from fieldsuite.shelves.named import shelf_at
from fieldsuite.shelves.shelf import Shelf
from tests.fieldsuite.province.desks import drop
from tests.grounds import Place
from tests.s3 import Bucket, bucket, s3_server

__all__ = ["bucket", "s3_server"]

KEY = bytes(range(32))
LARGE = bytes(range(256)) * 40_000
"""10 MB: more than stays in memory."""


def at(bucket: Bucket, folder: Path) -> EvidenceStore:
    return EvidenceStore(shelf_at(bucket.address, folder), KEY)


@pytest.fixture(params=["folder", "bucket"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    if request.param == "folder":
        return FolderShelf(tmp_path / "evidence")
    return shelf_at(request.getfixturevalue("bucket").address, tmp_path)


def test_both_shelves_keep_open_name_and_remove_alike(shelf: Shelf) -> None:
    store = EvidenceStore(shelf, KEY)
    small, large = store.put(b"a face"), store.put(LARGE)
    assert store.put(b"a face") == small and sorted(shelf.names()) == sorted([small, large])
    assert store.get(small) == b"a face"
    with store.open(large) as file:
        assert file.read() == LARGE
    store.erase(small)
    store.erase(small)
    assert not store.holds(small) and store.holds(large)
    for ask in (store.get, store.open):
        with pytest.raises(OfficeError) as gone:
            ask(small)
        assert (gone.value.code, gone.value.key) == ("E_EVIDENCE", "office.evidence_gone")


def test_the_service_sees_nothing_but_what_is_sealed(bucket: Bucket, tmp_path: Path) -> None:
    digest = at(bucket, tmp_path).put(b"\xff\xd8\xff a face that nobody else may see")
    (key,) = bucket.keys()
    assert key == f"desk/{digest[:2]}/{digest}.sealed"
    held = bucket.client.get_object(Bucket=bucket.name, Key=key)["Body"].read()
    assert held.startswith(b"FOE1") and b"face" not in held


def test_an_upload_that_is_cut_in_the_middle_leaves_nothing_and_is_done_again(
    bucket: Bucket, tmp_path: Path
) -> None:
    store = at(bucket, tmp_path)
    bucket.cut(500_000)
    with pytest.raises(OfficeError) as cut:
        store.put(LARGE)
    assert cut.value.code == "E_NETWORK" and not bucket.keys()
    bucket.mend()
    assert store.get(store.put(LARGE)) == LARGE


def test_a_piece_that_was_altered_there_is_found_and_named(bucket: Bucket, tmp_path: Path) -> None:
    store = at(bucket, tmp_path)
    digest = store.put(b"a face")
    (key,) = bucket.keys()
    held = bucket.client.get_object(Bucket=bucket.name, Key=key)["Body"].read()
    for other in (held[:-1] + bytes([held[-1] ^ 1]), held[:-3], b"", b"FOE1", b"something else" * 20):
        bucket.client.put_object(Bucket=bucket.name, Key=key, Body=other)
        with pytest.raises(OfficeError) as changed:
            store.get(digest)
        assert (changed.value.code, changed.value.values["digest"]) == ("E_EVIDENCE", digest[:12])


@pytest.mark.parametrize("address", [
    "s3://", "s3://B/x", "https://host/bucket", "s3://bucket?endpoint=ftp://host", "s3://bucket?colour=red",
    "s3://bucket?endpoint=https://", "s3://bucket?endpoint=https://host:port", "s3://bucket#part", "s3://bucket?x",
])  # fmt: skip
def test_another_address_is_refused_with_its_shape(address: str) -> None:
    with pytest.raises(OfficeError) as refused:
        parsed(address)
    assert refused.value.key == "storage.bucket_address"


@pytest.mark.parametrize("address", ["s3://me:secret@bucket", "s3://bucket?endpoint=https://a:b@host",
                                     "s3://bucket?secret_key=x"])  # fmt: skip
def test_a_key_in_the_address_is_refused_because_settings_are_not_sealed(address: str) -> None:
    with pytest.raises(OfficeError) as refused:
        parsed(address)
    assert refused.value.key == "storage.password_in_bucket_address"


def arrived(place: Place) -> str:
    """Let a visit with a photograph arrive at the desk; give the photograph's digest."""
    with place.officer() as office:
        photo = place.photo("door")
        place.visit(office, "p-fine", photos=(photo,))
        path = Path(place.pack(office).path)
    drop(place, path)
    return hashlib.sha256(photo.read_bytes()).hexdigest()


def test_moving_goes_on_where_it_was_cut_off_and_what_is_wrong_is_named(place: Place, bucket: Bucket) -> None:
    digest = arrived(place)
    with place.clerk() as desk:
        queue.look(desk)
        list(work(desk, "one"))
        other = desk.evidence.put(b"RIFF another piece")
        bucket.cut(0)
        with pytest.raises(OfficeError):
            list(evidence_to(desk, bucket.address))
        assert not read_config(place.province).evidence
        bucket.mend()
        sealed = desk.home.evidence / other[:2] / f"{other}.sealed"
        bucket.client.put_object(Bucket=bucket.name, Key=f"desk/{other[:2]}/{sealed.name}", Body=b"half")
        *_, moved = evidence_to(desk, bucket.address)
        assert isinstance(moved, EvidenceMoved) and moved.pieces == 2 == len(bucket.keys())
    with place.clerk() as desk:
        assert desk.config.evidence == bucket.address and desk.evidence.get(other) == b"RIFF another piece"
        *_, looked = look_over(desk)
        assert looked == Looked(2, ())
        bucket.client.put_object(Bucket=bucket.name, Key=f"desk/{other[:2]}/{sealed.name}", Body=b"half")
        desk.evidence.erase(digest)
        *_, looked = look_over(desk)
        assert looked == Looked(0, (("gone", digest), ("changed", other)))


def test_a_bundle_waits_while_the_service_is_away_and_it_counts_for_nothing(
    place: Place, bucket: Bucket
) -> None:
    with place.clerk() as desk:
        *_, moved = evidence_to(desk, bucket.address)
        assert isinstance(moved, EvidenceMoved) and moved.pieces == 0
    digest = arrived(place)
    bucket.cut(0)
    with place.clerk() as desk:
        queue.look(desk)
        (step,) = work(desk, "one")
        assert (step.state, step.code) == ("again", "E_NETWORK")
        assert queue.claim(desk, "one") is None
        bucket.mend()
        place.clock.go(minutes=1)
        assert [step.result for step in work(desk, "one") if hasattr(step, "file")] == ["imported"]
        assert desk.evidence.get(digest).startswith(b"\x89PNG")
