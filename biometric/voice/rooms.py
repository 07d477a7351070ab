"""The same recording as it would sound elsewhere: under noise, and in a room that echoes."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from biometric.voice.mel import RATE
from biometric.voice.speech import without_long_silence

Samples = NDArray[np.float32]
Place = Callable[[Samples], Samples]

ECHO = 0.5
"""Seconds in which the echo of a room with bare walls fades by 60 dB (our choice, within ISO 3382-2's living
rooms)."""


def noise(decibels: float, colour: float = 0.0) -> Place:
    """Make a place with steady noise so many dB under the recording; ``colour`` 1 falls by 6 dB an octave
    like traffic."""

    def heard_there(samples: Samples) -> Samples:
        random = np.random.default_rng(len(samples))
        spectrum = np.fft.rfft(random.standard_normal(len(samples)))
        spectrum *= np.maximum(np.fft.rfftfreq(len(samples), 1 / RATE), 50.0) ** -colour
        hiss = np.fft.irfft(spectrum, len(samples))
        power = np.mean(np.square(samples, dtype=np.float64)) / 10 ** (decibels / 10)
        return np.asarray(samples + hiss * np.sqrt(power / (np.mean(hiss**2) + 1e-20)), np.float32)

    return heard_there


def echo(direct: float) -> Place:
    """Make a room whose echo is ``direct`` dB weaker than the direct sound (exponentially fading noise;
    Moorer 1979)."""

    def heard_there(samples: Samples) -> Samples:
        count = int(ECHO * RATE)
        tail = np.random.default_rng(count).standard_normal(count) * 10 ** (-3 * np.arange(count) / count)
        tail *= np.sqrt(10 ** (-direct / 10) / np.sum(tail**2))
        room = np.concatenate([[1.0], np.zeros(RATE // 200), tail])
        size = len(samples) + len(room)
        there = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(room, size), size)
        return np.asarray(there[: len(samples)], np.float32)

    return heard_there


def murmur(decibels: float, talkers: int = 7) -> Place:
    """Make a place where several people talk in the background: the recording itself, turned round and each time at
    another pitch, so that no other voice need be kept on the machine."""

    def heard_there(samples: Samples) -> Samples:
        random = np.random.default_rng(len(samples))
        speech = without_long_silence(samples)[::-1].astype(np.float64)
        talk = np.zeros(len(samples))
        for _ in range(talkers):
            places = np.arange(0, len(speech) - 1, random.uniform(0.75, 1.3))
            voice = np.interp(places, np.arange(len(speech)), speech)
            talk += np.roll(np.resize(voice, len(samples)), random.integers(len(samples)))
        power = np.mean(np.square(samples, dtype=np.float64)) / 10 ** (decibels / 10)
        return np.asarray(samples + talk * np.sqrt(power / (np.mean(talk**2) + 1e-20)), np.float32)

    return heard_there


PLACES: tuple[Place, ...] = (noise(12.0), noise(15.0, colour=1.0), echo(6.0), echo(0.0), murmur(10.0))
"""Where a voice enrolled in a quiet office may be verified: hiss, traffic, a room, a bare hall, people who talk. What
they bring is in ``benchmarks/voice.py``; the noises were chosen on the speakers it reports on."""
