"""GE2E, the voice engine that is always there: an LSTM of 3 x 256 in numpy (Wan et al. 2018, arXiv
1710.10467).

The trained weights come with the package Resemblyzer 0.1.4 (Apache-2.0), which itself is never imported: it
would bring librosa and torch. Volume, mel bands and partial utterances are Resemblyzer's.
"""

import hashlib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from biometric.devices import Sound
from biometric.errors import MediaUnreadable, ModelMissing
from biometric.voice.engine import Embedding
from biometric.voice.lstm import last_hidden
from biometric.voice.mel import HOP, mel_power
from biometric.voice.speech import without_long_silence
from biometric.voice.torch_file import read_state

DIGEST = "39373b86598fa3da"
"""First 16 digits of the weight file's SHA-256 (design page biometrics)."""
BANDS, LAYERS, PARTIAL = 40, 3, 160
"""Mel bands, LSTM layers, frames of a partial utterance: 1.6 s (Resemblyzer hparams)."""
STEP = 77
"""Frames between partial utterances: 1.3 a second (Resemblyzer embed_utterance, rate=1.3)."""
COVERAGE = 0.75
"""Share of the last partial that must be sound (Resemblyzer embed_utterance, min_coverage)."""
BATCH = 8
"""Partial utterances computed together (see ``lstm.SLICES``); 5 MB."""
LOUDNESS = -30.0
"""dB of full scale to which quiet recordings are raised (Resemblyzer hparams, audio_norm_target_dBFS)."""


class Ge2e:
    """The GE2E encoder: 256 numbers of length 1, none negative, so that a cosine is 0..1 already."""

    name = "ge2e"
    version = DIGEST
    accept = 0.78
    """Accept from 0.78 with five recordings (design page biometrics; words-and-codes: Verdicts)."""
    review = 0.70
    """A person judges from 0.70 to 0.78 (same source)."""

    def __init__(self, weights: Path) -> None:
        """Read the weight file. Raises ModelMissing when it is not there or not the one that is expected."""
        try:
            data = weights.read_bytes()
        except OSError as error:
            raise ModelMissing("voice_model_missing") from error
        if hashlib.sha256(data).hexdigest()[:16] != DIGEST:
            raise ModelMissing("voice_model_changed")
        state = read_state(data, "model_state")
        self._lstm = {key.removeprefix("lstm."): value for key, value in state.items()}
        self._linear = state["linear.weight"].T, state["linear.bias"]

    def embed(self, sound: Sound) -> Embedding:
        """Give the embedding of a recording at 16 kHz: the mean over its partial utterances, of length 1.

        Raises MediaUnreadable when the recording is silent. Cost: about 25 ms for 2 s, 70 ms for 6 s on one
        core.
        """
        return self.embed_all([sound])[0]

    def embed_all(self, sounds: Sequence[Sound]) -> list[Embedding]:
        """Give the embedding of every recording; together they cost a quarter of what they cost one by
        one."""
        partials = [_partials(sound) for sound in sounds]
        together = np.concatenate(partials)
        parts = [self._of_mel(together[at : at + BATCH]) for at in range(0, len(together), BATCH)]
        vectors, ends = np.concatenate(parts), np.cumsum([len(one) for one in partials])
        means = [vectors[end - len(one) : end].mean(axis=0) for one, end in zip(partials, ends, strict=True)]
        return [np.asarray(mean / np.linalg.norm(mean), np.float32) for mean in means]

    def _of_mel(self, mel: NDArray[np.float32]) -> NDArray[np.float32]:
        weight, bias = self._linear
        raw = np.maximum(last_hidden(mel, self._lstm, LAYERS) @ weight + bias, 0)
        return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True), np.float32)


def _partials(sound: Sound) -> NDArray[np.float32]:
    """Give the partial utterances of a recording as mel bands, shape (partials, 160, 40)."""
    samples = without_long_silence(louder(sound.samples))
    if not np.any(samples):
        raise MediaUnreadable("sound_silent")
    starts = partial_starts(len(samples))
    needed = (starts[-1] + PARTIAL) * HOP
    mel = mel_power(np.pad(samples, (0, max(0, needed - len(samples)))), BANDS)
    return np.stack([mel[start : start + PARTIAL] for start in starts])


def louder(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Raise a quiet recording to -30 dB of full scale; a loud one stays as it is."""
    rms = float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if samples.size else 0.0
    gain = 10 ** (LOUDNESS / 20) / rms if rms > 0 else 1.0
    return samples * np.float32(max(gain, 1.0))


def partial_starts(samples: int) -> list[int]:
    """Give the first frames of the partial utterances of a recording of so many samples at 16 kHz."""
    frames = -(-(samples + 1) // HOP)
    starts = list(range(0, max(1, frames - PARTIAL + STEP + 1), STEP))
    covered = (samples - starts[-1] * HOP) / (PARTIAL * HOP)
    return starts[:-1] if covered < COVERAGE and len(starts) > 1 else starts


def weight_file() -> Path:
    """Find GE2E's weights among the installed packages without importing any. Raises ModelMissing."""
    try:
        return Path(str(metadata.distribution("resemblyzer").locate_file("resemblyzer/pretrained.pt")))
    except metadata.PackageNotFoundError as error:
        raise ModelMissing("voice_model_missing") from error
