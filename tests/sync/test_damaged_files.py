"""Outer attacks: the bytes of a sealed file changed by accident or on purpose."""

import json
import resource
import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.errors import SyncError
from sync.header import MAGIC
from tests.sync.forge import forge, jcs
from tests.sync.refusals import refused
from tests.sync.world import World

PICTURES = (b"\xff\xd8" + bytes(range(256)) * 150, b"\xff\xd8 small")
"""The first spans three chunks of 16 KiB."""
ANY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return World().bundle(tmp_path_factory.mktemp("good"), PICTURES).path.read_bytes()


@pytest.fixture(scope="module")
def world() -> World:
    """One trust for all of them: building it is not what is tested."""
    made = World()
    trust = made.trust()
    made.trust = lambda **more: trust  # type: ignore[method-assign]
    return made


def lies(world: World, data: bytes, folder: Path, code: Any, **more: Any) -> None:
    path = folder / "lie"
    path.write_bytes(data)
    refused(world, path, code, folder / "in", **more)


def parts(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and stream of a file."""
    (length,) = struct.unpack(">I", data[8:12])
    return json.loads(data[12 : 12 + length]), data[12 + length :]


def joined(header: dict[str, Any], stream: bytes) -> bytes:
    """A file with this header, its size being right."""
    for _ in range(3):
        header["size"] = 12 + len(jcs(header)) + len(stream)
    return MAGIC + struct.pack(">I", len(jcs(header))) + jcs(header) + stream


@ANY
@given(st.data())
def test_a01_cut_off_anywhere(good: bytes, world: World, tmp_path: Path, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(good) - 1))
    lies(world, good[:at], tmp_path, "E_MAGIC" if at < 8 else "E_SIZE")


@pytest.mark.parametrize("at", [0, 1, 7, 8, 11, 12, 13, 200])
def test_cut_off_in_the_first_bytes(good: bytes, world: World, tmp_path: Path, at: int) -> None:
    lies(world, good[:at], tmp_path, "E_MAGIC" if at < 8 else "E_SIZE")


@ANY
@given(st.data())
def test_cut_off_by_somebody_who_corrects_the_size(
    good: bytes, world: World, tmp_path: Path, data: st.DataObject
) -> None:
    header, stream = parts(good)
    at = data.draw(st.integers(72, len(stream) - 1))
    lies(world, joined(header, stream[:at]), tmp_path, "E_AEAD")


@ANY
@given(st.data())
def test_a02_one_bit_flipped_anywhere(good: bytes, world: World, tmp_path: Path, data: st.DataObject) -> None:
    at, bit = data.draw(st.integers(0, len(good) - 1)), data.draw(st.integers(0, 7))
    changed = bytearray(good)
    changed[at] ^= 1 << bit
    path = tmp_path / "flipped"
    path.write_bytes(changed)
    with pytest.raises(SyncError):
        world.open(path, tmp_path / "in")


def test_a02_every_bit_of_the_header_flipped(good: bytes, world: World, tmp_path: Path) -> None:
    (length,) = struct.unpack(">I", good[8:12])
    path = tmp_path / "flipped"
    for at in range(12 + length):
        for bit in (0, 3, 7) if at > 12 else range(8):
            changed = bytearray(good)
            changed[at] ^= 1 << bit
            path.write_bytes(changed)
            with pytest.raises(SyncError):
                world.open(path, tmp_path / "in")


@ANY
@given(st.data())
def test_a03_runs_inserted_deleted_zeroed_or_doubled(
    good: bytes, world: World, tmp_path: Path, data: st.DataObject
) -> None:
    header, stream = parts(good)
    at = data.draw(st.integers(0, len(stream) - 1))
    run = data.draw(st.integers(1, min(20_000, len(stream) - at)))
    how = data.draw(st.sampled_from(["insert", "delete", "zero", "double"]))
    piece = stream[at : at + run]
    changed = {
        "insert": stream[:at] + b"\xaa" * run + stream[at:],
        "delete": stream[:at] + stream[at + run :],
        "zero": stream[:at] + bytes(run) + stream[at + run :],
        "double": stream[:at] + piece + stream[at:],
    }[how]
    if changed != stream:
        lies(world, joined(header, changed), tmp_path, ("E_AEAD", "E_SIZE"))


def test_a04_a05_bytes_or_another_bundle_after_the_end(good: bytes, world: World, tmp_path: Path) -> None:
    for tail in (b"\0", b"\n", b"x" * 16, good):
        lies(world, good + tail, tmp_path, "E_SIZE")


def test_a04_bytes_after_the_end_by_somebody_who_corrects_the_size(
    good: bytes, world: World, tmp_path: Path
) -> None:
    header, stream = parts(good)
    for tail in (b"\0", b"x" * 16, b"x" * 16_400, stream):
        lies(world, joined(header, stream + tail), tmp_path, "E_AEAD")


def test_a07_chunks_of_16_kib_reordered(good: bytes, world: World, tmp_path: Path) -> None:
    header, stream = parts(good)
    first, second, rest = stream[56 : 56 + 16400], stream[56 + 16400 : 56 + 32800], stream[56 + 32800 :]
    lies(world, joined(header, stream[:56] + second + first + rest), tmp_path, "E_AEAD")


def test_a08_the_last_chunk_removed_on_its_border(good: bytes, world: World, tmp_path: Path) -> None:
    header, stream = parts(good)
    lies(world, joined(header, stream[: 56 + 16400 * ((len(stream) - 56) // 16400)]), tmp_path, "E_AEAD")


def test_a06_the_stream_of_one_under_the_header_of_another(world: World, tmp_path: Path) -> None:
    one = parts(world.bundle(tmp_path, PICTURES).path.read_bytes())
    two = parts(world.bundle(tmp_path, PICTURES).path.read_bytes())
    lies(world, joined(one[0], two[1]), tmp_path, "E_AEAD")


def test_a09_text_mode_transfers(good: bytes, world: World, tmp_path: Path) -> None:
    lies(world, good.replace(b"\r\n", b"\n"), tmp_path, "E_MAGIC")
    lies(world, good.replace(b"\n", b"\r\n"), tmp_path, "E_MAGIC")
    lies(world, bytes(byte & 0x7F for byte in good), tmp_path, "E_MAGIC")
    lies(world, good.decode("latin-1").encode(), tmp_path, "E_MAGIC")


@pytest.mark.parametrize("length", [0, 65_537, 2**31, 2**32 - 1])
def test_a10_a_header_length_that_lies_costs_no_memory(
    good: bytes, world: World, tmp_path: Path, length: int
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lies(world, good[:8] + struct.pack(">I", length) + good[12:], tmp_path, "E_LIMIT")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1024, "KiB"


@pytest.mark.parametrize("by", [-1, 1, -(2**20)])
def test_a11_a_size_that_lies(good: bytes, world: World, tmp_path: Path, by: int) -> None:
    header, stream = parts(good)
    header["size"] += by
    raw = MAGIC + struct.pack(">I", len(jcs(header))) + jcs(header) + stream
    lies(world, raw, tmp_path, ("E_SIZE", "E_SCHEMA"))


@pytest.mark.parametrize(
    ("size", "code"), [(2**63, "E_CANON"), (2**53 - 1, "E_LIMIT"), (-1, "E_SCHEMA"), (0, "E_SCHEMA"), (1.5, "E_CANON"),
                       (True, "E_SCHEMA"), ("12", "E_SCHEMA"), (None, "E_SCHEMA")],
)  # fmt: skip
def test_a11_a_size_that_is_none(good: bytes, world: World, tmp_path: Path, size: Any, code: str) -> None:
    header, stream = parts(good)
    header["size"] = size
    lies(world, MAGIC + struct.pack(">I", len(jcs(header))) + jcs(header) + stream, tmp_path, code)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"v": 0}, "E_VERSION"), ({"v": 2}, "E_VERSION"), ({"v": True}, "E_VERSION"), ({"v": "1"}, "E_VERSION"),
        ({"critical": 1}, "E_SCHEMA"), ({"bundle": "../x"}, "E_SCHEMA"), ({"to": []}, "E_SCHEMA"),
        ({"to": [{"kid": "a" * 64}]}, "E_SCHEMA"), ({"to": [{"kid": "a" * 64, "enc": "QR=="}]}, "E_CANON"),
        ({"to": [{"kid": "A" * 64, "enc": "QQ=="}]}, "E_SCHEMA"),
        ({"to": [{"kid": "a" * 64, "enc": "QQ=="}]}, "E_RECIPIENT"),
        ({"suite": "1"}, "E_SCHEMA"), ({"suite": 9}, "E_SUITE"),
    ],
)  # fmt: skip
def test_a20_a_header_that_says_something_else(
    good: bytes, world: World, tmp_path: Path, change: dict[str, Any], code: str
) -> None:
    header, stream = parts(good)
    lies(world, joined({**header, **change}, stream), tmp_path, code)


def test_a16_a17_a18_a_header_spelled_otherwise(good: bytes, world: World, tmp_path: Path) -> None:
    header, stream = parts(good)
    for spelled in (
        json.dumps(header).encode(),
        json.dumps(dict(reversed(header.items())), separators=(",", ":")).encode(),
        jcs(header)[:-1] + b',"v":1}',
        b"\xef\xbb\xbf" + jcs(header),
        jcs(header).replace(b'"v"', b'"\\u0076"'),
        b"[" * 60_000,
        b"[]",
    ):
        raw = MAGIC + struct.pack(">I", len(spelled)) + spelled + stream
        lies(world, raw, tmp_path, "E_CANON")


def test_a20_a_format_of_tomorrow_is_named_as_such(good: bytes, world: World, tmp_path: Path) -> None:
    lies(world, good[:5] + b"2" + good[6:], tmp_path, "E_VERSION")


def test_a_damaged_file_is_called_damaged_whatever_else_is_wrong_with_it(
    world: World, tmp_path: Path
) -> None:
    """The manifest is unsigned, the last byte is broken: E_AEAD stands before E_SIGNATURE."""
    path = forge(world, tmp_path / "a", signers=())
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    lies(world, bytes(data), tmp_path, "E_AEAD")
