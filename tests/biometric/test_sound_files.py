"""Sound files: every format and rate becomes mono at 16 kHz, and everything else a sentence."""

import shutil
import struct
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biometric.devices import Sound
from biometric.errors import MediaUnreadable
from biometric.sound_file import decode_sound, read_sound, resampled, wav_bytes
from tests.shared import shared


def tone(seconds: float = 1.0, rate: int = 16_000, hertz: float = 440.0) -> Sound:
    return Sound(
        (0.3 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(np.float32), rate
    )


def loudest(sound: Sound) -> float:
    spectrum = np.abs(np.fft.rfft(sound.samples))
    return float(spectrum.argmax()) * sound.rate / len(sound.samples)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 44_101])
def test_every_rate_becomes_16_khz_and_keeps_its_pitch(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "tone.wav"
    path.write_bytes(wav_bytes(tone(rate=rate)))
    sound = read_sound(path)
    assert sound.rate == 16_000 and sound.samples.dtype == np.float32
    assert sound.seconds == pytest.approx(1.0, abs=0.001)
    assert loudest(sound) == pytest.approx(440, abs=2)


def test_stereo_becomes_mono(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(np.repeat(np.array([8_000, -4_000] * 500, "<i2"), 1).tobytes())
    sound = read_sound(path)
    assert len(sound.samples) == 500
    assert sound.samples[100] == pytest.approx(2_000 / 32_768, abs=1e-3)


@pytest.mark.parametrize("ending", ["flac", "mp3", "ogg"])
def test_other_formats_are_read_by_what_they_are(tmp_path: Path, ending: str) -> None:
    if not shutil.which("ffmpeg"):
        pytest.skip("needs ffmpeg to make the file")
    (tmp_path / "tone.wav").write_bytes(wav_bytes(tone()))
    made = tmp_path / f"tone.{ending}"
    subprocess.run(["ffmpeg", "-loglevel", "error", "-i", tmp_path / "tone.wav", made], check=True)
    misnamed = made.rename(tmp_path / "录音.wav")
    sound = read_sound(misnamed)
    assert sound.seconds == pytest.approx(1.0, abs=0.1)
    assert loudest(sound) == pytest.approx(440, abs=8)


def test_the_shared_recordings_are_read() -> None:
    assert read_sound(shared("digits_en", "george", "3_george_0.wav")).seconds == pytest.approx(
        0.497, abs=0.01
    )
    assert read_sound(shared("speech_en", "1688", "1688-142285-0000.flac")).seconds == pytest.approx(
        15, abs=0.1
    )


def refusal(data: bytes) -> str:
    with pytest.raises(MediaUnreadable) as refused:
        decode_sound(data)
    assert refused.value.code == "E_MEDIA"
    return refused.value.key


def lying(rate: int = 16_000, declared: int | None = None, data: bytes = b"\0" * 3200) -> bytes:
    length = len(data) if declared is None else declared
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    body = head + struct.pack("<4sI", b"data", length) + data
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "sound_unreadable"),
        (b"hello, I am a text file", "sound_unreadable"),
        (b"RIFF", "sound_unreadable"),
        (b"RIFF\0\0\0\0WAVE", "sound_unreadable"),
        (b"fLaC" + b"\0" * 100, "sound_unreadable"),
        (b"OggS" + b"\0" * 100, "sound_unreadable"),
        (b"ID3" + b"\0" * 100, "sound_unreadable"),
        (lying(rate=0), "sound_no_rate"),
        (lying(rate=1_000), "sound_rate"),
        (lying(rate=500_000), "sound_rate"),
        (lying(declared=2**32 - 1), "sound_cut_off"),
        (lying(declared=3201), "sound_cut_off"),
        (lying(data=b""), "sound_empty"),
        (lying(rate=8_000, data=b"\0" * (2 * 8_000 * 601)), "sound_too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}_bytes",
)
def test_what_is_not_a_recording_gets_a_sentence(data: bytes, key: str) -> None:
    assert refusal(data) == key


def test_a_text_file_that_calls_itself_wav_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("三八五二零一", encoding="utf-8")
    with pytest.raises(MediaUnreadable, match="sound_unreadable"):
        read_sound(path)


def test_not_a_number_is_no_sound() -> None:
    data = np.full(1600, np.nan, "<f4").tobytes()
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, 16_000, 64_000, 4, 32)
    body = head + struct.pack("<4sI", b"data", len(data)) + data
    assert refusal(b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body) == "sound_unreadable"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_a_sound_or_a_sentence_never_anything_else(data: st.DataObject) -> None:
    whole = bytearray(wav_bytes(tone(0.1)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, 60))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    try:
        assert decode_sound(bytes(whole[:cut])).rate == 16_000
    except MediaUnreadable as error:
        assert error.key.startswith("sound_")


def test_a_wav_of_ours_comes_back_as_it_was() -> None:
    sound = tone(0.5)
    assert np.abs(decode_sound(wav_bytes(sound)).samples - sound.samples).max() < 1e-4
    assert resampled(sound) is sound
