"""A pack comes from the province, and what does not come from there is refused in words, with nothing left of it."""

import shutil
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from biometric.errors import ModelMissing, PackRefused
from biometric.packs.manifest import MANIFEST_NAME, read_manifest, write_manifest
from fieldsuite import model_packs
from fieldsuite.casework import access, models
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.model_packs import PACK_TYPE, Installed
from fieldsuite.office import Office
from fieldsuite.province import enrol
from fieldsuite.words import of_error
from keys.errors import KeysError
from keys.signing import SigningKey, open_envelope, sign_envelope
from keys.trust import Trust, make_trust, open_trust
from tests.fieldsuite.models.conftest import Builder
from tests.grounds import Place


def refused(office: Office, path: Path) -> str:
    """Code of the refusal; it has words in both languages, and nothing is left behind."""
    with pytest.raises((KeysError, OfficeError, PackRefused, ModelMissing)) as error:
        models.install(office, path)
    for lang in ("zh", "en"):
        assert all(of_error(error.value, lang)) and "{" not in "".join(of_error(error.value, lang))
    assert not office.home.models.exists() or list(office.home.models.iterdir()) == []
    return error.value.code


def resigned(path: Path, key: SigningKey, *, payload: bytes | None = None, kind: str = PACK_TYPE) -> Path:
    """The same pack with its manifest signed by another key, or another manifest."""
    out = path.with_name(f"re-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == MANIFEST_NAME:
                data = sign_envelope(kind, payload or open_envelope(data, PACK_TYPE).payload, [key])
            new.writestr(name, data)
    return out


def test_a_pack_of_the_province_is_installed_and_removed(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    with place.officer() as office:
        found = models.install(office, file)
        assert found.manifest.name == "tiny" and found.signer == "练习经办台（省级）"
        assert models.check(office, "tiny").pack == found.pack
        assert found.pack.folder.parent == office.home.models
        assert not list(office.home.models.glob(".*"))
        rows = {row.name: row for row in models.listed(office)}
        assert not rows["tiny"].active and rows[""].active and rows["tiny"].licence == "Apache-2.0"
        assert models.remove(office, "tiny") == found.pack.folder.name
        assert list(office.home.models.iterdir()) == []
        with pytest.raises(OfficeError, match=r"models\.unknown"):
            models.check(office, "tiny")


def test_installing_again_heals_what_was_damaged(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    with place.officer() as office:
        found = models.install(office, file)
        (found.pack.folder / "face.onnx").write_bytes(b"torn")
        with pytest.raises(ModelMissing, match="pack_changed"):
            models.check(office, "tiny")
        models.install(office, file)
        models.check(office, "tiny")


def test_attack_a_pack_that_nobody_here_trusts(place: Place, real: Place, pack_file: Builder) -> None:
    file = pack_file()
    with place.officer() as office:
        assert refused(office, resigned(file, SigningKey.generate())) == "E_SIGNATURE"
        envelope = sign_envelope("application/x", b"{}", [SigningKey.generate()])
        assert refused(office, _with_manifest(file, envelope)) == "E_TYPE"
        assert refused(office, _with_manifest(file, b"{}")) in ("E_SCHEMA", "E_CANON")
        assert refused(office, _with_manifest(file, b"")) == "E_CANON"
    with real.officer() as office:
        assert refused(office, file) == "E_SIGNATURE"  # another province's


def _with_manifest(path: Path, signed: bytes) -> Path:
    out = path.with_name(f"un-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, signed if name == MANIFEST_NAME else old.read(name))
    return out


def test_attack_a_pack_signed_with_a_key_that_may_not_sign_packs(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    with place.clerk() as desk:
        receipt, clerk = desk.keyring.signing_key("province-receipt"), desk.keyring.officer_key
    with place.officer() as office:
        for key in (receipt, clerk, office.keyring.officer_key, office.keyring.device_key):
            assert refused(office, resigned(file, key)) == "E_ROLE"


def test_attack_a_practice_pack_in_a_real_office(real: Place, pack_file: Builder) -> None:
    file = pack_file(desk=real)
    with real.clerk() as desk:
        key = desk.keyring.signing_key("province-task")
    with zipfile.ZipFile(file) as archive:
        manifest = read_manifest(open_envelope(archive.read(MANIFEST_NAME), PACK_TYPE).payload)
    lying = write_manifest(manifest).replace(b'"practice":false', b'"practice":true')
    with real.officer() as office:
        assert refused(office, resigned(file, key, payload=lying)) == "E_PRACTICE"
        assert models.install(office, file).manifest.practice is False


def test_attack_a_manifest_that_was_signed_and_breaks_a_rule(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    with place.clerk() as desk:
        key = desk.keyring.signing_key("province-task")
    with place.officer() as office:
        for payload, code in ((b"{}", "E_VERSION"), (b"not json", "E_CANON"), (b"x" * 70_000, "E_LIMIT")):
            assert refused(office, resigned(file, key, payload=payload)) == code


def test_attack_damage_on_the_stick(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    whole = file.read_bytes()
    with place.officer() as office:
        for data in (whole[: len(whole) // 2], whole.replace(b"Gemm", b"gemm"), b"", whole[1000:]):
            file.write_bytes(data)
            assert exit_status(refused(office, file)) == 4
        with pytest.raises(OSError, match="No such file"):
            models.install(office, place.root / "no-such.fspack")


def test_a_pack_that_cannot_work_here_is_not_installed(place: Place, pack_file: Builder) -> None:
    """Signed as it should be, and yet no network: it computes once before it is put in its place."""
    import hashlib
    from dataclasses import replace

    from biometric.packs.manifest import PackFile, versioned

    file, weights = pack_file(), b"signed and still no network" * 10
    with zipfile.ZipFile(file) as archive:
        manifest = read_manifest(open_envelope(archive.read(MANIFEST_NAME), PACK_TYPE).payload)
    other = PackFile("face.onnx", len(weights), hashlib.sha256(weights).hexdigest())
    bad = versioned(replace(manifest, files=(other,)))
    with place.clerk() as desk:
        signed = model_packs.sign(desk, bad)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(MANIFEST_NAME, signed)
        archive.writestr("face.onnx", weights)
    with place.officer() as office:
        assert refused(office, file) == "E_MODEL"


def test_only_the_desk_makes_packs(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    with zipfile.ZipFile(file) as archive:
        manifest = read_manifest(open_envelope(archive.read(MANIFEST_NAME), PACK_TYPE).payload)
    with place.officer() as office, pytest.raises(OfficeError, match="not_province"):
        model_packs.sign(office, manifest)


def statement_with(office: Office, desk: Office, **change: object) -> Trust:
    """The trust statement with the key that signs packs changed, signed by the root, taken as metadata brings it."""
    from dataclasses import replace

    held = desk.require_trust().statement
    keys = tuple(replace(key, **change) if key.role == "province-task" else key for key in held.keys)  # type: ignore[arg-type]
    data = make_trust(replace(held, version=held.version + 1, keys=keys), [desk.keyring.signing_key("root")])
    open_trust(data, desk.require_trust())
    return access.take_trust(office, data, roots=desk.require_trust().fingerprint)


def test_a_key_that_ran_out_in_good_order_leaves_its_packs_and_takes_no_new_one(
    place: Place, pack_file: Builder
) -> None:
    file = pack_file()
    with place.officer() as office:
        models.install(office, file)
    place.clock.go(days=800)
    assert timedelta(days=800) > enrol.KEY_LIFE
    with place.officer() as office:
        assert models.check(office, "tiny").manifest.name == "tiny"
        with pytest.raises(KeysError, match="E_EXPIRED"):
            models.install(office, file)


def test_attack_a_key_that_was_stolen_takes_its_packs_with_it(place: Place, pack_file: Builder) -> None:
    file = pack_file()
    with place.officer() as office, place.clerk() as desk:
        folder = models.install(office, file).pack.folder.name
        gone = {"status": "revoked", "revoked_at": stamp(office.now()), "revoked_reason": "compromised"}
        statement_with(office, desk, **gone)
        (row,) = [row for row in models.listed(office) if row.folder]
        assert getattr(row.problem, "code", "") == "E_REVOKED"
        with pytest.raises(KeysError, match="E_REVOKED"):
            models.check(office, folder)
        with pytest.raises(OfficeError, match=r"models\.unknown"):
            models.use(office, "tiny")
        assert models.remove(office, folder) == folder


def test_what_lies_among_the_packs_and_is_none_is_listed_and_can_be_removed(
    place: Place, pack_file: Builder
) -> None:
    file = pack_file()
    with place.officer() as office:
        found = models.install(office, file)
        shutil.copytree(found.pack.folder, office.home.models / "copied-0123456789abcdef")
        (office.home.models / "empty").mkdir()
        problems = {
            row.folder: getattr(row.problem, "code", "") for row in models.listed(office) if row.folder
        }
        assert problems == {
            found.pack.folder.name: "",
            "copied-0123456789abcdef": "E_MODEL",
            "empty": "E_MAGIC",
        }
        assert models.remove(office, "empty") == "empty"
        assert [one for one in model_packs.installed(office) if isinstance(one, Installed)] == [found]


def test_an_office_without_a_trust_statement_has_no_packs(
    tmp_path: Path, place: Place, pack_file: Builder
) -> None:
    from fieldsuite.config import OfficeConfig
    from fieldsuite.office import open_office
    from tests.grounds import CHEAP, PASSPHRASE

    file, home = pack_file(), tmp_path / "new"
    config = OfficeConfig(name="新村", kind="village", site="new")
    keyring = access.set_up(home, config, "李梅", PASSPHRASE, cost=CHEAP)
    office = open_office(home, keyring.officer.id, PASSPHRASE)
    try:
        assert model_packs.installed(office) == () and len(models.listed(office)) == 2
        assert refused(office, file) == "E_SIGNATURE"
    finally:
        office.close()


@pytest.mark.parametrize("when", ["unpack", "settle"])
def test_a_power_cut_leaves_the_pack_or_none(
    place: Place, pack_file: Builder, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    file = pack_file()
    with place.officer() as office:
        target = (model_packs.archive, "unpack") if when == "unpack" else (model_packs, "settle")

        def cut(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(*target, cut)
            with pytest.raises(KeyboardInterrupt):
                models.install(office, file)
        assert model_packs.installed(office) == ()
        models.install(office, file)
        assert [path.name for path in office.home.models.iterdir()] == [
            models.check(office, "tiny").pack.folder.name
        ]


def test_a_full_disk_is_told_and_leaves_nothing(
    place: Place, pack_file: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    file = pack_file()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with place.officer() as office:
        with monkeypatch.context() as patch:
            patch.setattr(model_packs, "_flush", full)
            with pytest.raises(OSError, match="No space"):
                models.install(office, file)
        assert list(office.home.models.iterdir()) == []
        models.install(office, file)
