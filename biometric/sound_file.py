"""Sound files of any rate become mono sound at 16 kHz, or an error with a sentence."""

from pathlib import Path

from biometric.devices import Sound


def read_sound(path: Path) -> Sound:
    """Read a WAV, FLAC, MP3 or Ogg Vorbis file as mono float32 at 16 kHz.

    Raises MediaUnreadable when it is not sound, lies about its length, has no rate, is empty or longer than 10 minutes.
    """
    raise NotImplementedError


def wav_bytes(sound: Sound) -> bytes:
    """Give the sound as a WAV file: mono, 16 bits, its own rate."""
    raise NotImplementedError
