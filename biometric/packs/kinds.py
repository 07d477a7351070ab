"""The kinds of packs: what each must hold, and which thresholds and settings its manifest must give."""

import re
from dataclasses import dataclass, field
from typing import Literal

Modality = Literal["face", "voice", "passive"]
"""What an engine judges; passive: whether a picture was taken of a person or of a picture of one."""
Engine = Literal["ecapa", "sface", "onnx-face", "minifasnet"]

FACE_THRESHOLDS = ("accept", "review", "accept_one", "one_person", "same_person", "alarm")
"""Those of ``limits.FaceLimits`` and ``ChallengeLimits`` that are likenesses: another engine has other ones."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a pack of an engine looks like."""

    modality: Modality
    files: re.Pattern[str]
    """Names of files it may hold: nothing that is not read may ride along, least of all a program."""
    needed: tuple[str, ...]
    """Files without which it is none."""
    thresholds: tuple[str, ...]
    """Likenesses the manifest must give, each 0..1."""
    numbers: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Settings that are whole numbers, with the least and the largest that make sense."""
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Settings that are one of some words."""


LICENCE = "LICENSE"
"""The text of the licence, which may ride along with any pack: most licences of weights ask for it."""
DETECTION = "face_detection.onnx"
"""YuNet, in a pack of a face engine; without it dlib finds the faces."""
SFACE = "face_recognition.onnx"
ONNX_FACE = "face.onnx"

KINDS: dict[Engine, Kind] = {
    "ecapa": Kind(
        "voice",
        re.compile(
            r"hyperparams\.yaml|(embedding_model|mean_var_norm_emb|classifier)\.ckpt|label_encoder\.(txt|ckpt)"
        ),
        ("hyperparams.yaml", "embedding_model.ckpt"),
        ("accept", "review"),
    ),
    "sface": Kind(
        "face", re.compile(r"face_(detection|recognition)\.onnx"), (SFACE, DETECTION), FACE_THRESHOLDS
    ),
    "onnx-face": Kind(
        "face", re.compile(r"face(_detection)?\.onnx"), (ONNX_FACE,), FACE_THRESHOLDS,
        numbers={"side": (32, 512), "mean_milli": (0, 255_000), "spread_milli": (1, 255_000)},
        words={"channels": ("rgb", "bgr")},
    ),
    "minifasnet": Kind(
        "passive", re.compile(r"[1-9](\.[0-9])?(_0_0)?_80x80_MiniFASNetV[0-9](SE)?\.pth"), (), ("accept",)
    ),
}  # fmt: skip
"""Engine -> what its packs look like. The names are those under which the weights are published, where they say
something (Silent-Face-Anti-Spoofing: crop scale and input size), and plain ones where they carry dates."""
