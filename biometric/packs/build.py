"""Makes a manifest for published weights that lie in a folder, and tries the pack before anybody signs it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from biometric.devices import Sound
from biometric.errors import PackRefused
from biometric.packs.kinds import KINDS, LICENCE, Engine
from biometric.packs.load import face_engine, passive_check, voice_engine
from biometric.packs.manifest import MOST_BYTES, SCALE, Manifest, PackFile, versioned
from biometric.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Said:
    """What whoever makes a pack says of it."""

    name: str
    engine: Engine
    title: str
    licence: str
    source: str
    made_at: str
    practice: bool
    thresholds: Mapping[str, float]
    """Likeness 0..1 by name, over the engine's usual ones (``USUAL_THRESHOLDS``)."""
    settings: Mapping[str, int | str]


USUAL_THRESHOLDS: Mapping[Engine, Mapping[str, float]] = {
    "ecapa": {"accept": 0.45, "review": 0.30},
    "sface": {"accept": 0.47, "review": 0.436, "accept_one": 0.436, "one_person": 0.40,
              "same_person": 0.40, "alarm": 0.50},
    "onnx-face": {},
    "minifasnet": {"accept": 0.5},
}  # fmt: skip
"""Thresholds where the weights are those that are published under this name; an office's own trials should re-fit them.

ECAPA: SpeechBrain's verification uses 0.25 for one recording against one; templates of five recordings lie higher, and
0.30 to 0.45 is the band in which a person decides (ours). SFace: a cosine of 0.363 for one photograph against one
(OpenCV, face_match.cpp) is a likeness of 0.436; the stricter ones are ours. MiniFASNet: half (ours; see
``recapture.FOREHEAD`` for what was measured). Of any other network nothing is known: its thresholds must be given.
"""
USUAL_SETTINGS: Mapping[Engine, Mapping[str, int | str]] = {
    "onnx-face": {"side": 112, "mean_milli": 127_500, "spread_milli": 127_500, "channels": "rgb"},
}
"""Input of the usual ONNX face networks (InsightFace: 112 pixels, (x - 127.5) / 127.5, red first)."""


def draft(said: Said, folder: Path) -> Manifest:
    """Make the manifest of the files of a folder that belong to a pack of this engine; others are left aside.

    Raises PackRefused E_SCHEMA (a file or a threshold is missing, a value out of range), E_LIMIT.
    """
    kind = KINDS[said.engine]
    here = [path for path in sorted(folder.iterdir()) if path.is_file()]
    paths = [path for path in here if path.name == LICENCE or kind.files.fullmatch(path.name)]
    if sum(path.stat().st_size for path in paths) > MOST_BYTES:
        raise PackRefused("pack_too_large", code="E_LIMIT", problem=said.name)
    thresholds = {**USUAL_THRESHOLDS[said.engine], **said.thresholds}
    return versioned(
        Manifest(
            name=said.name,
            engine=said.engine,
            version="",
            title=said.title,
            licence=said.licence,
            source=said.source,
            made_at=said.made_at,
            practice=said.practice,
            thresholds={name: round(value * SCALE) for name, value in thresholds.items()},
            settings={**USUAL_SETTINGS.get(said.engine, {}), **said.settings},
            files=tuple(_file(path) for path in paths),
        )
    )


def try_out(pack: Pack) -> None:
    """Load a pack and let it compute once. Raises ModelMissing when it cannot be used on this machine."""
    if pack.manifest.modality == "face":
        face_engine(pack)
    elif pack.manifest.modality == "voice":
        tone = np.sin(np.arange(32_000, dtype=np.float32) * 0.1) * 0.1
        voice_engine(pack).embed(Sound(tone, 16_000))
    else:
        passive_check(pack)


def _file(path: Path) -> PackFile:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
        return PackFile(path.name, opened.tell(), digest)
