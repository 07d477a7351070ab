"""Limits, junk and full disks: each gets its code, and nothing is written outside the two folders."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fieldsuite.server.limits import LIMITS
from fieldsuite.server.shelf import Shelf
from keys.ed25519 import SigningKey
from sync.errors import SyncError
from tests.doubles.upload_desk import Address, serving
from tests.fieldsuite.server.conftest import begin, let_serve, patch, send, session
from tests.grounds import Place

Piece = Callable[..., Path]
NAME, OTHER = "ab" * 32, "cd" * 32


def tree(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*")}


JUNK = (
    "/v1/bundles/../../office.json", "/v1/bundles/..%2f..%2foffice.json", "/v1/bundles/%00",
    f"/v1/bundles/{NAME.upper()}", f"/v1/bundles/{NAME}0", f"/v1/bundles/{NAME}/../{OTHER}", "/v1/bundles/CON",
    "/v1/bundles/" + "a" * 5000, "/v1/bundles//receipt", "/office.json", "/", "/v1",
)  # fmt: skip


def test_junk_paths_do_not_exist_and_write_nothing(desk: Address, device: SigningKey) -> None:
    before = tree(desk.home.path)
    said = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    with session(desk, device) as line:
        for path in JUNK:
            for method in ("GET", "HEAD", "PATCH", "PUT", "DELETE", "POST"):
                answer = line.ask(method, path, b"x" if method in ("PATCH", "PUT", "POST") else None, said)
                assert answer.status in (404, 405), (method, path)
                assert b"office" not in answer.body
    assert tree(desk.home.path) == before


def test_lengths_and_names_that_are_none(desk: Address, device: SigningKey) -> None:
    with session(desk, device) as line:
        for length in ("", "-1", "0", "1e9", "0x10", "\u00b2", "9" * 40, "1.5"):
            assert begin(line, NAME, length).status in (400, 413), length
        for name in ("../../etc/passwd", "", NAME[:-1], NAME.upper(), "a" * 3000):
            assert begin(line, name, 10).status == 400, name
    assert list(desk.home.drop.iterdir()) == []


def test_another_version_another_kind_another_place_are_refused(desk: Address, device: SigningKey) -> None:
    with session(desk, device) as line:
        begin(line, NAME, 100)
        assert patch(line, NAME, 0, b"x" * 10, **{"Tus-Resumable": "0.2.0"}).status == 412
        assert patch(line, NAME, 0, b"x" * 10, **{"Content-Type": "text/plain"}).status == 415
        assert patch(line, OTHER, 0, b"x" * 10).status == 404
        for offset in ("5", "-1", "", "00", "0x0"):
            assert patch(line, NAME, offset, b"x" * 10).status == 409
        assert patch(line, NAME, 0, b"x" * 10).number("upload-offset") == 10
        assert patch(line, NAME, 0, b"x" * 10).status == 409  # the same piece again: its place is taken


def test_more_than_was_declared_is_refused(desk: Address, device: SigningKey) -> None:
    with session(desk, device) as line:
        begin(line, NAME, 100)
        said = patch(line, NAME, 0, b"x" * 101)
        assert (said.status, said.code) == (413, "E_SIZE")
    parts = list((desk.home.serving / "uploads").glob("*/*.part"))
    assert all(part.stat().st_size <= 100 for part in parts)


def test_a_bundle_over_the_limit_is_refused_before_a_byte_of_it(
    place: Place, device: SigningKey, piece: Piece
) -> None:
    let_serve(place)
    with serving(place.province, replace(LIMITS, bundle_bytes=999)) as desk:
        with pytest.raises(SyncError) as caught:
            send(desk, piece(1000), device)
        assert (caught.value.key, caught.value.code) == ("desk_limit", "E_LIMIT")
        assert list((desk.home.serving / "uploads").glob("*/*.part")) == []


def test_a_device_may_not_open_uploads_without_end(desk: Address, device: SigningKey) -> None:
    with session(desk, device) as line:
        answers = [begin(line, f"{at:064x}", 10).status for at in range(LIMITS.open_uploads + 2)]
        assert answers == [201] * LIMITS.open_uploads + [429] * 2
        assert begin(line, f"{0:064x}", 10).status == 201  # one that was begun can go on


def test_a_device_may_not_pile_up_bundles_that_nobody_received(
    place: Place, device: SigningKey, piece: Piece
) -> None:
    let_serve(place)
    with serving(place.province, replace(LIMITS, waiting=2)) as desk:
        for seed in (1, 2):
            send(desk, piece(100, seed), device)
        with pytest.raises(SyncError) as caught:
            send(desk, piece(100, 3), device)
        assert caught.value.code == "E_LIMIT"
        (desk.home.drop / piece(100, 1).name).unlink()
        assert send(desk, piece(100, 3), device)


def test_unfinished_uploads_are_thrown_away_after_their_time(desk: Address, device: SigningKey) -> None:
    with session(desk, device) as line:
        for at in range(LIMITS.open_uploads):
            begin(line, f"{at:064x}", 10)
        for part in (desk.home.serving / "uploads").glob("*/*.part"):
            os.utime(part, (1, 1))
        assert begin(line, NAME, 10).status == 201
    assert len(list((desk.home.serving / "uploads").glob("*/*.part"))) == 1


def test_a_disk_without_room_is_said_before_anything_is_sent(
    place: Place, device: SigningKey, piece: Piece
) -> None:
    let_serve(place)
    little = serving(place.province, free=lambda _: LIMITS.reserve_bytes + 500)
    with little as desk, pytest.raises(SyncError) as caught:
        send(desk, piece(1000), device)
    assert (caught.value.key, caught.value.code) == ("desk_full", "E_DISK")


def test_a_disk_that_fills_up_keeps_what_was_written_and_says_so(
    desk: Address, device: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = os.fsync

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with session(desk, device) as line:
        begin(line, NAME, 100)
        monkeypatch.setattr(os, "fsync", full)
        said = patch(line, NAME, 0, b"x" * 10)
        monkeypatch.setattr(os, "fsync", synced)
        assert (said.status, said.code) == (507, "E_DISK")
        assert begin(line, NAME, 100).status == 201
    assert list(desk.home.drop.iterdir()) == []


def test_the_name_appears_only_after_content_and_folder_were_synced(
    place: Place, device: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fieldsuite.config import Home
    from fieldsuite.server import shelf as module

    home, done = Home(place.province), list[str]()
    shelf = Shelf(home)
    upload = shelf.create("d" * 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 1)
    assert upload.path is not None
    upload.path.write_bytes(b"")
    synced, folder, moved = os.fsync, module.sync_folder, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append("file"), synced(handle))[1])
    monkeypatch.setattr(module, "sync_folder", lambda path: (done.append("folder"), folder(path))[1])
    monkeypatch.setattr(Path, "replace", lambda self, to: (done.append("name"), moved(self, to))[1])
    shelf.finish("d" * 64, upload)
    assert done[:3] == ["file", "name", "folder"]


def test_numbers_are_given_to_this_machine(desk: Address, device: SigningKey, piece: Piece) -> None:
    send(desk, piece(5000), device)
    with session(desk, device) as line:
        text = line.ask("GET", "/metrics").body.decode()
        begin(line, "x", 10)
        after = line.ask("GET", "/metrics").body.decode()
    assert "# TYPE fieldsuite_serve_uploads_total counter\nfieldsuite_serve_uploads_total 1\n" in text
    assert "fieldsuite_serve_received_bytes_total 5000\n" in text
    assert "fieldsuite_serve_bundles_waiting 1\n" in text
    assert 'fieldsuite_serve_refused_total{code="E_INPUT"} 1\n' in after


def test_the_log_names_no_person_and_no_address(desk: Address, device: SigningKey, piece: Piece) -> None:
    path = piece(5000)
    send(desk, path, device)
    assert {key for one in desk.events("arrived") for key in one} == {
        "at",
        "event",
        "device",
        "bundle",
        "bytes",
    }
    assert "127.0.0.1" not in desk.said.getvalue() and path.stem not in desk.said.getvalue()
