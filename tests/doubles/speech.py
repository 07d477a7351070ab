"""People who say digits: isolated recorded digits joined into strings, or espeak-ng where there are no
recordings."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from biometric.devices import Sound
from biometric.sound_file import read_sound, resampled
from biometric.voice.speech import levels
from tests.shared import SHARED

SPEAKERS = ("george", "jackson", "nicolas", "yweweler")
DIGITS = SHARED / "testdata" / "digits_en"
RATE = 16_000


class Voice(Protocol):
    name: str

    def say(self, digits: str) -> Sound: ...


class RecordedVoice:
    """One speaker of digits_en; no recorded digit is used twice, for that would be a replay."""

    def __init__(self, name: str, seed: int = 0, gap: tuple[float, float] = (0.15, 0.4)) -> None:
        self.name, self.gap = name, gap
        self._random = np.random.default_rng([seed, SPEAKERS.index(name)])
        self._left = {digit: list(self._random.permutation(50)) for digit in "0123456789"}
        some = [self._digit("0", take) for take in range(10)]
        self._floor = 10 ** (float(np.median([levels(piece).min() for piece in some])) / 20)

    def _digit(self, digit: str, take: int) -> np.ndarray:
        return read_sound(DIGITS / self.name / f"{digit}_{self.name}_{take}.wav").samples

    def _silence(self, seconds: float) -> np.ndarray:
        return self._floor * self._random.standard_normal(int(seconds * RATE))

    def say(self, digits: str) -> Sound:
        pieces = [self._silence(0.4)]
        for digit in digits:
            pieces += [
                self._digit(digit, int(self._left[digit].pop())),
                self._silence(self._random.uniform(*self.gap)),
            ]
        pieces.append(self._silence(0.4))
        return Sound(np.concatenate(pieces).astype(np.float32), RATE)


class SyntheticVoice:
    """espeak-ng with a pitch and a voice of its own; every utterance a little different in speed."""

    def __init__(self, name: str, voice: str, pitch: int, seed: int = 0) -> None:
        self.name, self._voice, self._pitch = name, voice, pitch
        self._random = np.random.default_rng([seed, pitch])

    def say(self, digits: str) -> Sound:
        noise = self._random.standard_normal
        pieces = [0.0005 * noise(6400)]
        for digit in digits:
            pieces += [self._word(digit), 0.0005 * noise(int(self._random.uniform(2400, 6400)))]
        samples = np.concatenate([*pieces, 0.0005 * noise(6400)])
        return Sound((samples + 0.0005 * noise(len(samples))).astype(np.float32), RATE)

    def _word(self, digit: str) -> np.ndarray:
        speed = self._random.integers(115, 170)
        pitch = self._pitch + self._random.integers(-4, 5)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "digit.wav")
            command = [
                "espeak-ng",
                "-v",
                self._voice,
                "-s",
                str(speed),
                "-p",
                str(pitch),
                "-w",
                str(path),
                digit,
            ]
            subprocess.run(command, check=True, capture_output=True)
            samples = read_sound(path).samples
        loud = np.flatnonzero(np.abs(samples) > 0.005)
        word = samples[loud[0] : loud[-1] + 1] if loud.size else samples
        # A machine says a word twice in the same way, which is rightly taken for a replay: so stretch each one.
        run = np.linspace(0, 1, int(len(word) * self._random.uniform(0.92, 1.08)))
        run += self._random.uniform(-0.05, 0.05) * np.sin(np.pi * run)
        places = run * (len(word) - 1)
        return np.interp(places, np.arange(len(word)), word)


def voices(seed: int = 0) -> list[Voice]:
    """Two or more different people; skips the test where nobody can speak."""
    if DIGITS.exists():
        return [RecordedVoice(name, seed) for name in SPEAKERS]
    if shutil.which("espeak-ng"):
        return [SyntheticVoice("low", "en-gb", 20, seed), SyntheticVoice("high", "en-us+f3", 80, seed)]
    pytest.skip("needs ../shared/testdata/digits_en or espeak-ng to have somebody speak")


class Played:
    """A microphone that hears the given sounds, one for each recording."""

    name = "played"
    recorded = False

    def __init__(self, sounds: Iterable[Sound]) -> None:
        self._sounds = iter(sounds)

    def record(self, *, stop: Callable[[], bool], level: Callable[[float], None], limit: float) -> Sound:
        sound = next(self._sounds, None)
        assert sound is not None, "more recordings were asked for than the test has"
        level(0.1)
        return sound


def noisy(sound: Sound, decibels: float, seed: int = 0) -> Sound:
    """White noise at a signal-to-noise ratio over the whole recording."""
    power = np.mean(np.square(sound.samples, dtype=np.float64)) / 10 ** (decibels / 10)
    noise = np.random.default_rng(seed).standard_normal(len(sound.samples)) * np.sqrt(power)
    return Sound((sound.samples + noise).astype(np.float32), sound.rate)


def reverberant(sound: Sound, seconds: float = 0.5, direct: float = 6.0, seed: int = 0) -> Sound:
    """A room: an exponentially fading tail under a direct sound that is ``direct`` dB stronger."""
    from scipy.signal import fftconvolve

    count = int(seconds * sound.rate)
    tail = np.random.default_rng(seed).standard_normal(count) * 10 ** (-3 * np.arange(count) / count)
    tail *= np.sqrt(10 ** (-direct / 10) / np.sum(tail**2))
    room = np.concatenate([[1.0], np.zeros(sound.rate // 200), tail])
    return Sound(fftconvolve(sound.samples, room)[: len(sound.samples)].astype(np.float32), sound.rate)


def at_16k(sounds: Sequence[Sound]) -> list[Sound]:
    return [resampled(sound) for sound in sounds]
