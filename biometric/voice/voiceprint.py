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
    """Give the vectors of a voice from what ``everywhere`` gave: for each place the mean over the recordings,
    of length 1.

    Shape (1 + places, dimensions).
    """
    mean = heard.mean(axis=0)
    return np.asarray(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12), np.float32)


def likeness(vectors: NDArray[np.float32], probe: Embedding) -> float:
    """Give how alike a recording is to a voice, 0..1, high is alike: halfway from the cosine to the voice as
    recorded to the best cosine over its places.

    Halfway, because the best alone lifts impostors too. Measured beside the voice as recorded alone, with how the
    digits are said, in ``benchmarks/voice.py``.
    """
    cosines = vectors @ probe
    return float(np.clip((cosines[0] + cosines.max()) / 2, 0.0, 1.0))
