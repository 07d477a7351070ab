"""Weights for packs: as SpeechBrain publishes speaker encoders, with random numbers; ONNX files written by hand."""

from dataclasses import replace
from pathlib import Path

from biometric.packs.build import Said, draft
from biometric.packs.kinds import Engine
from biometric.packs.manifest import Manifest
from biometric.packs.pack import Pack
from tests.doubles.onnx_file import embedder, green_finder
from tests.shared import shared

HYPERPARAMETERS = """
pretrained_path: speechbrain/spkrec-tiny
n_mels: 80
compute_features: !new:speechbrain.lobes.features.Fbank
    n_mels: !ref <n_mels>
mean_var_norm: !new:speechbrain.processing.features.InputNormalization
    norm_type: sentence
    std_norm: False
embedding_model: !new:speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN
    input_size: !ref <n_mels>
    channels: [16, 16, 16, 16, 48]
    kernel_sizes: [5, 3, 3, 3, 1]
    dilations: [1, 2, 3, 4, 1]
    groups: [1, 1, 1, 1, 1]
    attention_channels: 8
    lin_neurons: 24
classifier: !new:speechbrain.lobes.models.ECAPA_TDNN.Classifier
    input_size: 24
    out_neurons: 4
mean_var_norm_emb: !new:speechbrain.processing.features.InputNormalization
    norm_type: global
    std_norm: False
modules:
    compute_features: !ref <compute_features>
    mean_var_norm: !ref <mean_var_norm>
    embedding_model: !ref <embedding_model>
    mean_var_norm_emb: !ref <mean_var_norm_emb>
    classifier: !ref <classifier>
label_encoder: !new:speechbrain.dataio.encoder.CategoricalEncoder
pretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer
    loadables:
        embedding_model: !ref <embedding_model>
        mean_var_norm_emb: !ref <mean_var_norm_emb>
        classifier: !ref <classifier>
        label_encoder: !ref <label_encoder>
    paths:
        embedding_model: !ref <pretrained_path>/embedding_model.ckpt
        mean_var_norm_emb: !ref <pretrained_path>/mean_var_norm_emb.ckpt
        classifier: !ref <pretrained_path>/classifier.ckpt
        label_encoder: !ref <pretrained_path>/label_encoder.txt
"""
FACE_THRESHOLDS = {
    "accept": 0.8,
    "review": 0.75,
    "accept_one": 0.75,
    "one_person": 0.5,
    "same_person": 0.5,
    "alarm": 0.9,
}


def ecapa_weights(folder: Path, *, seed: int = 0) -> Path:
    """A tiny speaker encoder as SpeechBrain publishes them, made with its own classes and random weights."""
    from biometric.voice import torchaudio_stand_in
    from biometric.voice.ecapa import forget_lazy_modules

    torchaudio_stand_in.ready()
    import torch
    from speechbrain.dataio.encoder import CategoricalEncoder
    from speechbrain.lobes.models.ECAPA_TDNN import ECAPA_TDNN, Classifier
    from speechbrain.processing.features import InputNormalization

    forget_lazy_modules()
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    encoder = ECAPA_TDNN(80, channels=[16, 16, 16, 16, 48], attention_channels=8, lin_neurons=24)
    torch.save(encoder.state_dict(), folder / "embedding_model.ckpt")
    torch.save(Classifier(24, out_neurons=4).state_dict(), folder / "classifier.ckpt")
    InputNormalization(norm_type="global", std_norm=False)._save(folder / "mean_var_norm_emb.ckpt")
    labels = CategoricalEncoder()
    labels.update_from_iterable("abcd")
    labels.save(folder / "label_encoder.txt")
    (folder / "hyperparams.yaml").write_text(HYPERPARAMETERS, encoding="utf-8")
    return folder


def face_weights(folder: Path, *, seed: int = 0) -> Path:
    """The one file of an ``onnx-face`` pack."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "face.onnx").write_bytes(embedder(seed=seed))
    return folder


def sface_weights(folder: Path) -> Path:
    """The two files of an ``sface`` pack, with the inputs and outputs of the real ones and numbers of our own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "face_recognition.onnx").write_bytes(embedder(128))
    (folder / "face_detection.onnx").write_bytes(green_finder())
    return folder


def passive_weights(folder: Path) -> Path:
    """The published networks of MiniFASNet with their licence, copied; skips the test where they are not."""
    source = shared("models", "minifasnet")
    folder.mkdir(parents=True, exist_ok=True)
    for path in source.iterdir():
        if path.suffix == ".pth" or path.name == "LICENSE":
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


def said(engine: Engine, name: str = "", **more: object) -> Said:
    """What a desk says of a pack, with thresholds that suit weights of random numbers."""
    thresholds = {"onnx-face": FACE_THRESHOLDS, "ecapa": {"accept": 0.7, "review": 0.6}}.get(engine, {})
    base = Said(
        name or engine,
        engine,
        "测试模型",
        "Apache-2.0",
        "made here",
        "2026-11-01T00:00:00Z",
        False,
        thresholds,
        {},
    )
    return replace(base, **more)  # type: ignore[arg-type]


def pack_of(folder: Path, engine: Engine, **more: object) -> Pack:
    """A pack of the weights in a folder."""
    manifest: Manifest = draft(said(engine, **more), folder)
    return Pack(folder, manifest)
