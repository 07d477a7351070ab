"""The microphone: it ends when the person has spoken, and says so in a sentence when it is not there."""

from pathlib import Path

import numpy as np
import pytest

from biometric.devices import Sound
from biometric.errors import DeviceMissing, MediaUnreadable
from biometric.microphone import LineIn, SoundFiles, microphones
from biometric.sound_file import wav_bytes
from biometric.steps import Level
from biometric.voice.go import AT_ONCE, Go
from biometric.voice.listening import record
from biometric.voice.silence_end import QUIET
from tests.doubles.capture import OneDevice
from tests.doubles.speech import voices


def listen(
    machine: OneDevice, stop: object = lambda: False, limit: float = 20.0
) -> tuple[Sound, list[float]]:
    levels: list[float] = []
    microphone = LineIn(driver=machine, patience=0.3)
    return microphone.record(stop=stop, level=levels.append, limit=limit), levels  # type: ignore[arg-type]


def with_silence(seconds: float) -> np.ndarray:
    said = voices(seed=60)[0].say("385201").samples
    quiet = np.random.default_rng(0).normal(0, 1e-4, int(seconds * 16_000))
    return np.concatenate([quiet[:8_000], said, quiet]).astype(np.float32)


def test_silence_after_speech_ends_the_recording() -> None:
    samples = with_silence(10.0)
    sound, levels = listen(OneDevice(samples))
    assert len(samples) / 16_000 - 10 < sound.seconds < len(samples) / 16_000 - 10 + QUIET + 0.5
    assert len(levels) == pytest.approx(10 * sound.seconds, abs=1)
    assert max(levels) > 10 * min(levels)


def test_silence_before_speech_ends_nothing() -> None:
    quiet = np.random.default_rng(0).normal(0, 1e-4, 64_000)
    said = with_silence(4.0)
    sound, _ = listen(OneDevice(np.concatenate([quiet, said]).astype(np.float32)))
    assert sound.seconds > 4 + len(said) / 16_000 - 4


def test_a_key_ends_the_recording() -> None:
    asked: list[int] = []
    sound, _ = listen(OneDevice(with_silence(5.0)), stop=lambda: len(asked) >= 10 or asked.append(1))  # type: ignore[func-returns-value]
    assert sound.seconds == pytest.approx(1.0)


def test_a_recording_is_never_longer_than_its_limit() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, 16_000 * 8).astype(np.float32)
    assert listen(OneDevice(noise), limit=3.05)[0].seconds == pytest.approx(3.05)


def test_the_device_is_let_go_whatever_happens() -> None:
    machine = OneDevice(np.zeros(1_600, np.float32))
    with pytest.raises(DeviceMissing) as gone:
        listen(machine)
    assert (gone.value.key, gone.value.code) == ("microphone_gone", "E_DEVICE")
    assert machine.device.closed


def test_a_microphone_that_is_not_there_is_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DeviceMissing) as missing:
        LineIn(index=len(microphones())).record(stop=lambda: False, level=lambda _: None, limit=1.0)
    assert (missing.value.key, missing.value.code) == ("no_microphone", "E_DEVICE")
    assert "ALSA" not in capfd.readouterr().err


def test_files_are_played_one_after_the_other(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.wav").write_bytes(
            wav_bytes(Sound(np.full(1_600 * number, 0.1, np.float32), 16_000))
        )
    files = SoundFiles([tmp_path / "1.wav", tmp_path / "2.wav"])
    lengths = [
        len(files.record(stop=lambda: False, level=lambda _: None, limit=1.0).samples) for _ in range(2)
    ]
    assert lengths == [1_600, 3_200] and files.recorded and files.name.endswith("2.wav")
    with pytest.raises(MediaUnreadable, match="no_recording_left"):
        files.record(stop=lambda: False, level=lambda _: None, limit=1.0)


def test_levels_flow_while_it_records_and_the_sound_comes_last() -> None:
    steps = record(LineIn(driver=OneDevice(with_silence(3.0))), AT_ONCE)
    levels = []
    try:
        while True:
            levels.append(next(steps))
    except StopIteration as end:
        sound = end.value
    assert all(isinstance(level, Level) for level in levels) and len(levels) > 30
    assert sound.rate == 16_000


def test_who_stops_consuming_stops_the_microphone() -> None:
    machine = OneDevice(np.tile(with_silence(0.1), 50))
    steps = record(LineIn(driver=machine), Go(ready=lambda: True, stop=lambda: False), limit=600.0)
    next(steps)
    steps.close()
    assert machine.device.closed


def test_an_error_of_the_device_reaches_whoever_consumes() -> None:
    with pytest.raises(DeviceMissing, match="microphone_gone"):
        list(record(LineIn(driver=OneDevice(np.zeros(0, np.float32)), patience=0.1), AT_ONCE))
