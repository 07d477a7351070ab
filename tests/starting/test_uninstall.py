"""The program goes, the office stays, and nothing goes unasked."""

from pathlib import Path

import pytest

from starting import Trouble, sums
from starting.uninstall import uninstall


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    office = tmp_path / "data" / "fieldsuite"
    office.mkdir(parents=True)
    (office / "office.json").write_text("{}", encoding="utf-8")
    root = tmp_path / "program"
    for name in ("start.py", "fieldsuite/__init__.py", "docs/install.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    sums.write(root)
    for name in (".venv/lib/x.py", "versions/0.2.0/start.py", "in-use.json", "fieldsuite/__pycache__/x.pyc"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("made", encoding="utf-8")
    return root


def test_the_program_goes_and_the_office_and_own_files_stay(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed / "docs" / "install.md").write_text("my own words", encoding="utf-8")
    (installed / "notes.txt").write_text("mine", encoding="utf-8")
    assert uninstall(installed, "en", yes=True)
    left = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert left == {"docs/install.md", "notes.txt"}
    assert (installed.parent / "data" / "fieldsuite" / "office.json").is_file()
    assert str(installed.parent / "data" / "fieldsuite") in capsys.readouterr().out


def test_without_a_word_nothing_goes(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Trouble, match="uninstall_unasked"):
        uninstall(installed, "en", yes=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "y")
    assert not uninstall(installed, "en", yes=False)
    assert (installed / ".venv" / "lib" / "x.py").is_file() and (installed / "start.py").is_file()
    monkeypatch.setattr("builtins.input", lambda _: " 卸载 ")
    assert uninstall(installed, "zh", yes=False) and not installed.exists()


def test_an_office_inside_what_would_go_stops_it(installed: Path) -> None:
    (installed / ".venv" / "data").mkdir()
    (installed / ".venv" / "data" / "office.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Trouble, match="office_inside"):
        uninstall(installed, "en", yes=True)
    assert (installed / "start.py").is_file()


def test_a_program_of_its_makers_keeps_its_sources(installed: Path) -> None:
    (installed / sums.NAME).unlink()
    assert uninstall(installed, "en", yes=True)
    assert (installed / "start.py").is_file() and not (installed / ".venv").exists()
