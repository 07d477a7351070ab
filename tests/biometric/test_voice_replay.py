"""Attack 80: the recording of another day is played again, whole, changed, or cut together anew."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from biometric.devices import Sound
from biometric.errors import MediaUnreadable
from biometric.sound_file import read_sound, resampled, wav_bytes
from biometric.voice.replay import SHARE, fingerprint, heard_before
from tests.doubles.speech import RecordedVoice, Voice, noisy, reverberant, voices


@pytest.fixture(scope="module")
def speaker() -> Voice:
    return voices(seed=50)[0]


@pytest.fixture(scope="module")
def sound(speaker: Voice) -> Sound:
    return speaker.say("385201")


def test_the_very_same_recording_is_known(sound: Sound) -> None:
    assert heard_before(fingerprint(sound), [fingerprint(sound)]) == 1.0


def test_a_fingerprint_is_small(sound: Sound) -> None:
    assert len(fingerprint(sound)) < 150 * sound.seconds + 100


@pytest.mark.parametrize(
    "change",
    [
        lambda s: Sound(s.samples * 0.3, s.rate),
        lambda s: Sound(s.samples[2345:], s.rate),
        lambda s: Sound(np.concatenate([np.zeros(4321, np.float32), s.samples]), s.rate),
        lambda s: noisy(s, 10),
        lambda s: reverberant(s, direct=3.0),
        lambda s: Sound(np.clip(s.samples * 3, -0.5, 0.5), s.rate),
    ],
    ids=[
        "quieter",
        "beginning cut off",
        "silence before",
        "noise over it",
        "from a loudspeaker in a room",
        "overdriven",
    ],
)
def test_a_changed_copy_is_known(sound: Sound, change: Callable[[Sound], Sound]) -> None:
    assert heard_before(fingerprint(change(sound)), [fingerprint(sound)]) > SHARE


@pytest.mark.parametrize(
    "words", [["-b:a", "32k", "copy.mp3"], ["-ar", "8000", "copy.flac"], ["-q:a", "0", "copy.ogg"]]
)
def test_a_copy_in_another_format_or_rate_is_known(sound: Sound, tmp_path: Path, words: list[str]) -> None:
    if not shutil.which("ffmpeg"):
        pytest.skip("needs ffmpeg to make the copy")
    (tmp_path / "first.wav").write_bytes(wav_bytes(sound))
    command = [
        "ffmpeg",
        "-loglevel",
        "error",
        "-i",
        str(tmp_path / "first.wav"),
        *words[:-1],
        str(tmp_path / words[-1]),
    ]
    subprocess.run(command, check=True)
    copy = read_sound(tmp_path / words[-1])
    assert heard_before(fingerprint(copy), [fingerprint(sound)]) > SHARE


def test_a_resampled_copy_is_known(sound: Sound) -> None:
    from scipy.signal import resample_poly

    slow = Sound(resample_poly(sound.samples, 1, 2).astype(np.float32), 8_000)
    assert heard_before(fingerprint(resampled(slow)), [fingerprint(sound)]) > SHARE


def test_the_same_digits_said_again_are_no_replay() -> None:
    for speaker in voices(seed=51):
        if not isinstance(speaker, RecordedVoice):
            pytest.skip("espeak-ng says a thing twice in the same way: needs recorded speakers")
        first, again, other = speaker.say("385201"), speaker.say("385201"), speaker.say("746913")
        seen = [fingerprint(first)]
        assert heard_before(fingerprint(again), seen) == 0.0
        assert heard_before(fingerprint(other), seen) == 0.0


def test_a_string_cut_together_from_older_recordings_is_known(speaker: Voice) -> None:
    one, two = speaker.say("3852"), speaker.say("0174")
    half_one, half_two = one.samples[: len(one.samples) // 2], two.samples[len(two.samples) // 2 :]
    spliced = Sound(np.concatenate([half_one, half_two]), one.rate)
    assert heard_before(fingerprint(spliced), [fingerprint(one), fingerprint(two)]) > SHARE


def test_nothing_seen_is_nothing_heard_before(sound: Sound) -> None:
    assert heard_before(fingerprint(sound), []) == 0.0
    empty = fingerprint(Sound(np.zeros(10, np.float32), 16_000))
    assert heard_before(empty, [fingerprint(sound)]) == 0.0
    assert heard_before(fingerprint(sound), [empty]) == 0.0


@pytest.mark.parametrize("damage", [b"", b"V1", b"X" * 100, b"V1" + b"\0" * 32 + b"\xff" * 4])
def test_a_damaged_fingerprint_is_an_error_with_a_sentence(sound: Sound, damage: bytes) -> None:
    with pytest.raises(MediaUnreadable, match="fingerprint_damaged"):
        heard_before(fingerprint(sound), [damage])
