"""Is a recording good enough to judge a voice by, and if not, what is the one thing to change?"""

from dataclasses import dataclass

import numpy as np

from biometric.devices import Sound
from biometric.steps import Measure
from biometric.voice.speech import levels, noise_floor, speaking, widened

AROUND = 20
"""Frames around speech that still count as speech: 200 ms (ITU-T P.56, hangover of the active speech level), before it
too, because digits said one by one begin softly."""


@dataclass(frozen=True, slots=True)
class SoundLimits:
    """What a recording must be."""

    level: float = -50.0
    """dB of full scale of the speech, at least: 16 bits leave 40 dB under it (our choice)."""
    clipping: float = 0.005
    """Share of samples at full scale, at most (our choice)."""
    noise: float = 20.0
    """dB from background to speech, at least (design page biometrics, thresholds: under 20 dB ask again)."""
    speech: float = 2.5
    """Seconds of speech, at least (same source)."""
    length: float = 60.0
    """Seconds of the whole recording, at most: eight digits take ten (our choice)."""
    share: float = 0.2
    """Share of the recording that is speech, at least: less is a forgotten microphone (our choice)."""


LIMITS = SoundLimits()


def judge(sound: Sound, limits: SoundLimits = LIMITS) -> tuple[Measure, ...]:
    """Measure a recording at 16 kHz: level, clipping, noise, seconds and share of speech, the most telling
    first."""
    level = levels(sound.samples)
    speech = speaking(level)
    loud = _mean(level[speech]) if speech.any() else float(level.max(initial=-90.0))
    active = widened(speech, AROUND)
    clipped = float(np.mean(np.abs(sound.samples) >= 0.995)) if sound.samples.size else 0.0
    share = float(active.mean()) if active.size else 0.0
    return (
        Measure("sound_level", loud, low=limits.level),
        Measure("sound_clipping", clipped, high=limits.clipping),
        Measure("sound_noise", loud - noise_floor(level), low=limits.noise),
        Measure("sound_speech", float(active.sum()) / 100, low=limits.speech),
        Measure("sound_length", sound.seconds, high=limits.length),
        Measure("sound_share", share, low=limits.share),
    )


def advice(measures: tuple[Measure, ...]) -> str | None:
    """Give the key of the one thing to change, or None when the recording is good enough."""
    return next((measure.advice for measure in measures if not measure.ok), None)


def _mean(decibels: np.ndarray) -> float:
    """Give the mean power of levels, as a level."""
    return float(10 * np.log10(np.mean(10 ** (decibels.astype(np.float64) / 10))))
