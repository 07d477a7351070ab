"""The doctor says what is there, what is missing, and what to do; only what is essential stops the work."""

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from fieldsuite.cli import main
from fieldsuite.config import Home, OfficeConfig, write_config
from fieldsuite.doctor import Check, devices, examine, folder, machine, models, storage
from fieldsuite.errors import exit_status
from fieldsuite.words import has, hint
from tests.doubles.cameras import GreyCamera, RefusingCamera

NAMES = ["python", "platform", "clock", "home", "keys", "trust", "disk", "battery", "swap", "disk_encryption",
         "encryption", "database", "face", "voice", "voice_packs", "fonts", "terminal", "camera",
         "microphone", "prompts"]  # fmt: skip


NOVEMBER = datetime(2026, 11, 21, 1, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Check]:
    return {check.name: check for check in examine(tmp_path_factory.mktemp("home"), open_camera=GreyCamera)}


def test_every_part_of_the_machine_is_looked_at_in_order(found: dict[str, Check]) -> None:
    assert list(found) == NAMES


@pytest.mark.parametrize(
    "name", ["python", "encryption", "database", "face", "voice", "home", "keys", "terminal"]
)
def test_what_the_lock_installs_is_found_sound(found: dict[str, Check], name: str) -> None:
    assert found[name].ok, found[name]


@pytest.mark.parametrize(
    ("days", "key", "ok"),
    [(0, "trust", True), (45, "trust", True), (46, "trust_soon", False), (60, "trust_expired", False)],
)
def test_a_province_whose_word_ran_out_is_a_warning_that_says_what_to_do(
    tmp_path: Path, days: int, key: str, ok: bool
) -> None:
    state = Home(tmp_path).trust
    none = folder.trust(tmp_path, NOVEMBER)
    assert (none.key, none.ok) == ("trust_none", False) and "F8" in hint("doctor.trust_none", "zh")
    state.mkdir(parents=True)
    (state / "root.json").write_text("{}", encoding="utf-8")
    assert folder.trust(tmp_path, NOVEMBER).key == "trust_damaged"
    for role, life in (("root", 700), ("targets", 180), ("snapshot", 60), ("timestamp", 60)):
        said = {"signed": {"expires": (NOVEMBER + timedelta(days=life)).strftime("%Y-%m-%dT%H:%M:%SZ")}}
        (state / f"{role}.json").write_text(json.dumps(said), encoding="utf-8")
    check = folder.trust(tmp_path, NOVEMBER + timedelta(days=days))
    assert (check.key, check.ok, check.code) == (key, ok, "")
    assert ok or "F8" in hint(f"doctor.{check.key}", "zh", **check.values)


SWAPS = "Filename\tType\tSize\tUsed\tPriority\n"


@pytest.mark.parametrize(
    ("lines", "key"),
    [("", "swap_none"), ("/dev/zram0 partition 9 0 1\n", "swap"), ("/nowhere/swapfile file 9 0 -2\n", "swap_open"),
     ("/dev/zram0 partition 9 0 1\n/nowhere/swap file 9 0 -2\n", "swap_open")],
)  # fmt: skip
def test_swap_that_is_not_encrypted_is_a_warning_and_stops_nothing(
    tmp_path: Path, lines: str, key: str
) -> None:
    swaps = tmp_path / "swaps"
    swaps.write_text(SWAPS + lines, encoding="utf-8")
    check = storage.swap(swaps)
    assert (check.key, check.code, check.ok) == (key, "", key != "swap_open")


def test_a_disk_is_encrypted_when_anything_below_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path.stat().st_dev
    top = tmp_path / f"{os.major(state)}:{os.minor(state)}"
    (top / "slaves" / "dm-0").mkdir(parents=True)
    (top / "slaves" / "dm-0" / "dev").write_text("253:0\n")
    (tmp_path / "253:0" / "dm").mkdir(parents=True)
    uuid = tmp_path / "253:0" / "dm" / "uuid"
    monkeypatch.setattr(storage, "BLOCKS", tmp_path)
    for text, key in (("LVM-abc", "disk_open"), ("CRYPT-LUKS2-abc", "disk_sealed")):
        uuid.write_text(text)
        assert storage.disk_encryption(tmp_path).key == key


def test_what_is_found_has_its_sentence_and_its_label(found: dict[str, Check]) -> None:
    assert all(has(f"doctor.{check.key}") and has(f"doctor.name_{check.name}") for check in found.values())


def test_a_camera_that_gives_a_picture_is_fine_and_closed_again() -> None:
    camera = GreyCamera(320, 240)
    check = devices.camera(lambda: camera)
    assert check.ok and check.values["width"] == 320 and camera.closed == camera.opened == 1


@pytest.mark.parametrize(("key", "said"), [("no_camera", "camera_missing"), ("camera_busy", "camera_busy")])
def test_a_camera_that_is_not_to_be_had_is_lacking_but_stops_nothing(key: str, said: str) -> None:
    check = devices.camera(lambda: RefusingCamera(key))
    assert (check.ok, check.key, check.code) == (False, said, "")


def test_a_check_that_fails_in_an_unforeseen_way_is_itself_a_finding(tmp_path: Path) -> None:
    def broken() -> GreyCamera:
        raise OSError("driver")

    check = next(check for check in examine(tmp_path, open_camera=broken) if check.name == "camera")
    assert not check.ok and check.key == "unchecked" and "driver" in str(check.values["problem"])


def test_the_doctor_changes_nothing_where_there_is_no_office(tmp_path: Path) -> None:
    home = tmp_path / "not" / "yet"
    assert all(check.name for check in examine(home, open_camera=GreyCamera))
    assert not home.parent.exists()


def test_an_office_is_named(tmp_path: Path) -> None:
    write_config(tmp_path, OfficeConfig("三村", "village", "v3"))
    check = folder.office(tmp_path)
    assert check.ok and check.values["office"] == "三村"


def test_damaged_settings_stop_the_work(tmp_path: Path) -> None:
    Home(tmp_path).settings.write_text("{", encoding="utf-8")
    check = folder.office(tmp_path)
    assert not check.ok and exit_status(check.code) == 3


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX files")
def test_a_key_that_others_may_read_stops_the_work(tmp_path: Path) -> None:
    keys = Home(tmp_path).keys
    keys.mkdir(mode=0o700)
    (keys / "device.json").write_text("{}", encoding="utf-8")
    (keys / "device.json").chmod(0o600)
    assert folder.keys(tmp_path).ok
    (keys / "device.json").chmod(0o640)
    check = folder.keys(tmp_path)
    assert not check.ok and exit_status(check.code) == 3 and "device.json" in str(check.values["path"])


def test_a_clock_behind_the_offices_own_files_is_wrong(tmp_path: Path) -> None:
    assert machine.clock(tmp_path).ok
    settings = tmp_path / "office.json"
    settings.touch()
    tomorrow = settings.stat().st_mtime + 3 * 86_400
    os.utime(settings, (tomorrow, tomorrow))
    assert not machine.clock(tmp_path).ok


def test_a_full_disk_stops_the_work_and_a_tight_one_warns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 500_000_000

    monkeypatch.setattr(folder.shutil, "disk_usage", lambda path: Usage)
    assert (folder.disk(tmp_path).ok, folder.disk(tmp_path).code) == (False, "")
    Usage.free = 10_000_000
    assert exit_status(folder.disk(tmp_path).code) == 3


def test_without_torch_only_voice_packs_are_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "version", lambda package: "")
    check = models.voice_packs()
    assert not check.ok and not check.code


def test_the_command_answers_with_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--home", str(tmp_path), "doctor", "--json", "--lang", "en"])
    answer = json.loads(capsys.readouterr().out)
    assert status == 0 and answer["ok"] is True
    assert [check["name"] for check in answer["checks"]] == NAMES
    assert all(set(check) == {"name", "ok", "detail", "hint"} for check in answer["checks"])
    assert all(check["detail"] and (check["ok"] or check["hint"]) for check in answer["checks"])


def test_what_is_essential_and_missing_makes_it_3_and_still_lists_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Home(tmp_path).settings.write_text("{", encoding="utf-8")
    status = main(["--home", str(tmp_path), "doctor", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert status == 3 and answer["ok"] is False
    assert answer["error"]["code"] == "E_DATABASE" and len(answer["checks"]) == len(NAMES)


def test_the_text_says_in_words_what_the_mark_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Home(tmp_path).settings.write_text("{", encoding="utf-8")
    assert main(["--home", str(tmp_path), "doctor"]) == 3
    shown = capsys.readouterr()
    assert "✓ 正常  Python" in shown.out and "✗ 缺少  办公室文件夹" in shown.out
    assert shown.err.startswith("fieldsuite: error: 缺少必需的部分：办公室文件夹")


def test_a_stick_that_knows_no_owners_is_told_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/a / ext4 rw 0 0\n/dev/b {tmp_path}/u\\040盘 vfat rw,fmask=0022 0 0\n", encoding="utf-8"
    )
    assert folder.filesystem(tmp_path / "u 盘" / "office", mounts) == "vfat"
    assert folder.filesystem(tmp_path, mounts) == "ext4"
    assert folder.filesystem(tmp_path, tmp_path / "none") == ""
    if os.name == "posix":
        Home(tmp_path).keys.mkdir(mode=0o755)
        (Home(tmp_path).keys / "x").touch(mode=0o644)
        monkeypatch.setattr(folder.filesystem, "__defaults__", (mounts,))
        assert folder.keys(tmp_path).key == "keys_open"
        mounts.write_text(f"/dev/b {tmp_path} exfat rw 0 0\n", encoding="utf-8")
        check = folder.keys(tmp_path)
        assert (check.key, check.code) == ("keys_without_owner", "E_DISK")
        assert "umask=077" in hint(f"doctor.{check.key}", "zh", **check.values)


@pytest.mark.parametrize(("free", "said"), [(1_200_000, "1 MB"), (300_000_000, "0.3 GB")])
def test_the_last_megabytes_are_told_as_such(
    free: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    check = folder.disk(tmp_path)
    assert not check.ok and check.values["free"] == said and bool(check.code) == (free < 100_000_000)


def test_every_finding_that_is_not_fine_says_what_to_do() -> None:
    """Every key that a check may be wrong with, read out of the checks themselves."""
    keys = {"platform_untried", "clock_behind", "trust_damaged", "trust_soon", "trust_expired", "disk_full",
            "battery_low", "keys_open", "keys_without_owner", "camera_busy", "python"}  # fmt: skip
    for path in Path(devices.__file__).parent.glob("*.py"):
        keys |= set(re.findall(r'Check\([^(]*?False, "([a-z_]+)"', path.read_text(encoding="utf-8")))
    assert len(keys) > 25
    for key in keys:
        assert all(hint(f"doctor.{key}", lang) for lang in ("zh", "en")), key
