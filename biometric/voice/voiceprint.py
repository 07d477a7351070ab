"""What is kept of a voice, and how alike another recording is."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Sound
from biometric.voice.engine import Embedding, VoiceEngine
from biometric.voice.rooms import PLACES


def everywhere(sounds: Sequence[Sound], engine: VoiceEngine) -> NDArray[np.float32]:
    """Give the embeddings of recordings as they are and as they would sound elsewhere.

    Shape (recordings, 1 + places, dimensions). Cost: six embeddings a recording. Raises MediaUnreadable when
    one is silent.
    """
    there = [
        Sound(samples, sound.rate)
        for sound in sounds
        for samples in (sound.samples, *(place(sound.samples) for place in PLACES))
    ]
    return np.stack(engine.embed_all(there)).reshape(len(sounds), 1 + len(PLACES), -1)


def voiceprint(heard: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the vectors of a voice from what ``everywhere`` gave, each of length 1: the mean over the recordings as they
    are, then for each place the mean over them as they are and as they sound there.

    Shape (1 + places, dimensions). Halfway and not all the way, because what another place adds others share: with the
    place alone 0.3 to 10.6 % of others reach 0.78 in the four rooms of ``benchmarks/voice.py``, so at most 1.7 %.
    """
    mean = heard.mean(axis=0)
    halfway = mean[0] + mean
    return np.asarray(halfway / np.maximum(np.linalg.norm(halfway, axis=1, keepdims=True), 1e-12), np.float32)


def likeness(vectors: NDArray[np.float32], probe: Embedding) -> float:
    """Give how alike a recording is to a voice: its cosine to the nearest of the vectors, cut to 0..1 (words-and-codes:
    Verdicts)."""
    return float(np.clip((vectors @ probe).max(), 0.0, 1.0))
