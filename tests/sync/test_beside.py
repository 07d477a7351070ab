"""What is done beside the work is done in order, and what goes wrong there is not lost."""

import hashlib
import resource
from pathlib import Path

import pytest

from sync.errors import SyncError
from sync.hashing import INLINE, Beside, SideHash
from sync.partfile import PartFile

MIB = 1024**2


def test_a_large_file_has_the_digest_of_its_bytes_in_their_order() -> None:
    pieces = [bytes([number]) * MIB for number in range(9)]
    with SideHash(b"head") as seen:
        for piece in pieces:
            seen.give(memoryview(piece))
        digest = seen.hexdigest()
        seen.give(b"more")
        assert seen.hexdigest() == hashlib.sha256(b"head" + b"".join(pieces) + b"more").hexdigest()
    assert digest == hashlib.sha256(b"head" + b"".join(pieces)).hexdigest()


def test_what_fails_in_the_thread_is_raised_where_the_bytes_come_from_and_nothing_comes_after_it() -> None:
    done: list[int] = []

    def work(data: bytes | memoryview) -> None:
        done.append(data[0])
        if data[0] == 6:
            raise OSError("full")

    with pytest.raises(OSError, match="full"), Beside(work) as beside:
        for number in range(12):
            beside.give(bytes([number]) * MIB)
        beside.wait()
    assert done == [0, 1, 2, 3, 4, 5, 6]


def test_d54_a_disk_that_fills_up_in_the_middle_of_a_large_file_is_a_sentence_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.raises(SyncError) as caught:
        resource.setrlimit(resource.RLIMIT_FSIZE, (INLINE + 3 * MIB, before[1]))
        try:
            with PartFile(tmp_path, "large") as part:
                for _ in range(12):
                    part.write(bytes(MIB))
                list(part.read_back())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (caught.value.key, caught.value.code) == ("file_too_large", "E_DISK")
    assert list(tmp_path.iterdir()) == []
