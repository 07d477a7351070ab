"""Do the recordings of an enrolment agree: one speaker, and the digits that were shown?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from biometric.voice.bands import Bands
from biometric.voice.engine import Embedding
from biometric.voice.hearing import hear
from biometric.voice.limits import VOICE
from biometric.voice.take import Take


@dataclass(frozen=True, slots=True)
class Said:
    """A recording of an enrolment that was good enough, cut into its digits."""

    digits: str
    take: Take
    cuts: tuple[slice, ...]
    """Frames of each digit, in order."""
    embedding: Embedding
    source: str
    """Microphone or file."""


def sorted_digits(said: Sequence[Said]) -> dict[str, list[Bands]]:
    """Give the bands of every digit over the recordings, shape (frames, 24) each."""
    found: dict[str, list[Bands]] = {}
    for one in said:
        for digit, place in zip(one.digits, one.cuts, strict=True):
            found.setdefault(digit, []).append(one.take.bands[place])
    return found


def odd_voice(said: Sequence[Said], least: float) -> int | None:
    """Give the recording whose voice fits the others least, or None when all do: cosine to their mean at
    least ``least``."""
    if len(said) < 2:
        return None
    vectors = np.stack([one.embedding for one in said])
    others = vectors.sum(axis=0) - vectors
    alike = np.sum(vectors * others, axis=1) / np.linalg.norm(others, axis=1)
    worst = int(alike.argmin())
    return worst if alike[worst] < least else None


def odd_digits(said: Sequence[Said]) -> int | None:
    """Give the recording that, heard with the digits of the others, says least what was shown, or None when
    all do.

    As no string repeats a digit, every digit is in other recordings too (``digits.enrolment_strings``).
    """
    heard = []
    for number, one in enumerate(said):
        others = sorted_digits([*said[:number], *said[number + 1 :]])
        heard.append(hear(one.take.bands, one.take.speech, others, one.digits))
    # A misread string spoils what the others are held against, and makes their digits seem alike.
    apart = max((one.apart for one in heard if one), default=1.0)
    off = [
        np.inf
        if one is None
        else max(max(one.gaps) / apart / VOICE.agreement_gap, one.whole / VOICE.string_gap)
        for one in heard
    ]
    worst = int(np.argmax(off))
    return worst if off[worst] > 1 else None
