"""The weight files of the built-in face engine: found, checked, loaded on first use, kept for the process."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from biometric.errors import ModelMissing


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight file of the package face_recognition_models 0.3.0 and what it must hash to."""

    file: str
    digest: str
    """First 16 hexadecimal digits of its SHA-256 (measured on the package: design page of biometrics)."""


LANDMARKS = Weights("shape_predictor_68_face_landmarks.dat", "fbdc2cb80eb9aa7a")
"""68 landmarks, trained on iBUG 300-W."""
CORNERS = Weights("shape_predictor_5_face_landmarks.dat", "c4b1e9804792707d")
"""Eye corners and the foot of the nose: what a face is brought upright by before it is turned into numbers."""
RESNET = Weights("dlib_face_recognition_resnet_model_v1.dat", "55533b28a95800a5")
"""Face to 128 numbers."""

DETECTOR = "f3f7aa833fb4a14a46fc48689f45b98d85ef72d6dfaf8bdc012b7d3c522a5426"
"""SHA-256 of ``face/data/frontal_faces.svm``: dlib's own detector (20.0.1) as its ``save`` writes it.

Read from this file it is there in 2 ms; ``dlib.get_frontal_face_detector`` unpacks the same for 0.3 to 0.6 s, during
which no other thread of Python runs."""

_loading = threading.RLock()


@cache
def weights_path(weights: Weights) -> Path:
    """Path of a weight file whose digest is right; read once a process (0.1 s for the largest).

    The package is found, not imported: importing it needs ``pkg_resources``, which newer setuptools lack.
    Raises ModelMissing ``model_missing`` or ``model_changed`` (a tampered weight file must stop every capture).
    """
    found = find_spec("face_recognition_models")
    for folder in (found.submodule_search_locations or []) if found else []:
        path = Path(folder) / "models" / weights.file
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if not digest.startswith(weights.digest):
                raise ModelMissing("model_changed", file=weights.file)
            return path
    raise ModelMissing("model_missing", file=weights.file)


def _load(weights: Weights, make: Callable[[str], Any]) -> Any:
    path = weights_path(weights)
    try:
        return make(str(path))
    except RuntimeError as error:
        raise ModelMissing("model_changed", file=weights.file) from error


def _dlib() -> Any:
    try:
        import dlib
    except ImportError as error:
        raise ModelMissing("engine_missing", engine="dlib") from error
    return dlib


@cache
def _detector() -> Any:
    path = Path(__file__).parent / "face" / "data" / "frontal_faces.svm"
    if not path.is_file():
        raise ModelMissing("model_missing", file=path.name)
    if hashlib.sha256(path.read_bytes()).hexdigest() != DETECTOR:
        raise ModelMissing("model_changed", file=path.name)
    return _dlib().fhog_object_detector(str(path))


@cache
def _landmarks() -> Any:
    return _load(LANDMARKS, _dlib().shape_predictor)


@cache
def _corners() -> Any:
    return _load(CORNERS, _dlib().shape_predictor)


@cache
def _resnet() -> Any:
    return _load(RESNET, _dlib().face_recognition_model_v1)


def detector() -> Any:
    """dlib's HOG detector of frontal faces. Raises ModelMissing."""
    with _loading:
        return _detector()


def landmarks() -> Any:
    """dlib's 68-point predictor. Raises ModelMissing."""
    with _loading:
        return _landmarks()


def corners() -> Any:
    """dlib's 5-point predictor. Raises ModelMissing."""
    with _loading:
        return _corners()


def resnet() -> Any:
    """dlib's ResNet. Raises ModelMissing."""
    with _loading:
        return _resnet()


def warm() -> threading.Thread:
    """Load every model in a background thread, so that the first capture need not wait (0.6 s).

    What fails here fails again, with its sentence, where the model is used.
    """

    def load() -> None:
        try:
            detector(), landmarks(), corners(), resnet()
        except ModelMissing:
            return

    thread = threading.Thread(target=load, name="warm-face-models", daemon=True)
    thread.start()
    return thread
