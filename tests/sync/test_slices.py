"""A file in slices: any order, any number of times, a stick pulled at every slice, and slices that lie."""

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sync.errors import SyncError
from sync.gather import Gathered, arriving, gather, waiting
from sync.partfile import PartFile
from sync.slice_index import MAIL_SLICE, USB_SLICE, SliceIndex, read_index, slices_of
from sync.slices import carry, cut
from sync.transport import SafeToPull
from tests.sync.world import World

SLICE = 7_000


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    (tmp_path / "outbox").mkdir()
    (tmp_path / "stick").mkdir()
    return World().bundle(tmp_path / "outbox", [bytes(range(256)) * 200, b"\xff\xd8 two"]).path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def join(paths: list[Path], to: Path) -> Gathered:
    """Everything about the one file that these slices are of."""
    ((file, slices),) = arriving(paths).items()
    *_, last = gather(file, slices, to / "shelf", to)
    assert isinstance(last, Gathered)
    return last


def test_slices_fit_on_fat32_and_into_a_mail() -> None:
    assert USB_SLICE < 2**32 - 1
    assert MAIL_SLICE * 4 // 3 < 12 * 2**20
    assert slices_of(64 * 2**30, MAIL_SLICE) <= 10_000


def test_a_file_goes_in_slices_and_comes_out_whole(bundle: Path, tmp_path: Path) -> None:
    *_, last = cut(bundle, tmp_path / "stick", SLICE)
    assert isinstance(last, SafeToPull)
    assert (last.digest, last.bytes) == (bundle.stem, bundle.stat().st_size)
    index = read_index(last.path.read_bytes())
    sizes = [(tmp_path / "stick" / index.slice_name(at)).stat().st_size for at in range(len(index.slices))]
    assert len(sizes) > 5 and sum(sizes) == index.size and set(sizes[:-1]) == {SLICE}
    done = join([tmp_path / "stick"], tmp_path / "in")
    assert (
        done.path is not None
        and done.path.read_bytes() == bundle.read_bytes()
        and done.path.name == bundle.name
    )
    assert names(tmp_path / "in" / "shelf") == []


def test_what_fits_into_a_slice_is_carried_whole(bundle: Path, tmp_path: Path) -> None:
    list(carry(bundle, tmp_path / "stick"))
    assert names(tmp_path / "stick") == [bundle.name]
    list(carry(bundle, tmp_path / "stick", slice_bytes=SLICE))
    assert len(names(tmp_path / "stick")) > 5


@pytest.mark.parametrize("seed", range(12))
def test_slices_arrive_in_any_order_doubled_and_by_many_mails(
    bundle: Path, tmp_path: Path, seed: int
) -> None:
    """The index may be the last to come; every mail is opened by itself."""
    list(cut(bundle, tmp_path / "stick", SLICE))
    random, mails = Random(seed), sorted((tmp_path / "stick").iterdir())
    total = len(mails) - 1
    order = mails + random.sample(mails, 4)
    random.shuffle(order)
    last, seen = None, set()
    for mail in order:
        last = join([mail], tmp_path / "in")
        seen.add(mail.name)
        assert (last.path is not None) == (len(seen) == total + 1)
        if last.total and last.path is None:
            assert last.have + len(last.missing) == last.total == total
    assert last is not None and last.path is not None and last.path.read_bytes() == bundle.read_bytes()


def test_what_is_missing_is_named_and_waits(bundle: Path, tmp_path: Path) -> None:
    list(cut(bundle, tmp_path / "stick", SLICE))
    for number in (2, 5):
        (tmp_path / "stick" / f"{bundle.stem}.{number:04d}").unlink()
    one = join([tmp_path / "stick"], tmp_path / "in")
    assert (one.path, one.missing) == (None, (2, 5))
    assert waiting(tmp_path / "in" / "shelf") == (one,)
    assert waiting(tmp_path / "nowhere") == ()


def test_slices_that_lie_are_never_used_and_are_in_nobodys_way(bundle: Path, tmp_path: Path) -> None:
    """A changed slice, one of another number, a cut one; an index of another file, of wrong slices, and rubbish."""
    stick = tmp_path / "stick"
    list(cut(bundle, stick, SLICE))
    index = read_index((stick / f"{bundle.stem}.fosi").read_bytes())
    bad = tmp_path / "bad"
    bad.mkdir()
    one, two = (stick / index.slice_name(at) for at in (0, 1))
    (bad / one.name).write_bytes(two.read_bytes())
    (bad / two.name).write_bytes(two.read_bytes()[:-1])
    swapped = SliceIndex(index.file, index.size, index.slice, index.slices[::-1])
    (bad / f"{bundle.stem}.fosi").write_bytes(swapped.data)
    assert join([bad], tmp_path / "in").path is None
    for data in (b"rubbish", b"{}", SliceIndex("a" * 64, 1, 1, ("b" * 64,)).data, b"[" * 9_000):
        (bad / f"{bundle.stem}.fosi").write_bytes(data)
        assert join([bad], tmp_path / "in").path is None
    whole = join([stick], tmp_path / "in")
    assert whole.path is not None and whole.path.read_bytes() == bundle.read_bytes()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"v": 2}, "E_VERSION"), ({"v": True}, "E_VERSION"), ({"slices": []}, "E_SCHEMA"), ({"size": -1}, "E_SCHEMA"),
        ({"slice": 0}, "E_SCHEMA"), ({"file": "../x"}, "E_SCHEMA"), ({"slices": ["x"] * 8}, "E_SCHEMA"),
        ({"size": 2**50}, "E_SCHEMA"), ({"extra": 1}, "E_SCHEMA"), ({"slices": "x"}, "E_SCHEMA"),
    ],
)  # fmt: skip
def test_an_index_that_says_something_else(change: dict[str, Any], code: str) -> None:
    from sync.canonical import encode

    value = {"v": 1, "file": "a" * 64, "size": 8, "slice": 1, "slices": ["b" * 64] * 8, **change}
    with pytest.raises(SyncError, match=code):
        read_index(encode(value))


@pytest.fixture
def pulled(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Pulls the stick at the so-manieth write, sync or rename; what was given a name is noted."""
    left, named = [10**9], []
    write, read_back, finish = PartFile.write, PartFile.read_back, PartFile.finish

    def gone() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise SyncError("cannot_write", code="E_DISK", path="stick", problem=os.strerror(errno.ENODEV))

    def wrote(self: PartFile, data: bytes) -> None:
        gone()
        write(self, data)

    def synced(self: PartFile) -> Any:
        gone()
        return read_back(self)

    def finished(self: PartFile, name: str) -> Path:
        gone()
        named.append(name)
        return finish(self, name)

    monkeypatch.setattr(PartFile, "write", wrote)
    monkeypatch.setattr(PartFile, "read_back", synced)
    monkeypatch.setattr(PartFile, "finish", finished)

    def at(count: int) -> list[str]:
        left[0] = count
        named.clear()
        return named

    return at


def test_d57_usb_pulled_at_every_slice(
    bundle: Path, tmp_path: Path, pulled: Callable[[int], list[str]]
) -> None:
    """Never called safe, everything resumed, and at most one slice sent again, wherever it is pulled."""
    pulled(10**9)
    complete = tmp_path / "complete"
    complete.mkdir()
    list(cut(bundle, complete, SLICE))
    slices = len(names(complete)) - 1
    pulls = 0
    while True:
        stick = tmp_path / f"stick{pulls}"
        stick.mkdir()
        before = list(pulled(pulls))
        steps = []
        try:
            for step in cut(bundle, stick, SLICE):
                steps.append(step)  # noqa: PERF402  what came before the pull is looked at
        except SyncError:
            assert not [step for step in steps if isinstance(step, SafeToPull)]
        else:
            break
        before = [name for name in names(stick) if not name.endswith(".part")]
        again = pulled(10**9)
        *_, last = cut(bundle, stick, SLICE)
        assert isinstance(last, SafeToPull)
        assert not set(again) & set(before), "a slice that was there is written again"
        assert len(before) + len(again) == slices + 1
        assert [(stick / name).read_bytes() for name in names(complete)] == [
            (complete / name).read_bytes() for name in names(complete)
        ]
        pulls += 1
    assert pulls >= 3 * slices


def test_d58_a_stick_that_lies_is_never_called_safe_and_keeps_no_false_slice(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, count = PartFile.write, [0]

    def lying(self: PartFile, data: bytes) -> None:
        write(self, data)
        count[0] += 1
        if count[0] == 4:
            self._file.seek(0)
            self._file.write(b"\0")
            self._file.seek(0, os.SEEK_END)

    monkeypatch.setattr(PartFile, "write", lying)
    steps: list[object] = []
    with pytest.raises(SyncError, match="medium_lies"):
        for step in cut(bundle, tmp_path / "stick", SLICE):
            steps.append(step)  # noqa: PERF402  what came before the error is looked at
    assert not [step for step in steps if isinstance(step, SafeToPull)]
    index = read_index((tmp_path / "stick" / f"{bundle.stem}.fosi").read_bytes())
    for name in names(tmp_path / "stick")[:-1]:
        data = (tmp_path / "stick" / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == index.slices[int(name[-4:])]


def test_a_slice_that_rotted_on_the_stick_is_written_again(bundle: Path, tmp_path: Path) -> None:
    list(cut(bundle, tmp_path / "stick", SLICE))
    rotten = tmp_path / "stick" / f"{bundle.stem}.0003"
    rotten.write_bytes(rotten.read_bytes()[:-1] + b"\0")
    list(cut(bundle, tmp_path / "stick", SLICE))
    assert join([tmp_path / "stick"], tmp_path / "in").path is not None


def test_a_bundle_that_rotted_on_the_own_disk_is_not_cut(bundle: Path, tmp_path: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-1] + b"\0")
    with pytest.raises(SyncError, match="source_damaged"):
        list(cut(bundle, tmp_path / "stick", SLICE))
    with pytest.raises(SyncError, match="E_LIMIT"):
        list(cut(bundle, tmp_path / "stick", 1))
    with pytest.raises(SyncError, match="cannot_read"):
        list(carry(tmp_path / "gone.fosb", tmp_path / "stick"))
    assert names(tmp_path / "stick") == []


def test_a_stick_that_is_full_says_so_and_goes_on_when_there_is_room(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, write = [3 * SLICE], PartFile.write

    def full(self: PartFile, data: bytes) -> None:
        room[0] -= len(data)
        if room[0] < 0:
            raise SyncError("disk_full", code="E_DISK", path="stick", problem=os.strerror(errno.ENOSPC))
        write(self, data)

    monkeypatch.setattr(PartFile, "write", full)
    with pytest.raises(SyncError, match="disk_full"):
        list(cut(bundle, tmp_path / "stick", SLICE))
    assert not [name for name in names(tmp_path / "stick") if name.endswith(".part")]
    room[0] = 10**9
    list(cut(bundle, tmp_path / "stick", SLICE))
    assert join([tmp_path / "stick"], tmp_path / "in").path is not None
