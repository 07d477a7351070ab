"""What is kept of a spoken digit: how strong each band is every 10 ms, against the speech of its recording.

Bands and not cepstra, because to bands the noise of another place can be added later: the digits of a quiet enrolment
are then compared as they would have sounded there.
"""

import numpy as np
from numpy.typing import NDArray

from biometric.voice.mel import mel_power
from biometric.voice.speech import Flags

Bands = NDArray[np.float32]
"""Natural logarithms of power, 0 for the mean of the recording's speech over all bands; shape (frames, 24), 100 frames
a second."""
Noise = NDArray[np.float64]
"""Power of a steady background in each band in the same measure, not a logarithm; shape (24,)."""

ALL = 32
"""Mel bands between 0 and 8 kHz."""
USED = 24
"""Bands that count, up to about 4 kHz: what a telephone or a cheap microphone passes too."""
FLOOR = float(np.exp(-14.5))
"""Power that stands for silence: 63 dB under the mean of speech, about 70 dB under its loudest band. Soft consonants
tell five from nine (measured, enrolment and recording far apart: right strings refused where 2 % with one digit wrong
pass, 2.4 % with it, 3.4 % with a floor 17 dB higher)."""
QUIETEST = 0.08
"""Share of frames that are background: pauses between digits are longer."""


def bands(samples: NDArray[np.float32], speech: Flags) -> Bands:
    """Give the bands of a recording at 16 kHz, one row for each flag of ``speech``."""
    power = mel_power(samples, ALL)[: len(speech), :USED].astype(np.float64)
    loud = power[speech] if speech.any() else power
    mean = max(float(loud.sum(axis=1).mean()), 1e-12) if len(loud) else 1.0
    return np.asarray(np.log(power / mean + FLOOR), np.float32)


def background(rows: Bands) -> Noise:
    """Give the steady background: the mean power of the quietest frames."""
    power = np.exp(rows.astype(np.float64))
    count = max(1, round(len(power) * QUIETEST))
    return np.asarray(power[np.argsort(power.sum(axis=1))[:count]].mean(axis=0))


def with_noise(rows: Bands, noise: Noise) -> Bands:
    """Give the bands as they would be with so much more steady noise."""
    return np.asarray(np.log(np.exp(rows.astype(np.float64)) + noise), np.float32)


def spoken(rows: Bands) -> Flags:
    """Say which frames of a kept digit are speech and not the silence beside it: 20 dB under the mean and above."""
    return np.asarray(np.exp(rows.astype(np.float64)).sum(axis=1) > 0.01, np.bool_)
