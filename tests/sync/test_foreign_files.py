"""Files that are none of ours, and files that are not there."""

import base64
import gzip
import io
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import SyncError
from sync.header import MAGIC
from sync.open import inspect
from tests.sync.refusals import refused
from tests.sync.world import World


def foreign() -> list[tuple[str, bytes]]:
    packed, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("manifest.json", "{}")
    with tarfile.open(fileobj=tarred, mode="w") as file:
        file.addfile(tarfile.TarInfo("x"))
    return [
        ("zip", packed.getvalue()), ("tar", tarred.getvalue()), ("gzip", gzip.compress(b"x" * 99)), ("empty", b""),
        ("age", b"age-encryption.org/v1\n-> X25519 " + base64.b64encode(bytes(32)) + b"\n"),
        ("png", b"\x89PNG\r\n\x1a\n" + bytes(64)), ("zeros", bytes(4096)), ("json", b'{"v":1}'),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), foreign(), ids=[one[0] for one in foreign()])
def test_a23_a_file_of_somebody_elses(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "lie").write_bytes(data)
    refused(World(), tmp_path / "lie", "E_MAGIC", tmp_path / "in")
    with pytest.raises(SyncError, match="E_MAGIC"):
        inspect(tmp_path / "lie")


def test_a_file_that_is_not_there_and_one_that_is_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.fosb", tmp_path):
        with pytest.raises(SyncError, match="cannot_read"):
            World().open(path, tmp_path / "in")
        with pytest.raises(SyncError, match="cannot_read"):
            inspect(path)


@given(st.binary(max_size=400))
def test_inspect_answers_or_refuses_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    for start in (b"", MAGIC, MAGIC + struct.pack(">I", max(1, len(data)))):
        path.write_bytes(start + data)
        with pytest.raises(SyncError):
            inspect(path)
