"""The program's log and the support bundle hold codes and versions; of planted people, numbers and keys, nothing."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldsuite import program_log, support
from fieldsuite.config import Home, OfficeConfig, read_config, write_config
from fieldsuite.doctor import Check
from fieldsuite.errors import OfficeError
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place

NAME, IDENTITY, PHONE, STREET = "薿巟覃", "510502195103141234", "13987654321", "瓝弆巷七号"
LATIN, SITE, OFFICE = "qinxiulan", "luzhou-canary-7", "泸州市薿巟覃三村"
KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcanarycanarycanary"
CANARIES = (NAME, IDENTITY, PHONE, STREET, LATIN, SITE, OFFICE, KEY, PASSPHRASE)
NOW = datetime(2026, 11, 21, 1, 14, tzinfo=UTC)


@pytest.fixture
def home(place: Place) -> Path:
    """A village of a telling name, in a folder of a telling name, where everything that can be typed was typed."""
    folder = place.root / f"{NAME} {LATIN}"
    place.village.rename(folder)
    config = read_config(folder)
    said = {field: getattr(config, field) for field in OfficeConfig.__slots__}
    write_config(
        folder,
        OfficeConfig(
            **{**said, "name": OFFICE, "site": SITE, "desk_address": f"https://{LATIN}.example:8443"}
        ),
    )
    return folder


@pytest.fixture
def typed(home: Path, place: Place, capsys: pytest.CaptureFixture[str]) -> Line:
    """Names where commands, options, files and passphrases are expected; right words too."""
    line = Line(capsys)
    secret = ["--passphrase-file", str(place.secret)]
    for words in (
        [LATIN, IDENTITY], ["people", LATIN], ["people", "show", NAME, *secret], ["people", "show", IDENTITY],
        ["id", "check", IDENTITY], ["receipt", "read", f"/{NAME}/{PHONE}", *secret], ["due", "list", f"--{LATIN}"],
        ["visit", "record", NAME, "--place", STREET, *secret], ["bundle", "verify", f"{home}/{STREET}"],
    ):  # fmt: skip
        line.plain("--json", "--home", home, *words)
    return line


def found_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def test_the_log_has_commands_and_codes_and_nothing_that_was_typed(typed: Line, home: Path) -> None:
    text = "".join(path.read_text("ascii") for path in program_log.files(home))
    assert text.count("\n") == 9 and "command=people.show" in text and "command=id.check exit=" in text
    assert "key=cli.no_passphrase" in text and not found_in(text)


def test_a_support_bundle_holds_none_of_what_was_planted(typed: Line, home: Path, tmp_path: Path) -> None:
    (home / "logs" / "fault-20261121T010000.txt").write_text(
        f'KeyError\n  File "/disk/{LATIN}/{NAME} x/fieldsuite/office.py", line 3, in at\n{KEY} {PHONE}\n',
        encoding="utf-8",
    )
    checks = [
        Check("home", True, "home", {"path": str(home), "office": OFFICE, "kind": "village"}),
        Check("keys", False, "keys_open", {"path": str(home / "keys" / LATIN), "folder": str(home)}),
        Check("camera", True, "camera", {"name": f"iPhone {NAME}"}),
        Check("face", False, "unchecked", {"problem": f"OSError cannot read {home}/{IDENTITY}"}),
        Check("database", False, "database_missing", {"problem": f"no {home / STREET}: {KEY}"}),
    ]
    files = support.collect(home, checks, NOW)
    assert set(files) == {
        "about.json",
        "doctor.json",
        "settings.json",
        "program.log",
        "fault-20261121T010000.txt",
    }
    assert not found_in("".join(files.values())), files
    assert files["fault-20261121T010000.txt"] == "KeyError\noffice.py:3 at\n"
    assert json.loads(files["settings.json"])["desk_address"] is True
    assert [one["found"] for one in json.loads(files["doctor.json"])][1] == "keys_open"
    size = support.save(files, tmp_path / "support.zip")
    with zipfile.ZipFile(tmp_path / "support.zip") as made:
        assert {name: made.read(name).decode() for name in made.namelist()} == files and size > 0
    with pytest.raises(OfficeError, match=r"support\.there"):
        support.save(files, tmp_path / "support.zip")


def test_nothing_is_saved_that_nobody_read(
    typed: Line, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fieldsuite.doctor.examine", lambda home: iter([Check("python", True, "python")]))
    out = tmp_path / "s.zip"
    shown = typed.plain("--json", "--home", home, "support").object
    assert shown["path"] is None and "program.log" in shown["files"]
    refused = typed.plain("--json", "--home", home, "support", "-o", str(out)).object
    assert refused["error"]["code"] == "E_USAGE" and not out.exists()
    assert (
        typed.plain("--json", "--home", home, "support", "-o", str(out), "--yes").object["ok"]
        and out.is_file()
    )


def test_the_log_begins_anew_and_keeps_three_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_log, "FULL", 2_000)
    Home(tmp_path).settings.write_text("{}", encoding="utf-8")
    for number in range(200):
        program_log.note(tmp_path, "command", command="due list", status=number % 3, now=NOW)
    kept = program_log.files(tmp_path)
    assert [path.name for path in kept] == ["program.2.log", "program.1.log", "program.log"]
    assert all(path.stat().st_size < 2_100 for path in kept)


def test_without_an_office_and_on_a_disk_that_refuses_nothing_is_written_and_nothing_stops(
    tmp_path: Path,
) -> None:
    program_log.note(tmp_path, "screens")
    assert not list(tmp_path.iterdir())
    Home(tmp_path).settings.write_text("{}", encoding="utf-8")
    (tmp_path / "logs").write_text("a file where a folder should be", encoding="utf-8")
    program_log.note(tmp_path, "screens")
    assert program_log.files(tmp_path) == ()


@pytest.mark.parametrize("word", ["people 覃秀兰", "people 510502195103141234", "x" * 40, "a b c", "A B"])
def test_only_names_of_commands_get_into_a_line(tmp_path: Path, word: str) -> None:
    Home(tmp_path).settings.write_text("{}", encoding="utf-8")
    odd = OfficeError(f"cli.{LATIN}", code=f"E_{LATIN}")
    program_log.note(tmp_path, "command", command=word, error=odd, now=NOW)
    assert (
        program_log.files(tmp_path)[0].read_text("ascii") == "2026-11-21T01:14:00Z command kind=OfficeError\n"
    )
