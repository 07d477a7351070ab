"""Invented recordings that stand for somebody saying digits, each its own, and what is made of one to use it again."""

import io
import random
import wave

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
SYLLABLES = 8
MOUTH = ((300.0, 800.0), (900.0, 2200.0), (2300.0, 3000.0))
"""Hertz between which the three resonances of a syllable lie (Peterson and Barney 1952: of vowels)."""


def spoken(chance: random.Random) -> bytes:
    """Give some four seconds in which a voice of its own says syllables of its own, as WAV."""
    noise = np.random.default_rng(chance.getrandbits(64))
    pitch, parts = noise.uniform(85, 240), [_quiet(noise, 0.3)]
    for _ in range(SYLLABLES):
        long = int(noise.uniform(0.22, 0.4) * RATE)
        glide = pitch * np.linspace(noise.uniform(0.85, 1.15), noise.uniform(0.85, 1.15), long)
        turn = 2 * np.pi * np.cumsum(glide) / RATE
        begin, end = ([noise.uniform(*where) for where in MOUTH] for _ in range(2))
        made = np.zeros(long)
        for number in range(1, int(3400 / pitch)):
            where = [np.linspace(a, b, long) for a, b in zip(begin, end, strict=True)]
            loud = sum(1 / (1 + ((number * glide - one) / 90) ** 2) for one in where)
            made += loud * np.sin(number * turn)
        parts += [
            0.06 * made * np.sin(np.linspace(0, np.pi, long)) ** 0.5,
            _quiet(noise, noise.uniform(0.05, 0.25)),
        ]
    return _wav(np.concatenate(parts), RATE)


def again(data: bytes, chance: random.Random) -> bytes:
    """Give the same recording without its beginning, louder or quieter, at a telephone's rate and 8 bits a sample."""
    with wave.open(io.BytesIO(data)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    cut, rate = samples[int(chance.uniform(0, 0.4) * RATE) :], chance.choice((8_000, 11_025))
    slower = np.interp(
        np.arange(0, len(cut), RATE / rate), np.arange(len(cut)), np.convolve(cut, (0.25, 0.5, 0.25), "same")
    )
    told = np.sign(slower) * np.log1p(255 * np.abs(slower)) / np.log(256)  # ITU-T G.711
    heard = np.sign(told) * (256 ** np.abs(np.round(told * 127) / 127) - 1) / 255
    return _wav(chance.uniform(0.3, 1.0) * heard, rate)


def _quiet(noise: np.random.Generator, seconds: float) -> NDArray[np.float64]:
    return 0.001 * noise.standard_normal(int(seconds * RATE))


def _wav(samples: NDArray[np.float64], rate: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return out.getvalue()
