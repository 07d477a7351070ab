"""Prompts said aloud: what is run, what is played, and that a recording waits for silence."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from fieldsuite import spoken
from fieldsuite.display import Display
from fieldsuite.spoken import Speaker


class Sound:
    """Sounds for so many looks at it."""

    def __init__(self, looks: int = 2) -> None:
        self.looks, self.killed = looks, False

    def poll(self) -> int | None:
        self.looks -= 1
        return 0 if self.looks < 0 or self.killed else None

    def kill(self) -> None:
        self.killed = True


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    monkeypatch.setattr(spoken, "espeak", lambda: "/usr/bin/espeak-ng")
    monkeypatch.setattr(spoken, "voice_of", lambda language: f"voice-{language}")
    return []


def speaker(begun: list[Sequence[str]], sounds: list[Sound]) -> Speaker:
    def begin(line: Sequence[str]) -> Sound:
        begun.append(line)
        return sounds.pop(0)

    return Speaker(Display(spoken="yue"), begin=begin)


def test_nothing_is_said_unless_somebody_chose_it(begun: list[Sequence[str]]) -> None:
    silent = Speaker(Display(), begin=lambda _line: pytest.fail("something was said"))
    assert silent.prompt("ask_left") and not begun and silent.hushed()


def test_a_prompt_is_one_argument_behind_two_hyphens_and_the_pace_is_slow(begun: list[Sequence[str]]) -> None:
    assert speaker(begun, [Sound()]).prompt("say_digits", "385201")
    assert begun == [
        ["/usr/bin/espeak-ng", "-v", "voice-yue", "-s", "130", "--", "请念数字，3，8，5，2，0，1"]
    ]


def test_the_next_prompt_cuts_off_the_one_before(begun: list[Sequence[str]]) -> None:
    first, second = Sound(99), Sound(99)
    voice = speaker(begun, [first, second])
    voice.prompt("ask_left")
    voice.prompt("ask_blink")
    assert first.killed and not second.killed


def test_a_recording_waits_until_nothing_is_said(begun: list[Sequence[str]]) -> None:
    sound = Sound(3)
    voice = speaker(begun, [sound])
    voice.prompt("say_digits", "1")
    assert voice.hushed() and sound.looks < 0


def test_where_nothing_can_speak_it_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spoken, "voice_of", lambda _language: "")
    voice = Speaker(Display(spoken="hak"))
    assert not voice.ready()
    assert [voice.prompt("ask_left"), voice.prompt("ask_up")] == [False, True]


def test_a_machine_without_a_loudspeaker_is_told_at_the_next_prompt(begun: list[Sequence[str]]) -> None:
    failed = Sound()
    failed.poll = lambda: 1  # type: ignore[method-assign]  # espeak-ng: no sound device
    voice = speaker(begun, [failed, Sound()])
    assert [voice.prompt("ask_left"), voice.prompt("ask_up"), voice.prompt("ask_down")] == [True, False, True]
    assert len(begun) == 1


def test_own_recordings_are_played_by_their_names_and_a_missing_one_is_silent(tmp_path: Path) -> None:
    for name in ("say_digits.wav", "digit_3.flac", "digit_8.wav"):
        (tmp_path / name).touch()
    played: list[Sequence[Path]] = []

    def play(files: Sequence[Path]) -> Sound:
        played.append(files)
        return Sound()

    voice = Speaker(Display(spoken="own", recordings=str(tmp_path)), play=play)
    assert voice.ready() and voice.prompt("say_digits", "385") and voice.prompt("ask_left")
    assert [[path.name for path in files] for files in played] == [
        ["say_digits.wav", "digit_3.flac", "digit_8.wav"]
    ]


def test_a_recording_that_cannot_be_played_ends_no_certification(tmp_path: Path) -> None:
    (tmp_path / "ask_left.wav").write_bytes(b"no sound")
    voice = Speaker(Display(spoken="own", recordings=str(tmp_path)))
    assert not voice.prompt("ask_left") and voice.prompt("ask_left")


def test_a_voice_that_spells_chinese_out_in_english_is_not_used() -> None:
    """espeak-ng 1.51: its Hakka has no characters, its voice ``cmn`` reads pinyin as English (issue 1236)."""
    if spoken.espeak() is None:
        pytest.skip("espeak-ng is not installed here")
    spoken.voice_of.cache_clear()
    assert spoken.voice_of("cmn") in ("cmn-latn-pinyin", "cmn")
    assert spoken.voice_of("yue") == "yue"
    assert spoken.voice_of("nobody") == ""
