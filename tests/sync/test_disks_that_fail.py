"""Full, pulled, read-only and lying disks: nothing is lost, no part is left, nobody is told it is safe."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from sync.contents import Contents, Evidence, Packed
from sync.errors import SyncError
from sync.pack import pack
from sync.partfile import PartFile
from sync.transport import Copying, SafeToPull, copy_to, find_files
from tests.sync.world import World, packed, piece

PICTURE = b"\xff\xd8" + b"p" * 1_000_000


class FullDisk:
    """A file that takes so many bytes and then says what a full disk says."""

    def __init__(self, file: Any, room: int, code: int = errno.ENOSPC) -> None:
        self.file, self.room, self.code = file, room, code

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(self.code, os.strerror(self.code))
        return int(self.file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Gives the disk room for so many bytes; None frees it again."""
    enter = PartFile.__enter__

    def room(size: int | None, code: int = errno.ENOSPC) -> None:
        def entered(self: PartFile) -> PartFile:
            part = enter(self)
            if size is not None:
                part._file = FullDisk(part._file, size, code)  # type: ignore[assignment]
            return part

        monkeypatch.setattr(PartFile, "__enter__", entered)

    return room


def contents(world: World) -> Contents:
    return Contents(records=world.records([PICTURE]), evidence=[piece(PICTURE)])


@pytest.mark.parametrize("room", [0, 100, 2_000, 300_000, 1_000_000])
def test_a_full_disk_leaves_no_part_and_packing_works_once_there_is_room(
    tmp_path: Path, disk: Callable[..., None], room: int
) -> None:
    world = World()
    disk(room)
    with pytest.raises(SyncError) as caught:
        packed(contents(world), world.origin(), world.signers, [world.desk], tmp_path)
    assert (caught.value.key, caught.value.code) == ("disk_full", "E_DISK")
    assert list(tmp_path.iterdir()) == []
    disk(None)
    made = packed(contents(world), world.origin(), world.signers, [world.desk], tmp_path)
    assert len(world.open(made.path, tmp_path / "in").records) == 3


def test_stopping_early_leaves_nothing(tmp_path: Path) -> None:
    world = World()
    for stop_after in range(1, 5):
        steps = pack(contents(world), world.origin(), world.signers, [world.desk.public], tmp_path)
        for _ in range(stop_after):
            next(steps)
        steps.close()  # type: ignore[attr-defined]
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    world = World()
    with pytest.raises(SyncError, match="cannot_write"):
        packed(contents(world), world.origin(), world.signers, [world.desk], tmp_path / "pulled")


def evidence(data: bytes, opener: Callable[[], BinaryIO]) -> Evidence:
    made = piece(data)
    return Evidence(made.sha256, made.size, made.type, opener)


def gone() -> BinaryIO:
    raise FileNotFoundError(errno.ENOENT, "gone")


@pytest.mark.parametrize(
    ("opener", "key"),
    [
        (lambda: io.BytesIO(PICTURE[:-1]), "pack_evidence_changed"),
        (lambda: io.BytesIO(PICTURE + b"x"), "pack_evidence_changed"),
        (lambda: io.BytesIO(PICTURE[::-1]), "pack_evidence_changed"),
        (gone, "pack_evidence_unreadable"),
    ],
)
def test_evidence_that_changed_since_it_was_captured_is_not_packed(
    tmp_path: Path, opener: Callable[[], BinaryIO], key: str
) -> None:
    world = World()
    changed = Contents(records=world.records([PICTURE]), evidence=[evidence(PICTURE, opener)])
    with pytest.raises(SyncError) as caught:
        packed(changed, world.origin(), world.signers, [world.desk], tmp_path)
    assert (caught.value.key, caught.value.code) == (key, "E_EVIDENCE")
    assert list(tmp_path.iterdir()) == []


def test_the_sender_refuses_what_every_reader_would_refuse(tmp_path: Path) -> None:
    world = World()
    one, two, three = world.records([])
    cases: list[tuple[Contents, str]] = [
        (Contents(records=[one, three]), "E_CHAIN"),
        (Contents(records=[two]), "E_CHAIN"),
        (Contents(records=[world.record(1, device="a" * 64)]), "E_CHAIN"),
        (Contents(records=[one], evidence=[piece(PICTURE)]), "E_EVIDENCE"),
        (Contents(records=world.records([PICTURE])), "E_EVIDENCE"),
        (Contents(records=world.records([PICTURE]), evidence=[piece(PICTURE)] * 2), "E_EVIDENCE"),
        (Contents(records=world.records([PICTURE]), evidence=[piece(PICTURE, "text/html")]), "E_SCHEMA"),
    ]
    for made, code in cases:
        with pytest.raises(SyncError) as caught:
            packed(made, world.origin(), world.signers, [world.desk], tmp_path)
        assert caught.value.code == code
    for people in ([], [world.desk, world.desk]):
        with pytest.raises(SyncError, match="E_RECIPIENT"):
            packed(Contents(), world.origin(), world.signers, people, tmp_path)
    assert list(tmp_path.iterdir()) == []


def copied(path: Path, folder: Path) -> list[Copying | SafeToPull]:
    return list(copy_to(path, folder))


@pytest.fixture
def sealed(tmp_path: Path) -> Packed:
    (tmp_path / "outbox").mkdir()
    (tmp_path / "stick").mkdir()
    world = World()
    return packed(contents(world), world.origin(), world.signers, [world.desk], tmp_path / "outbox")


def test_a_stick_is_safe_to_pull_only_after_everything_was_read_back(tmp_path: Path, sealed: Packed) -> None:
    steps = copied(sealed.path, tmp_path / "stick")
    assert [type(one).__name__ for one in steps].index("SafeToPull") == len(steps) - 1
    stages = [one.stage for one in steps if isinstance(one, Copying)]
    assert stages == sorted(stages, reverse=True)
    assert set(stages) == {"writing", "reading_back"}
    last = steps[-1]
    assert isinstance(last, SafeToPull)
    assert (last.digest, last.bytes) == (sealed.digest, sealed.bytes)
    assert last.path.read_bytes() == sealed.path.read_bytes()


def test_the_same_file_again_is_written_again(tmp_path: Path, sealed: Packed) -> None:
    copied(sealed.path, tmp_path / "stick")
    copied(sealed.path, tmp_path / "stick")
    assert find_files(tmp_path / "stick") == (tmp_path / "stick" / sealed.path.name,)


def test_d58_a_stick_that_gives_other_bytes_back_is_never_called_safe(
    tmp_path: Path, sealed: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = PartFile.write

    def lying(self: PartFile, data: bytes) -> None:
        write(self, data)
        self._file.seek(0)
        self._file.write(b"\0")
        self._file.seek(0, os.SEEK_END)

    monkeypatch.setattr(PartFile, "write", lying)
    steps = []
    with pytest.raises(SyncError) as caught:
        for step in copy_to(sealed.path, tmp_path / "stick"):
            steps.append(step)  # noqa: PERF402  what came before the error is looked at
    assert (caught.value.key, caught.value.code) == ("medium_lies", "E_DISK")
    assert not [one for one in steps if isinstance(one, SafeToPull)]
    assert list((tmp_path / "stick").iterdir()) == []
    assert sealed.path.is_file()


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EFBIG, "file_too_large"),
        (errno.EROFS, "read_only"),
        (errno.EIO, "cannot_write"),
    ],
)
def test_d59_a_stick_that_fails_says_how(
    tmp_path: Path, sealed: Packed, disk: Callable[..., None], code: int, key: str
) -> None:
    disk(5_000, code)
    with pytest.raises(SyncError) as caught:
        copied(sealed.path, tmp_path / "stick")
    assert (caught.value.key, caught.value.code) == (key, "E_DISK")
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_bundle_that_rotted_on_the_own_disk_is_not_carried(tmp_path: Path, sealed: Packed) -> None:
    sealed.path.write_bytes(sealed.path.read_bytes()[:-1] + b"\0")
    with pytest.raises(SyncError, match="source_damaged"):
        copied(sealed.path, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_parts_hidden_files_folders_and_links_on_a_stick_are_not_bundles(tmp_path: Path) -> None:
    for name in ("a.fosb", "b.fosb", "c.fosb.part", "._a.fosb", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "d.fosb").mkdir()
    (tmp_path / "e.fosb").symlink_to(tmp_path / "a.fosb")
    assert [one.name for one in find_files(tmp_path)] == ["a.fosb", "b.fosb"]
    with pytest.raises(SyncError, match="cannot_read"):
        find_files(tmp_path / "pulled")


def test_a_disk_that_fills_while_evidence_is_taken_out_leaves_nothing(
    tmp_path: Path, sealed: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def full(self: Path, *words: Any, **more: Any) -> Any:
        file = opened(self, *words, **more)
        if not words or words[0] != "xb":
            return file
        write = file.write
        guard = FullDisk(file, 10_000)
        guard.file = type("Inner", (), {"write": staticmethod(write)})()

        class Opened:
            def __enter__(self) -> FullDisk:
                return guard

            def __exit__(self, *_: object) -> None:
                file.close()

        return Opened()

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(SyncError) as caught:
        World().open(sealed.path, tmp_path / "in")
    assert (caught.value.key, caught.value.code) == ("disk_full", "E_DISK")
    assert list((tmp_path / "in").iterdir()) == []
