"""Does this person say the digits as the enrolled one does? A second opinion beside the voice engine.

An embedding suffers from noise and echo most; the way somebody says each digit, held against their own recordings of
it, suffers otherwise. Both together err much less than either (``benchmarks/voice.py``).
"""

from collections.abc import Sequence

import numpy as np

from biometric.voice.bands import Bands, background
from biometric.voice.cepstra import cepstra, with_slopes
from biometric.voice.digits import STRING_LENGTH
from biometric.voice.engine import VoiceEngine
from biometric.voice.hearing import judged, laid_out
from biometric.voice.limits import VOICE, VoiceLimits
from biometric.voice.speech import Flags
from biometric.voice.walking import find

GE2E_ACCEPT, GE2E_SPAN = 0.78, 0.08
"""Threshold and span to review of the engine on whose scale ``manner`` was fitted; others are brought to theirs."""


def manner(cost: float, limits: VoiceLimits = VOICE) -> float:
    """Give how alike digits are said, 0..1, from their mean cost per frame (``Heard.cost``)."""
    return float(np.clip(limits.manner_one - limits.manner_slope * cost, 0.0, 1.0))


def together(voice: float, alike: float | None, engine: VoiceEngine, limits: VoiceLimits = VOICE) -> float:
    """Give the likeness 0..1 that decides: the voice's, and ``alike`` from ``manner`` on the engine's own scale.

    The voice alone where no digits could be compared (None).
    """
    if alike is None:
        return voice
    scaled = engine.accept + (alike - GE2E_ACCEPT) * (engine.accept - engine.review) / GE2E_SPAN
    both = (1 - limits.manner_weight) * voice + limits.manner_weight * scaled
    return float(np.clip(both, 0.0, 1.0))


def unlabelled(
    rows: Bands, speech: Flags, cuts: Sequence[slice] | None, known: Sequence[Bands]
) -> float | None:
    """Give the mean cost per frame of words nobody wrote down, each held against all known words of a person.

    ``cuts`` are the words of the recording; where they could not be cut, six are looked for. None when it is too
    short for them. For lists of trials, which say who speaks and not what. Cutting spares the walk, which costs most.
    """
    words = laid_out({"0": known}, background(rows)) if speech.any() else None
    if words is None:
        return None
    distance = words.distances(with_slopes(cepstra(rows, speech)))
    if cuts is None:
        way = find(distance, speech, words, [range(len(known))] * STRING_LENGTH)
        return None if way is None else float(judged(distance, way.places, words)[:, 0].mean())
    return float(judged(distance, cuts, words)[:, 0].mean())
