"""The same recording as it would sound elsewhere: under noise, and in a room that echoes."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from biometric.voice.mel import RATE

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


PLACES: tuple[Place, ...] = (
    noise(15.0),
    noise(15.0, colour=1.0),
    echo(6.0),
    lambda samples: noise(20.0)(echo(6.0)(samples)),
)
"""Where a voice enrolled in a quiet office may be verified: design page biometrics measured 14.4 -> 7.7 %
under noise and 7.5 -> 2.5 % in a room by taking the best of five such templates."""
