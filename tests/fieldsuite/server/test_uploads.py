"""Uploads that are cut, doubled, damaged, too long; and what lies at the desk afterwards."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from keys.ed25519 import SigningKey
from sync.errors import SyncError
from sync.upload import Delivered, Patience, Paused
from tests.doubles.upload_desk import Address, CutLine
from tests.fieldsuite.server.conftest import send

Piece = Callable[..., Path]


def arrived(desk: Address) -> list[str]:
    return sorted(path.name for path in desk.home.drop.iterdir())


def unfinished(desk: Address) -> list[Path]:
    return list((desk.home.serving / "uploads").glob("*/*.part"))


def test_an_upload_arrives_whole_under_its_digest(desk: Address, device: SigningKey, piece: Piece) -> None:
    path = piece(300_000)
    *_, last = send(desk, path, device)
    assert last == Delivered(path.stem, 300_000, already=False)
    assert (desk.home.drop / path.name).read_bytes() == path.read_bytes()
    assert unfinished(desk) == []


def test_the_same_file_again_is_not_sent_again(desk: Address, device: SigningKey, piece: Piece) -> None:
    path = piece(300_000)
    send(desk, path, device)
    *_, last = send(desk, path, device)
    assert last == Delivered(path.stem, 300_000, already=True)
    assert len(desk.events("arrived")) == 1


def test_cut_at_random_places_it_is_resumed_and_never_begun_anew(
    desk: Address, device: SigningKey, piece: Piece
) -> None:
    path, dice = piece(9_000_000), Random(7)
    cuts = [2_500, *(dice.randrange(300_000, 3_000_000) for _ in range(4))]
    with CutLine(desk.port, cuts) as line:
        steps = send(desk.over(line), path, device)
    assert isinstance(steps[-1], Delivered)
    assert len([step for step in steps if isinstance(step, Paused)]) == line.connections - 1 == len(cuts)
    assert (desk.home.drop / path.name).read_bytes() == path.read_bytes()
    offsets = [one["offset"] for one in desk.events("created")]
    assert offsets == sorted(offsets) and offsets[-1] > 2_000_000


def test_a_line_that_is_always_cut_ends_after_so_many_tries(
    desk: Address, device: SigningKey, piece: Piece
) -> None:
    path, slept = piece(9_000_000), list[float]()
    with CutLine(desk.port, [5_000_000, *[1_000] * 50]) as line, pytest.raises(SyncError) as caught:
        send(desk.over(line), path, device, sleep=slept.append)
    assert caught.value.code == "E_NETWORK"
    assert slept == [0.01, 0.02, 0.04, 0.05, 0.05] and line.connections == 6
    assert arrived(desk) == []


def test_a_desk_that_is_not_there_is_not_waited_for_long(
    desk: Address, device: SigningKey, piece: Piece
) -> None:
    slept = list[float]()
    with CutLine(desk.port, [1_000] * 50) as line, pytest.raises(SyncError) as caught:
        send(desk.over(line), piece(1000), device, sleep=slept.append)
    assert (caught.value.key, caught.value.code) == ("desk_unreachable", "E_NETWORK")
    assert slept == [0.01, 0.02] and line.connections == 3
    assert arrived(desk) == []


def test_one_file_from_several_clients_at_once_is_one_file(
    desk: Address, device: SigningKey, piece: Piece
) -> None:
    path, waiting = piece(6_000_000), Patience(tries=1000, first=0.02, longest=0.05)

    def one(_: int) -> object:
        return send(desk, path, device, patience=waiting, sleep=time.sleep)[-1]

    with ThreadPoolExecutor(6) as clients:
        ends = list(clients.map(one, range(6)))
    assert all(isinstance(end, Delivered) for end in ends)
    assert arrived(desk) == [path.name] and unfinished(desk) == []
    assert (desk.home.drop / path.name).read_bytes() == path.read_bytes()
    assert len(desk.events("arrived")) == 1


def test_other_bytes_than_the_name_says_are_refused_and_thrown_away(
    desk: Address, device: SigningKey, piece: Piece
) -> None:
    path = piece(200_000)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(SyncError) as caught:
        send(desk, path, device)
    assert (caught.value.key, caught.value.code) == ("source_damaged", "E_DISK")
    assert arrived(desk) == [] and unfinished(desk) == []


def test_bytes_damaged_at_the_desk_are_found_at_the_end_and_sent_anew(
    desk: Address, device: SigningKey, piece: Piece
) -> None:
    path = piece(5_000_000)
    with CutLine(desk.port, [3_000_000]) as line:

        def meanwhile(_: float) -> None:
            for part in unfinished(desk):
                with part.open("r+b") as file:
                    file.write(b"torn by a power cut")

        steps = send(desk.over(line), path, device, sleep=meanwhile)
    assert isinstance(steps[-1], Delivered)
    assert (desk.home.drop / path.name).read_bytes() == path.read_bytes()
