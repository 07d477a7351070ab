"""Sound files of any rate become mono sound at 16 kHz, or an error with a sentence."""

import io
import math
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Sound
from biometric.errors import MediaUnreadable
from biometric.voice.wav_header import wav_rate

if TYPE_CHECKING:
    from miniaudio import SoundFileInfo

RATE = 16_000
"""Samples a second of everything that is read."""
LONGEST = 600.0
"""Seconds: a string of digits takes 10; more than 10 minutes is a mistake, not a recording of digits (our
choice)."""
LARGEST = 256 * 2**20
"""Bytes of a file: 10 minutes of stereo at 48 kHz and 32 bits are 230 MB."""
LOWEST_RATE, HIGHEST_RATE = 8_000, 384_000
"""Samples a second: telephone sound is the least a voice can be known by; no device records above 384 kHz."""


def read_sound(path: Path) -> Sound:
    """Read a WAV, FLAC, MP3 or Ogg Vorbis file as mono float32 at 16 kHz.

    Raises MediaUnreadable when it is not sound, lies about its length, has no rate, is empty or longer than
    10 minutes, and OSError when the file cannot be opened.
    """
    if path.stat().st_size > LARGEST:
        raise MediaUnreadable("sound_too_long")
    return decode_sound(path.read_bytes())


def decode_sound(data: bytes) -> Sound:
    """Read the bytes of such a file. Raises MediaUnreadable."""
    import miniaudio

    describe = _by_first_bytes(data)
    if describe is None:
        raise MediaUnreadable("sound_unreadable")
    if data[:4] == b"RIFF":
        _check_rate(wav_rate(data))
    try:
        info: SoundFileInfo = describe(data)
        _check_rate(info.sample_rate)
        if info.num_frames > LONGEST * info.sample_rate:
            raise MediaUnreadable("sound_too_long")
        samples = _decode(data, info.sample_rate)
    except (miniaudio.MiniaudioError, ZeroDivisionError) as error:
        raise MediaUnreadable("sound_unreadable") from error
    if not samples.size:
        raise MediaUnreadable("sound_empty")
    if not np.isfinite(samples).all():
        raise MediaUnreadable("sound_unreadable")
    return resampled(Sound(samples, info.sample_rate))


def resampled(sound: Sound) -> Sound:
    """Give the sound at 16 kHz (polyphase filter of scipy)."""
    if sound.rate == RATE:
        return sound
    from scipy.signal import resample_poly

    common = math.gcd(RATE, sound.rate)
    samples = resample_poly(sound.samples.astype(np.float64), RATE // common, sound.rate // common)
    return Sound(np.clip(samples, -1, 1).astype(np.float32), RATE)


def wav_bytes(sound: Sound) -> bytes:
    """Give the sound as a WAV file: mono, 16 bits, its own rate."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sound.rate)
        out.writeframes(pcm16(sound))
    return file.getvalue()


def pcm16(sound: Sound) -> bytes:
    """Give the samples as 16-bit integers, little endian."""
    return np.round(np.clip(sound.samples, -1, 1) * 32767).astype("<i2").tobytes()


def _by_first_bytes(data: bytes) -> Any:
    """Find the reader by what the file is, not by what it is called."""
    import miniaudio

    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return miniaudio.wav_get_info
    if data[:4] == b"fLaC":
        return miniaudio.flac_get_info
    if data[:4] == b"OggS":
        return miniaudio.vorbis_get_info
    if data[:3] == b"ID3" or (len(data) > 2 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2):
        return miniaudio.mp3_get_info
    return None


def _check_rate(rate: int) -> None:
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise MediaUnreadable("sound_rate", rate=rate)


def _decode(data: bytes, rate: int) -> NDArray[np.float32]:
    """Decode to mono at the file's own rate, in pieces, because a header may declare less than follows."""
    import miniaudio

    pieces, total = [], 0
    stream = miniaudio.stream_memory(data, miniaudio.SampleFormat.FLOAT32, 1, rate, 16384)
    for piece in stream:
        pieces.append(np.frombuffer(piece, np.float32))
        total += len(piece)
        if total > LONGEST * rate:
            raise MediaUnreadable("sound_too_long")
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
