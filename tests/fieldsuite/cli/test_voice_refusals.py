"""Every kind of recording that will not do gets a sentence of its own from ``voice verify`` and ``voice enrol``."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from biometric.devices import Sound
from biometric.sound_file import wav_bytes
from fieldsuite.casework import consent
from tests.doubles.enrolled import STRINGS, Person, enrolled_people
from tests.doubles.speech import noisy
from tests.fieldsuite.casework.test_calibrating_voices import kept
from tests.fieldsuite.cli.line import Line
from tests.grounds import Place

Change = Callable[[Sound], Sound]


def louder(by: float) -> Change:
    """Played so much louder or softer, cut off at full scale."""
    return lambda sound: Sound(np.clip(sound.samples * np.float32(by), -1, 1), sound.rate)


def longer(seconds: float) -> Change:
    """Followed by so much of a quiet room."""

    def waited(sound: Sound) -> Sound:
        room = 3e-4 * np.random.default_rng(0).standard_normal(int(seconds * sound.rate))
        return Sound(np.concatenate([sound.samples, room]).astype(np.float32), sound.rate)

    return waited


def first_second(sound: Sound) -> Sound:
    """Cut off after 1.5 s."""
    return Sound(sound.samples[: int(1.5 * sound.rate)], sound.rate)


POOR: dict[str, Change] = {
    "声音太小，请靠近麦克风，大声一点。": louder(0.002),
    "声音太大，请离麦克风远一点。": louder(40),
    "周围太吵，请关上门窗、电视再念一次。": lambda sound: noisy(sound, 5),
    "念得太短，请把数字全部念完，一个一个慢慢念。": first_second,
    "空白太长，请按空格后马上念。": longer(45),
    "录音太长，只念屏幕上的数字就好。": longer(70),
}
"""By design page biometrics: too quiet, clipped, noisy, too short, too little speech; and far too long."""


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


@pytest.fixture
def people(live: Place) -> tuple[Person, ...]:
    """Two people; the voice of the first is the template of p-fine."""
    found = enrolled_people()
    with live.officer() as office:
        kept(office, "p-fine", found[0].enrolled.template)
    return found


def said(live: Place, line: Line, tmp_path: Path, sound: Sound, digits: str) -> tuple[int, str]:
    """Exit status and what ``voice verify`` tells."""
    file = tmp_path / "said.wav"
    file.write_bytes(wav_bytes(sound))
    words = ("voice", "verify", "p-fine", "--wav", file, "--digits", digits)
    answer = line.plain("--home", live.village, "--lang", "zh", *words, "--passphrase-file", live.secret)
    assert not answer.err
    return answer.code, answer.out


@pytest.mark.requirement("R075")
def test_each_poor_recording_says_the_one_thing_to_change(
    live: Place, line: Line, tmp_path: Path, people: tuple[Person, ...]
) -> None:
    for sentence, change in POOR.items():
        status, out = said(live, line, tmp_path, change(people[0].voice.say("731956")), "731956")
        assert (status, out.splitlines()[:2]) == (1, ["录音不清楚", sentence])
    status, out = said(live, line, tmp_path, people[0].voice.say("731956"), "731956")
    assert status == 0 and "声音和数字都对。" in out, "poor ones are no failed verification"


def test_f80_a_replay_other_digits_and_another_person_are_told_apart(
    live: Place, line: Line, tmp_path: Path, people: tuple[Person, ...]
) -> None:
    one, other = people
    sound = one.voice.say("508364")
    assert said(live, line, tmp_path, sound, "508364")[0] == 0
    assert "这段录音以前用过" in said(live, line, tmp_path, sound, "508364")[1]
    status, out = said(live, line, tmp_path, one.voice.say("294750"), "816305")
    assert status == 1 and "念的和屏幕上的数字不一样" in out and "未过：念的数字" in out
    status, out = said(live, line, tmp_path, other.voice.say("731956"), "731956")
    assert status == 1 and "照片" not in out, "nobody speaks of photographs where a voice was heard"


def test_a_refused_enrolment_names_the_recording(
    live: Place, line: Line, tmp_path: Path, people: tuple[Person, ...]
) -> None:
    with live.officer() as office:
        consent.give(office, "p-soon", consent.ConsentForm(face=False, voice=True, read_by="李梅"))
    words: list[object] = []
    for digits, sound in zip(STRINGS, people[1].sounds, strict=True):
        file = tmp_path / f"{digits}.wav"
        file.write_bytes(wav_bytes(people[0].sounds[2] if digits == STRINGS[2] else sound))
        words += ["--wav", file, "--digits", digits]
    answer = line.plain("--home", live.village, "--lang", "zh", "voice", "enrol", "p-soon", *words,
                        "--passphrase-file", live.secret)  # fmt: skip
    assert answer.code == 1
    assert answer.out.splitlines() == [
        "中途换了人", "这一遍的声音和其他几遍不像，请本人自己再念一遍。", str(tmp_path / f"{STRINGS[2]}.wav"),
    ]  # fmt: skip
