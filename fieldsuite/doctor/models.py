"""Faces and voices: libraries, weight files and their digests."""

from importlib import metadata

from biometric.errors import BiometricError
from fieldsuite.doctor.check import Check


def face() -> Check:
    """dlib and both weight files of the built-in face engine, each with the digest it must have (0.2 s)."""
    try:
        from biometric import models

        models.detector()
        for weights in (models.LANDMARKS, models.RESNET):
            models.weights_path(weights)
    except BiometricError as error:
        return Check("face", False, "face_missing", {"problem": _which(error) or "dlib"}, "E_MODEL")
    return Check("face", True, "face", {"version": version("dlib-bin") or "?"})


def voice() -> Check:
    """The built-in voice engine: its weight file is read and checked (0.1 s)."""
    try:
        from biometric.voice.builtin import built_in_engine

        engine = built_in_engine()
    except BiometricError as error:
        return Check(
            "voice", False, "voice_missing", {"problem": _which(error) or "pretrained.pt"}, "E_MODEL"
        )
    return Check("voice", True, "voice", {"engine": engine.name, "version": engine.version})


def voice_packs() -> Check:
    """What ECAPA packs need; read from the installed packages, because importing torch takes seconds."""
    torch, speechbrain = version("torch"), version("speechbrain")
    if torch and speechbrain:
        return Check("voice_packs", True, "voice_packs", {"torch": torch, "speechbrain": speechbrain})
    return Check("voice_packs", False, "voice_packs_missing")


def version(package: str) -> str:
    """Version of an installed package, or an empty string."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _which(error: BiometricError) -> str:
    """Give what an error names, a file or a library; empty when it names nothing."""
    return ", ".join(str(value) for value in error.values.values())
