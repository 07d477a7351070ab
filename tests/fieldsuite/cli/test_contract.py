"""With --json there is one object on stdout, whatever was asked and however it went."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fieldsuite.casework import people
from fieldsuite.cli import main
from fieldsuite.cli.run import NOUNS
from fieldsuite.words import of_error
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place

ROOT = Path(__file__).resolve().parents[3]

SLIPS: list[tuple[list[str], str]] = [
    ([], "E_USAGE"), (["nonsense"], "E_USAGE"), (["due"], "E_USAGE"), (["due", "nonsense"], "E_USAGE"),
    (["due", "list", "--nope"], "E_USAGE"), (["due", "list", "--as-of"], "E_USAGE"), (["--home"], "E_USAGE"),
    (["--home", "--json", "due", "list"], "E_USAGE"), (["--home", "", "due", "list"], "E_USAGE"),
    (["--home=", "due", "list"], "E_USAGE"), (["--lang"], "E_USAGE"), (["--lang", "fr", "due", "list"], "E_USAGE"),
    (["due", "list", "--as-of", "2026-02-30"], "E_USAGE"), (["due", "list", "--as-of", "20261121"], "E_USAGE"),
    (["due", "list", "--as-of", "2026-W47-6"], "E_USAGE"), (["people", "find", "--which", "x"], "E_USAGE"),
    (["people", "find", "--limit", "0"], "E_USAGE"), (["visit", "record", "p-fine"], "E_USAGE"),
    (["visit", "record", "p-fine", "--status", "well", "--place", "x"], "E_USAGE"),
    (["province", "receive"], "E_USAGE"), (["\ud800"], "E_USAGE"), (["due", "list", "--officer", "谁"], "E_NOT_FOUND"),
    (["people", "show", "\udcff"], "E_NOT_FOUND"), (["people", "show", ""], "E_NOT_FOUND"),
    (["people", "show", "张无此人"], "E_NOT_FOUND"), (["review", "agree", ""], "E_NOT_FOUND"),
    (["bundle", "pack", "-o", "gone"], "E_INPUT"), (["list", "read", "gone"], "E_INPUT"),
    (["receipt", "read", "gone"], "E_INPUT"), (["trust", "import", "gone"], "E_INPUT"),
    (["trust", "request", "-o", "gone/deeper"], "E_INPUT"), (["province", "desk"], "E_INPUT"),
    (["province", "receive", "gone"], "E_INPUT"), (["people", "import", "gone", "--site", "x"], "E_INPUT"),
    (["setup", "office", "--name", "a", "--site", "b", "--officer", "c"], "E_INPUT"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code"), SLIPS, ids=[" ".join(words) or "nothing" for words, _ in SLIPS])
def test_a_slip_is_one_object_with_its_code(
    line: Line, live: Place, words: list[str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(live.root)
    home = [] if "--home" in words or "--home=" in words else ["--home", str(live.village)]
    secret = ["--passphrase-file", str(live.secret)] if len(words) > 1 and "--home" not in words else []
    answer = line.plain("--json", *home, *words, *secret)
    assert answer.error == code and not answer.err


def test_help_and_version_are_objects_too(line: Line) -> None:
    assert line.ask("--version")["version"]
    for words in (["--help"], ["due", "--help"], ["due", "list", "--help"]):
        assert "Usage" in line.ask(*words)["help"]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_tells_its_verbs(line: Line, noun: str) -> None:
    answer = line.plain(noun, "--help")
    assert answer.code == 0 and "Usage: fieldsuite" in answer.out and not answer.err


def test_the_words_before_the_noun_may_stand_anywhere_and_end_at_two_hyphens(line: Line, live: Place) -> None:
    for words in (["people", "find", "单国强", "--json", "--home", live.village, "--lang", "en"],
                  ["--lang=en", f"--home={live.village}", "people", "--json", "find", "单国强"]):  # fmt: skip
        answer = line.plain(*words, "--passphrase-file", live.secret)
        assert answer.code == 0 and answer.object["people"][0]["name"] == "单国强"
    answer = line.plain(
        "--json", "--home", live.village, "people", "find", "--passphrase-file", live.secret, "--", "--json"
    )
    assert answer.code == 0 and answer.object["people"] == []


def test_a_failure_speaks_chinese_or_english_as_it_was_asked(line: Line, live: Place) -> None:
    said = {}
    for lang in ("zh", "en"):
        answer = line.plain(
            "--lang", lang, "--home", live.village, "people", "show", "谁", "--passphrase-file", live.secret
        )
        assert answer.code == 2 and answer.out == ""
        error, hint = answer.err.splitlines()
        assert error.startswith("fieldsuite: error: ") and hint.startswith("fieldsuite: hint: ")
        said[lang] = error
    assert "名单里没有这个人" in said["zh"] and "Nobody on the register" in said["en"]
    assert of_error(ValueError("no sentence")) == ("", "")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None, b""])
def test_a_passphrase_file_that_is_none_is_a_sentence(line: Line, live: Place, content: bytes | None) -> None:
    secret = live.root / "other"
    if content is not None:
        secret.write_bytes(content)
    assert line.say("due", "list", home=live.village, secret=secret).error in ("E_INPUT", "E_PASSPHRASE")


def test_the_passphrase_comes_from_a_file_or_from_the_environment_and_from_nowhere_else(
    line: Line, live: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert line.say("due", "list", home=live.village).error == "E_PASSPHRASE"
    monkeypatch.setenv("FIELDSUITE_PASSPHRASE", "wrong-passphrase")
    assert line.say("due", "list", home=live.village).error == "E_PASSPHRASE"
    assert line.ask("due", "list", home=live.village, secret=live.secret)["people"]
    monkeypatch.setenv("FIELDSUITE_PASSPHRASE", PASSPHRASE)
    assert line.ask("due", "list", home=live.village)["people"]
    live.secret.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nsecond line\r\n")
    monkeypatch.delenv("FIELDSUITE_PASSPHRASE")
    assert line.ask("due", "list", home=live.village, secret=live.secret)["people"]


def test_an_office_that_is_in_use_is_busy(line: Line, live: Place) -> None:
    with live.officer():
        assert line.say("due", "list", home=live.village, secret=live.secret).error == "E_BUSY"
    assert line.ask("due", "list", home=live.village, secret=live.secret)


def test_damaged_settings_and_databases_are_sentences(line: Line, live: Place) -> None:
    (live.village / "office.db").write_bytes(b"no database" * 1000)
    assert line.say("due", "list", home=live.village, secret=live.secret).error == "E_DATABASE"
    (live.village / "office.json").write_text("[]")
    assert line.say("due", "list", home=live.village, secret=live.secret).error == "E_DATABASE"
    assert line.say("officer", "list", home=live.village).error == "E_DATABASE"
    assert line.say("due", "list", home=live.root / "nowhere").error == "E_NOT_FOUND"


def test_a_fault_of_the_program_is_a_sentence_and_a_note_without_anybodys_name(
    line: Line, live: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object, query: str, **__: object) -> None:
        raise ZeroDivisionError(query)

    monkeypatch.setattr(people, "find", broken)
    answer = line.say("people", "find", "单国强", home=live.village, secret=live.secret)
    assert answer.error == "E_BUG" and answer.code == 3
    (note,) = (live.village / "logs").glob("fault-*")
    text = note.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text and "broken" in text and "单国强" not in text


def test_text_for_people_has_no_json_in_it_and_survives_any_terminal(
    line: Line, live: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = line.plain("--home", live.village, "people", "find", "单", "--passphrase-file", live.secret)
    assert answer.code == 0 and "单国强" in answer.out and "{" not in answer.out
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    assert (
        main(["--home", str(live.village), "people", "find", "单", "--passphrase-file", str(live.secret)])
        == 0
    )
    narrow.flush()
    assert "单国强" in narrow.buffer.getvalue().decode()  # type: ignore[attr-defined]


def program(*words: object, **more: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "fieldsuite", *map(str, words)], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, **more)  # type: ignore[call-overload,no-any-return]  # fmt: skip


def test_without_a_terminal_no_screens_are_opened() -> None:
    child = program()
    out, err = child.communicate(timeout=60)
    assert child.returncode == 2 and out == b"" and err.decode().startswith("fieldsuite: error: ")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes that break")
def test_whoever_has_read_enough_gets_no_complaint(live: Place) -> None:
    child = program("--home", live.village, "due", "list", "--passphrase-file", live.secret)
    assert child.stdout is not None and child.stderr is not None
    child.stdout.close()
    said = child.stderr.read()
    child.stderr.close()
    assert child.wait() == 0 and said == b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
@pytest.mark.parametrize("as_json", [False, True])
def test_ctrl_c_stops_cleanly(tmp_path: Path, as_json: bool) -> None:
    words = ["--json"] if as_json else []
    child = program(*words, "demo", "day", "-o", tmp_path / "ground")
    until = time.monotonic() + 60
    while not (tmp_path / "ground" / "passphrase.txt").exists() and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130 and b"Traceback" not in err
    if as_json:
        assert b'"E_USAGE"' in out and not err
    else:
        assert out == b"" and err.decode().startswith("fieldsuite: error: 已停止")
