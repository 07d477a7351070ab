"""face_recognition 1.3.0 as it is, what most programs use for faces: measured beside ours in the same run."""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

_FILES = {
    "pose_predictor_model_location": "shape_predictor_68_face_landmarks.dat",
    "pose_predictor_five_point_model_location": "shape_predictor_5_face_landmarks.dat",
    "face_recognition_model_location": "dlib_face_recognition_resnet_model_v1.dat",
    "cnn_face_detector_model_location": "mmod_human_face_detector.dat",
}


def face_recognition() -> Any:
    """Import it.

    The package of its models asks for ``pkg_resources``, which newer setuptools lack; its four functions are made here.
    """
    if "face_recognition_models" not in sys.modules:
        sys.modules["face_recognition_models"] = _models()
    return import_module("face_recognition")


def _models() -> ModuleType:
    spec = find_spec("face_recognition_models")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("face_recognition_models")
    folder = Path(spec.submodule_search_locations[0]) / "models"
    made = module_from_spec(spec)
    for name, file in _FILES.items():
        setattr(made, name, lambda file=file: str(folder / file))
    return made
