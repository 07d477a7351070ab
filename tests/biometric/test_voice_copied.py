"""Attack 78 for sounds: a recording is used again for somebody else, encoded anew; found among many by a few words."""

import io
import shutil
import subprocess
import wave
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biometric.devices import Sound
from biometric.errors import MediaUnreadable
from biometric.sound_file import heard_print, wav_bytes
from biometric.voice.copied import SAME, VERSION, asked, differing, sound_print, words
from tests.doubles.speech import RecordedVoice, Voice, voices

FEWEST = 3
"""Words that a copy and its original share at least, of some forty for six digits."""


@pytest.fixture(scope="module")
def speaker() -> Voice:
    return voices(seed=60)[0]


@pytest.fixture(scope="module")
def sound(speaker: Voice) -> Sound:
    return speaker.say("385201")


@pytest.fixture(scope="module")
def print_(sound: Sound) -> bytes:
    return heard_print(wav_bytes(sound))


def like_telephone(sound: Sound) -> Sound:
    """8 bits a sample by the logarithm of ITU-T G.711."""
    said = np.sign(sound.samples) * np.log1p(255 * np.abs(sound.samples)) / np.log(256)
    coarse = np.round(said * 127) / 127
    back = np.sign(coarse) * (256 ** np.abs(coarse) - 1) / 255
    return Sound(back.astype(np.float32), sound.rate)


def slower(sound: Sound, rate: int) -> Sound:
    from scipy.signal import resample_poly

    return Sound(resample_poly(sound.samples, rate // 25, sound.rate // 25).astype(np.float32), rate)


CHANGES: dict[str, Callable[[Sound], Sound]] = {
    "quieter": lambda s: Sound(s.samples * 0.2, s.rate),
    "overdriven": lambda s: Sound(np.clip(s.samples * 3, -0.5, 0.5), s.rate),
    "beginning cut off": lambda s: Sound(s.samples[3777:], s.rate),
    "silence before": lambda s: Sound(np.concatenate([np.zeros(5555, np.float32), s.samples]), s.rate),
    "half the rate": lambda s: slower(s, 8_000),
    "another rate": lambda s: slower(s, 22_050),
    "telephone, cut and quieter": lambda s: like_telephone(slower(Sound(0.5 * s.samples[2222:], s.rate), 8_000)),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_copy_is_the_same_recording(sound: Sound, print_: bytes, change: str) -> None:
    again = heard_print(wav_bytes(CHANGES[change](sound)))
    assert differing(again, print_) < SAME
    assert len(np.intersect1d(asked(again), words(print_))) >= FEWEST


@pytest.mark.parametrize("codec", [["-b:a", "24k", "-f", "mp3"], ["-q:a", "0", "-f", "ogg"],
                                   ["-ar", "8000", "-b:a", "16k", "-f", "mp3"]])  # fmt: skip
def test_a_copy_by_a_codec_is_the_same_recording(sound: Sound, print_: bytes, codec: list[str]) -> None:
    if not shutil.which("ffmpeg"):
        pytest.skip("needs ffmpeg to make the copy")
    made = subprocess.run(["ffmpeg", "-loglevel", "error", "-f", "wav", "-i", "-", *codec, "-"], check=True,
                          input=wav_bytes(sound), capture_output=True).stdout  # fmt: skip
    again = heard_print(made)
    assert differing(again, print_) < SAME
    assert len(np.intersect1d(asked(again), words(print_))) >= FEWEST


def test_a_part_is_the_same_recording_and_so_is_what_holds_it(sound: Sound, print_: bytes) -> None:
    half = heard_print(wav_bytes(Sound(sound.samples[len(sound.samples) // 3 :], sound.rate)))
    assert differing(half, print_) < SAME
    assert differing(print_, half) < SAME


def test_the_same_digits_said_again_and_other_people_are_other_recordings() -> None:
    people = [one for one in voices(seed=61) if isinstance(one, RecordedVoice)]
    if not people:
        pytest.skip("espeak-ng says a thing twice in the same way: needs recorded speakers")
    said = [
        sound_print(one.say(digits).samples[::2])
        for one in people
        for digits in ("385201", "385201", "746913")
    ]
    assert min(differing(a, b) for at, a in enumerate(said) for b in said[:at]) > SAME + 0.05


def test_a_click_louder_than_all_speech_hides_nothing(sound: Sound, print_: bytes) -> None:
    clicked = sound.samples.copy()
    clicked[200:204] = (1.0, -1.0, 1.0, -1.0)
    again = heard_print(wav_bytes(Sound(clicked, sound.rate)))
    assert differing(again, print_) < SAME


def test_where_nothing_sounds_there_is_no_print() -> None:
    for silent in (np.zeros(0, np.float32), np.zeros(100, np.float32), np.zeros(80_000, np.float32)):
        assert sound_print(silent) == b""


def test_a_sound_that_never_changes_is_no_copy_of_speech(print_: bytes) -> None:
    tone = np.sin(np.arange(80_000) * 0.3).astype(np.float32)
    assert differing(sound_print(tone), print_) > SAME


def test_stereo_of_another_header_is_the_same_recording(sound: Sound, print_: bytes) -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(sound.rate)
        out.writeframes(np.repeat(np.round(sound.samples * 20_000).astype("<i2"), 2).tobytes())
    assert differing(heard_print(file.getvalue()), print_) < 0.02


@given(st.binary(max_size=60))
def test_a_damaged_print_is_an_error_with_a_sentence_or_is_read(damage: bytes) -> None:
    for given_ in (damage, VERSION + damage):
        if given_[:2] != VERSION or len(given_) == 2 or (len(given_) - 2) % 6:
            with pytest.raises(MediaUnreadable, match="fingerprint_damaged"):
                words(given_)
        else:
            assert len(words(given_)) <= len(asked(given_))
            assert 0 <= differing(given_, given_) <= 1
