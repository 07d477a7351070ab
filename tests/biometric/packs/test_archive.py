"""A pack travels as one file: what arrives is what was signed, or nothing is written that could be used."""

import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biometric.errors import ModelMissing, PackRefused
from biometric.packs.archive import MOST_SIGNED, read_signed, unpack, write_archive
from biometric.packs.manifest import MANIFEST_NAME, Manifest
from biometric.packs.pack import Pack
from tests.doubles.model_packs import pack_of, sface_weights

SIGNED = b"signed"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return pack_of(sface_weights(tmp_path_factory.mktemp("weights")), "sface")


@pytest.fixture
def file(pack: Pack, tmp_path: Path) -> Path:
    path = tmp_path / "sface.fspack"
    write_archive(path, SIGNED, pack.folder, pack.manifest)
    return path


def taken(path: Path, manifest: Manifest, folder: Path) -> list[str]:
    folder.mkdir()
    unpack(path, manifest, folder)
    return sorted(one.name for one in folder.iterdir())


def rewritten(file: Path, to: Path, change: dict[str, bytes], *, kind: int = zipfile.ZIP_STORED) -> Path:
    """The same archive with members changed, added, or (empty) left out."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(to, "w", kind) as new:
        for name in old.namelist():
            if change.get(name, b"-") != b"":
                new.writestr(name, change.get(name, old.read(name)))
        for name in set(change) - set(old.namelist()):
            new.writestr(name, change[name])
    return to


def refused(path: Path, manifest: Manifest, folder: Path) -> str:
    with pytest.raises(PackRefused) as error:
        read_signed(path)
        taken(path, manifest, folder)
    return error.value.code


def test_what_was_written_is_what_arrives(pack: Pack, file: Path, tmp_path: Path) -> None:
    assert read_signed(file) == SIGNED
    assert taken(file, pack.manifest, tmp_path / "to") == ["face_detection.onnx", "face_recognition.onnx"]
    Pack(tmp_path / "to", pack.manifest).check()
    again = tmp_path / "again.fspack"
    write_archive(again, SIGNED, pack.folder, pack.manifest)
    assert again.read_bytes() == file.read_bytes()


def test_an_unpacked_folder_is_taken_like_the_file(pack: Pack, file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "folder")
    assert read_signed(tmp_path / "folder") == SIGNED
    assert len(taken(tmp_path / "folder", pack.manifest, tmp_path / "to")) == 2


def test_attack_a_file_on_the_stick_was_exchanged(pack: Pack, file: Path, tmp_path: Path) -> None:
    size = pack.manifest.files[0].size
    other = {pack.manifest.files[0].name: b"x" * size}
    assert refused(rewritten(file, tmp_path / "a", other), pack.manifest, tmp_path / "1") == "E_EVIDENCE"
    longer = {pack.manifest.files[0].name: b"x" * (size + 1)}
    assert refused(rewritten(file, tmp_path / "b", longer), pack.manifest, tmp_path / "2") == "E_SIZE"
    missing = {pack.manifest.files[0].name: b""}
    assert refused(rewritten(file, tmp_path / "c", missing), pack.manifest, tmp_path / "3") == "E_EVIDENCE"


@pytest.mark.parametrize("name", ["../evil.py", "/tmp/evil.py", "custom.py", "a/../../evil", "..\\evil.py"])
def test_attack_a_member_that_leads_out_of_the_folder(
    pack: Pack, file: Path, tmp_path: Path, name: str
) -> None:
    path = rewritten(file, tmp_path / "a", {name: b"import os"})
    assert refused(path, pack.manifest, tmp_path / "deep") == "E_EVIDENCE"
    assert list((tmp_path / "deep").iterdir()) == [] and not (tmp_path / "evil.py").exists()


def test_attack_a_bomb_is_refused_before_it_is_unpacked(pack: Pack, file: Path, tmp_path: Path) -> None:
    bomb = {pack.manifest.files[0].name: b"\0" * 10_000_000}
    path = rewritten(file, tmp_path / "a", bomb, kind=zipfile.ZIP_DEFLATED)
    assert refused(path, pack.manifest, tmp_path / "1") == "E_MAGIC"
    many = {f"f{number}": b"x" for number in range(40)}
    assert refused(rewritten(file, tmp_path / "b", many), pack.manifest, tmp_path / "2") == "E_LIMIT"
    large = {MANIFEST_NAME: b"x" * (MOST_SIGNED + 1)}
    assert refused(rewritten(file, tmp_path / "c", large), pack.manifest, tmp_path / "3") == "E_LIMIT"


def test_attack_a_declared_size_that_is_a_lie(pack: Pack, file: Path, tmp_path: Path) -> None:
    """The table of contents says 4 GB; nothing of that size is ever asked for."""
    data = bytearray(file.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 0xFFFFFFF0)
    (tmp_path / "a").write_bytes(data)
    assert refused(tmp_path / "a", pack.manifest, tmp_path / "1") == "E_LIMIT"


def test_attack_two_members_of_one_name(pack: Pack, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(file.read_bytes())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(MANIFEST_NAME, b"another")
    assert refused(path, pack.manifest, tmp_path / "1") == "E_MAGIC"


def test_attack_a_link_in_a_folder(pack: Pack, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    name = pack.manifest.files[0].name
    (folder / name).unlink()
    (folder / name).symlink_to(pack.folder / name)
    assert refused(folder, pack.manifest, tmp_path / "1") == "E_MAGIC"


@pytest.mark.parametrize("data", [b"", b"PK", b"a photograph", b"\xff\xd8\xff" * 100])
def test_what_is_no_pack_is_refused(pack: Pack, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert refused(tmp_path / "a", pack.manifest, tmp_path / "1") == "E_MAGIC"
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path / "empty", pack.manifest, tmp_path / "2") == "E_MAGIC"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), flip=st.floats(0, 0.999), value=st.integers(1, 255))
def test_attack_damage_anywhere_is_refused_or_changes_nothing(
    pack: Pack, tmp_path_factory: pytest.TempPathFactory, cut: float, flip: float, value: int
) -> None:
    folder = tmp_path_factory.mktemp("d")
    write_archive(folder / "a", SIGNED, pack.folder, pack.manifest)
    whole = (folder / "a").read_bytes()
    damaged = bytearray(whole)
    damaged[int(flip * len(damaged))] ^= value
    for number, data in enumerate((whole[: int(cut * len(whole))], bytes(damaged))):
        (folder / "b").write_bytes(data)
        try:
            if read_signed(folder / "b") != SIGNED:
                continue  # whoever verifies the signature sees that
            taken(folder / "b", pack.manifest, folder / str(number))
        except PackRefused:
            continue
        Pack(folder / str(number), pack.manifest).check()


def test_a_pack_on_the_disk_is_held_against_its_digests(pack: Pack, file: Path, tmp_path: Path) -> None:
    taken(file, pack.manifest, tmp_path / "to")
    here, name = Pack(tmp_path / "to", pack.manifest), pack.manifest.files[0].name
    whole = (here.folder / name).read_bytes()
    assert here.read(name) == whole
    for data in (whole[:-1], whole + b"x", whole[:100] + b"!" + whole[101:]):
        (here.folder / name).write_bytes(data)
        for look in (here.check, lambda: here.read(name)):
            with pytest.raises(ModelMissing, match="pack_changed"):
                look()
    (here.folder / name).write_bytes(whole)
    (here.folder / "custom.py").write_text("import os")
    with pytest.raises(ModelMissing, match="pack_changed"):
        here.check()
    (here.folder / "custom.py").unlink()
    (here.folder / name).unlink()
    with pytest.raises(ModelMissing):
        here.check()
    with pytest.raises(ModelMissing, match="pack_gone"):
        here.read(name)


def test_a_file_that_changed_while_a_pack_is_written_is_told(pack: Pack, tmp_path: Path) -> None:
    folder = sface_weights(tmp_path / "weights")
    here = pack_of(folder, "sface")
    (folder / "face_detection.onnx").write_bytes(b"x" * here.manifest.files[0].size)
    with pytest.raises(PackRefused):
        write_archive(tmp_path / "a", SIGNED, folder, here.manifest)
    assert not list(tmp_path.glob("a*"))
