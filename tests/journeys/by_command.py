"""Several offices in one folder, said to by command, as support would do it over the telephone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldsuite.cli import main
from tests.grounds import PASSPHRASE

Answered = tuple[int, dict[str, Any]]
"""Exit status and object."""
Run = Callable[..., Answered]
"""``run("san-cun:李梅", "due", "list")`` says it in the folder ``san-cun``; the officer may be left out."""

WITHOUT_KEY = (("bundle", "inspect"), ("officer", "list"))
"""What needs nobody's passphrase."""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """The passphrase of every officer, in a file."""
    path = tmp_path / "secret"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


def words_for(folder: Path, at: str, words: tuple[object, ...]) -> list[str]:
    """The words of a command with the office, its officer and the passphrase file."""
    home, _, officer = at.partition(":")
    line = ["--json", "--home", str(folder / home), *map(str, words)]
    line += ["--officer", officer] if officer else []
    return line if words[:2] in WITHOUT_KEY else [*line, "--passphrase-file", str(folder / "secret")]


@pytest.fixture
def run(
    tmp_path: Path, secret: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run the program in this process."""
    monkeypatch.delenv("FIELDSUITE_PASSPHRASE", raising=False)

    def run(at: str, *words: object) -> Answered:
        capfd.readouterr()
        code = main(words_for(tmp_path, at, words))
        out, err = capfd.readouterr()
        assert err == ""
        return code, json.loads(out)

    return run


def ok(answered: Answered) -> dict[str, Any]:
    """The object of a command that did what it was asked."""
    code, shown = answered
    assert code == 0 and shown["ok"] is True, shown
    return shown


def refused(answered: Answered, error: str, exit_status: int = 4) -> dict[str, Any]:
    """The object of a command that refused with this code."""
    code, shown = answered
    assert (code, shown["ok"], shown["error"]["code"]) == (exit_status, False, error), shown
    return shown
