"""Sound files of any rate become mono sound at 16 kHz, or an error with a sentence."""

import io
import math
import wave
from pathlib import Path

import numpy as np

from biometric.decoding import wire
from biometric.decoding.pool import ask
from biometric.devices import Sound
from biometric.errors import MediaUnreadable

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
    """Read the bytes of such a file; a child process decodes them. Raises MediaUnreadable."""
    if len(data) > LARGEST:
        raise MediaUnreadable("sound_too_long")
    words, body = ask(wire.SOUND, data)
    rate = words.get("rate")
    if not isinstance(rate, int) or not LOWEST_RATE <= rate <= HIGHEST_RATE or len(body) % 4:
        raise MediaUnreadable("media_breaks_reader")
    samples = np.frombuffer(body, np.float32)
    if not samples.size or not np.isfinite(samples).all():
        raise MediaUnreadable("sound_unreadable")
    return resampled(Sound(samples, rate))


def heard_print(data: bytes) -> bytes:
    """Give the print by which copies of a recording are found (``voice.copied``), empty where nothing sounds; a child
    process decodes and computes. 30 ms for 10 s. Raises MediaUnreadable."""
    if len(data) > LARGEST:
        raise MediaUnreadable("sound_too_long")
    return bytes(ask(wire.HEARD, data)[1])


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
