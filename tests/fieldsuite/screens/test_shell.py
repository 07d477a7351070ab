"""What holds on every screen: one meaning a key, eight keys shown, both languages, help, palette."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fieldsuite.background import Pressed
from fieldsuite.practice.pictures import drawn_picture
from fieldsuite.screens.bindings import DIGITS, FOOTER, KEYS, LETTERS
from fieldsuite.screens.commands import spelt
from tests.fieldsuite.screens.album import Album
from tests.fieldsuite.screens.driving import drive, field, on, program, shown, type_in, unlock, until
from tests.fieldsuite.screens.test_travel import visit_first
from tests.fieldsuite.screens.test_work import open_first

WORDS = Path(__file__).parents[3] / "fieldsuite" / "words"

AGREED = {
    "help": {"f1", "question_mark"}, "enrol": {"f2"}, "find": {"f3", "slash"}, "verify": {"f4"}, "forms": {"f5"},
    "unmask": {"f6"}, "review": {"f7"}, "stick": {"f8"}, "language": {"f9"}, "leave": {"f10", "ctrl+q"},
    "lock": {"ctrl+l"}, "commands": {"ctrl+p"}, "back": {"escape"}, "next": {"enter"}, "again": {"space"},
    "another_way": {"m"}, "visit": {"v"}, "loss": {"d"}, "print": {"p"}, "agree": {"a"}, "send_back": {"x"},
}  # fmt: skip
"""Keys of the page words-and-codes."""


def test_keys_are_those_that_were_agreed_and_each_has_one_meaning() -> None:
    found = {word: set(KEYS[word].split(",")) for word in AGREED}
    assert found == AGREED | {"print": {"p", "f12"}}, (
        "f12 is ours, for a form whose letters are typed into fields"
    )
    meanings = defaultdict(set)
    for word, keys in (KEYS | DIGITS).items():
        for key in keys.split(","):
            meanings[key].add(word)
    assert {key: words for key, words in meanings.items() if len(words) > 1} == {}
    assert set(FOOTER) <= set(KEYS)
    assert set(LETTERS.values()) == set("jsxfqw")


def test_every_sentence_of_the_screens_is_there_in_both_languages() -> None:
    for area in ("screens", "province"):
        entries = tomllib.loads((WORDS / f"{area}.toml").read_text(encoding="utf-8"))
        silent = [
            key
            for key, entry in entries.items()
            if key != "action_" and not (entry.get("zh") and entry.get("en"))
        ]
        assert silent == []
        for key, entry in entries.items():
            blanks = [set(re.findall(r"\{(\w+)\}", entry[lang])) for lang in ("zh", "en")]
            assert blanks[0] == blanks[1], key


def test_f9_changes_the_language_of_every_open_screen_and_keeps_what_was_typed(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("v")
        await until(pilot, lambda: on(pilot, "VisitScreen")() and field(pilot, "place").value)
        await pilot.press("s")
        field(pilot, "death_on").value = "2026-11-02"
        field(pilot, "place").focus()
        await pilot.press("f9")
        await until(pilot, lambda: "Home visit" in shown(pilot.app))
        assert field(pilot, "death_on").value == "2026-11-02"
        assert field(pilot, "status").value == "dead"
        assert field(pilot, "entry_death_on").display
        assert pilot.app.focused is field(pilot, "place")
        await pilot.press("escape")
        await until(pilot, lambda: on(pilot, "PersonScreen")() and "History" in shown(pilot.app))
        await pilot.press("escape", "f9")
        await until(pilot, lambda: on(pilot, "HomeScreen")() and "今天去谁家" in shown(pilot.app))

    drive(program(root), steps)


@pytest.mark.requirement("R085")
def test_help_lists_the_keys_of_the_screen_underneath(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("question_mark")
        await until(pilot, on(pilot, "HelpScreen"))
        text = shown(pilot.app)
        assert "死亡/丧失" in text and "F6" in text
        await pilot.press("end")
        await until(pilot, lambda: "Ctrl+L" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "PersonScreen"))

    drive(program(root), steps)


def test_the_palette_finds_a_command_by_pinyin_and_runs_it(root: Path) -> None:
    assert spelt("复核") == "fuhe fh"

    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, on(pilot, "CommandPalette"))
        await type_in(pilot, "fuhe")
        await until(pilot, lambda: "F7" in shown(pilot.app))
        await pilot.pause(0.3)
        await pilot.press("enter")
        await until(pilot, on(pilot, "ReviewScreen"))

    drive(program(root), steps)


def test_the_first_run_makes_a_practice_office_and_opens_it_with_a_tour_that_can_be_left(
    tmp_path: Path, album: Album
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "FirstRunScreen"))
        await pilot.press("1")
        await until(pilot, on(pilot, "MakePracticeScreen"))
        await album.look(pilot)
        field(pilot, "passphrase").value = "kurz"
        field(pilot, "twice").value = "andere"
        field(pilot, "make").press()
        await until(pilot, lambda: "两遍不一样" in shown(pilot.app))
        # A refused passphrase is gone: nobody types the next one behind dots.
        assert field(pilot, "passphrase").value == field(pilot, "twice").value == ""
        assert pilot.app.focused is field(pilot, "passphrase")
        field(pilot, "passphrase").value = field(pilot, "twice").value = "kurz"
        field(pilot, "make").press()
        await until(pilot, lambda: "至少 8 个字符" in shown(pilot.app))
        await album.look(pilot, "short")
        assert not (tmp_path / "new" / "village" / "office.json").exists()
        for name in ("passphrase", "twice"):
            field(pilot, name).value = "lianxi-2026"
        field(pilot, "make").press()
        await until(pilot, on(pilot, "TourScreen"), seconds=60)
        await pilot.press("enter", "left_square_bracket", "enter")
        await until(pilot, lambda: "导览 2/6" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "HomeScreen"))
        assert "练习员" in shown(pilot.app).splitlines()[0]
        await pilot.press("f1", "1")
        await until(pilot, on(pilot, "TourScreen"))

    drive(program(tmp_path / "new"), steps)


def test_a_real_office_is_set_up_says_what_each_field_is_for_and_opens_on_its_first_steps(
    tmp_path: Path,
) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await until(pilot, on(pilot, "FirstRunScreen"))
        await pilot.press("2")
        await until(pilot, on(pilot, "SetUpScreen"))
        assert "您在哪里办公" in shown(pilot.app)
        field(pilot, "site").focus()
        await until(pilot, lambda: "省里登记您这里的代码" in shown(pilot.app))
        for name, words in (("name", "江阳区三村"), ("officer", "李秀英"), ("passphrase", "ein-langer-satz")):
            field(pilot, name).value = words
        field(pilot, "twice").value = "ein-langer-satz"
        field(pilot, "save").press()
        await until(pilot, lambda: "代码" in shown(pilot.app).splitlines()[1])
        assert pilot.app.focused is field(pilot, "site")
        await pilot.press("escape", "2")
        await until(pilot, lambda: on(pilot, "SetUpScreen")() and field(pilot, "name").value == "江阳区三村")
        assert field(pilot, "passphrase").value == ""
        for name, words in (
            ("site", "sancun"),
            ("passphrase", "ein-langer-satz"),
            ("twice", "ein-langer-satz"),
        ):
            field(pilot, name).value = words
        field(pilot, "save").press()
        await until(pilot, lambda: "▸  试摄像头和麦克风" in shown(pilot.app), seconds=60)
        assert "江阳区三村" in shown(pilot.app) and "练习" not in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, on(pilot, "CameraTestScreen"))
        await pilot.press("escape")
        await until(pilot, on(pilot, "MicrophoneTestScreen"))
        await pilot.press("escape")
        await until(pilot, lambda: "▸  打印恢复卡" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, on(pilot, "PathScreen"))
        await pilot.press("escape", "escape", "ctrl+g")
        await until(pilot, lambda: on(pilot, "JobsScreen")() and "▸       开始使用" in shown(pilot.app))
        await pilot.press("ctrl+l", "insert", "2")
        # The real office is there: 2 does nothing any more, practice may still be added.
        await until(pilot, on(pilot, "FirstRunScreen"))

    drive(program(tmp_path / "real"), steps)


def test_locking_lets_go_of_a_recording_that_waits_for_a_key(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await open_first(pilot)
        await pilot.press("m", "2")
        await until(pilot, on(pilot, "VerifyVoiceScreen"))
        screen: Any = pilot.app.screen
        waiting = screen.pressed = Pressed()
        await pilot.press("ctrl+l")
        await until(pilot, on(pilot, "UnlockScreen"))
        assert not waiting.ready()  # given up: it would wait for ever otherwise

    drive(program(root), steps)


def test_evidence_that_is_gone_is_said_in_place(root: Path, tmp_path: Path) -> None:
    photo = str(drawn_picture(tmp_path, "door", "door"))

    async def steps(pilot: Pilot[Any]) -> None:
        await visit_first(pilot, photo)
        for kept in (root / "village" / "evidence").rglob("*.sealed"):
            kept.unlink()
        await pilot.press("f7")
        await until(pilot, lambda: on(pilot, "ReviewScreen")() and pilot.app.screen.items)  # type: ignore[attr-defined]
        await pilot.press("o")
        await until(pilot, lambda: on(pilot, "EvidenceScreen")() and "✗" in shown(pilot.app))
        await pilot.press("escape")
        await until(pilot, on(pilot, "ReviewScreen"))

    drive(program(root), steps)


def test_the_same_key_twice_opens_a_screen_once(root: Path) -> None:
    async def steps(pilot: Pilot[Any]) -> None:
        await unlock(pilot)
        await pilot.press("f7", "f7", "f7")
        await until(pilot, on(pilot, "ReviewScreen"))
        await pilot.press("escape")
        await until(pilot, on(pilot, "HomeScreen"))

    drive(program(root), steps)
