"""ECAPA-TDNN through SpeechBrain, from a folder on this machine (Desplanques et al. 2020, arXiv 2005.07143).

The folder is what SpeechBrain publishes for its speaker encoders: ``hyperparams.yaml`` and the checkpoints it
names. torch and SpeechBrain are imported when a pack is opened, never before: 2 s and 490 MB.
"""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from biometric.devices import Sound
from biometric.errors import MediaUnreadable, ModelMissing
from biometric.voice import torchaudio_stand_in
from biometric.voice.engine import Embedding
from biometric.voice.ge2e import louder
from biometric.voice.speech import without_long_silence

_CLASSES = {
    "speechbrain.lobes.features.Fbank",
    "speechbrain.processing.features.InputNormalization",
    "speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN",
    "speechbrain.lobes.models.ECAPA_TDNN.Classifier",
    "speechbrain.dataio.encoder.CategoricalEncoder",
    "speechbrain.utils.parameter_transfer.Pretrainer",
}
"""All that a speaker encoder's hyperparameters may make: the file could otherwise run any Python."""


class Ecapa:
    """A speaker encoder of a model pack."""

    name = "ecapa"

    def __init__(self, folder: Path, *, version: str, accept: float, review: float) -> None:
        """Open a pack whose files were checked; version and thresholds are those of its manifest, for cosines differ
        from model to model.

        Raises ModelMissing when torch or SpeechBrain are not installed, or the folder is not such a pack.
        """
        self.version, self.accept, self.review = version, accept, review
        try:
            _only_known_classes((folder / "hyperparams.yaml").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise ModelMissing("voice_pack_unusable", pack=folder.name, problem=str(error)) from error
        self._classifier = _opened(folder)

    def embed(self, sound: Sound) -> Embedding:
        """Give the embedding of a recording at 16 kHz, of length 1. Raises MediaUnreadable when it is
        silent."""
        import torch

        samples = without_long_silence(louder(sound.samples))
        if not np.any(samples):
            raise MediaUnreadable("sound_silent")
        with torch.inference_mode():
            raw = self._classifier.encode_batch(torch.from_numpy(np.ascontiguousarray(samples)))
        vector = raw.squeeze().numpy().astype(np.float64)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)

    def embed_all(self, sounds: Sequence[Sound]) -> list[Embedding]:
        """Give the embedding of every recording, one by one: padding would change them."""
        return [self.embed(sound) for sound in sounds]


def _only_known_classes(hyperparameters: str) -> None:
    """Refuse a pack whose hyperparameters would make anything but a speaker encoder. Raises ValueError."""
    for tag in re.findall(r"![^\s,}\]]+", hyperparameters):
        kind, _, name = tag[1:].partition(":")
        if kind != "ref" and not (kind == "new" and name in _CLASSES):
            raise ValueError(f"hyperparams.yaml: {tag}")


def forget_lazy_modules() -> None:
    """Take SpeechBrain's placeholders out of the list of modules.

    They raise ImportError when anything looks at them, as ``inspect`` and many tools look at every module.
    """
    for name, module in list(sys.modules.items()):
        if type(module).__module__ == "speechbrain.utils.importutils":
            del sys.modules[name]


def _opened(folder: Path) -> Any:
    # Read when the hub's library is imported: a pack must never be looked for outside.
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        torchaudio_stand_in.ready()
        from speechbrain.inference.classifiers import EncoderClassifier
        from speechbrain.utils.fetching import LocalStrategy
    except ImportError as error:
        raise ModelMissing("voice_pack_needs") from error
    try:
        return EncoderClassifier.from_hparams(
            source=str(folder),
            savedir=str(folder),
            overrides={"pretrained_path": str(folder)},
            run_opts={"device": "cpu"},
            local_strategy=LocalStrategy.NO_LINK,
        )
    except Exception as error:  # SpeechBrain and yaml raise of every kind for a damaged pack
        raise ModelMissing("voice_pack_unusable", pack=folder.name, problem=type(error).__name__) from error
    finally:
        forget_lazy_modules()
