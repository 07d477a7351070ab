"""A poor recording is said to be poor, with the one thing to change."""

import numpy as np
import pytest

from biometric.devices import Sound
from biometric.voice.quality import advice, judge
from tests.doubles.speech import Voice, noisy, voices


@pytest.fixture(scope="module")
def speaker() -> Voice:
    return voices(seed=30)[0]


@pytest.fixture(scope="module")
def good(speaker: Voice) -> Sound:
    return speaker.say("38520174")


def changed(sound: Sound, samples: np.ndarray) -> Sound:
    return Sound(samples.astype(np.float32), sound.rate)


def value(sound: Sound, name: str) -> float:
    return next(measure.value for measure in judge(sound) if measure.name == name)


def test_a_good_recording_needs_no_advice(good: Sound) -> None:
    assert advice(judge(good)) is None
    assert {measure.name for measure in judge(good)} == {
        "sound_level", "sound_clipping", "sound_noise", "sound_speech", "sound_share", "sound_length",
    }  # fmt: skip


@pytest.mark.requirement("R075")
def test_noise_asks_for_quiet(good: Sound) -> None:
    """Design page: under 20 dB of signal to noise, ask again."""
    assert advice(judge(noisy(good, 5))) == "advice_sound_noise_low"
    assert (
        value(noisy(good, 20), "sound_noise")
        > value(noisy(good, 15), "sound_noise")
        > value(noisy(good, 10), "sound_noise")
    )


def test_a_whisper_into_a_far_microphone_asks_to_come_nearer(good: Sound) -> None:
    assert advice(judge(changed(good, good.samples * 0.005))) == "advice_sound_level_low"


def test_a_shout_asks_to_move_away(good: Sound) -> None:
    shout = changed(good, np.clip(good.samples * 40, -1, 1))
    assert advice(judge(shout)) == "advice_sound_clipping_high"


def test_under_two_and_a_half_seconds_of_speech_ask_again(speaker: Voice) -> None:
    short = speaker.say("38")
    assert value(short, "sound_speech") < 2.5
    assert advice(judge(short)) == "advice_sound_speech_low"


def test_a_forgotten_microphone_is_noticed(good: Sound) -> None:
    quiet = np.random.default_rng(0).normal(0, 1e-4, 30 * good.rate)
    assert advice(judge(changed(good, np.concatenate([good.samples, quiet])))) == "advice_sound_share_low"


def test_a_minute_is_no_string_of_digits(good: Sound) -> None:
    many = changed(good, np.tile(good.samples, 1 + int(60 / good.seconds)))
    assert advice(judge(many)) == "advice_sound_length_high"


def test_hum_of_the_mains_is_not_taken_for_noise_or_speech(good: Sound) -> None:
    hum = 0.02 * np.sin(2 * np.pi * 50 * np.arange(len(good.samples)) / good.rate)
    with_hum = changed(good, good.samples + hum)
    assert advice(judge(with_hum)) is None
    assert value(with_hum, "sound_speech") == pytest.approx(value(good, "sound_speech"), abs=0.2)


@pytest.mark.parametrize(
    "samples", [np.zeros(0), np.zeros(1), np.zeros(100), np.zeros(48_000), np.ones(48_000)]
)
def test_nothing_said_is_poor_and_no_error(samples: np.ndarray) -> None:
    assert advice(judge(Sound(samples.astype(np.float32), 16_000))) is not None
