"""``--model NAME``: an installed pack in place of the built-in engine, for comparing and measuring."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.opened import opened

if TYPE_CHECKING:
    from biometric.face.engine import FaceEngine
    from biometric.limits import FaceLimits
    from biometric.packs.pack import Pack
    from biometric.voice.engine import VoiceEngine

Model = Annotated[
    str, typer.Option("--model", help="Installed pack in place of the built-in engine; opens the office.")
]


def face_model(name: str, officer: str, passphrase_file: Path | None) -> "tuple[FaceEngine, FaceLimits]":
    """Give the face engine of a pack with its likenesses, or the built-in one when no name is given.

    Raises OfficeError E_NOT_FOUND, ModelMissing.
    """
    from biometric.face.dlib_engine import DlibEngine
    from biometric.limits import FACE
    from biometric.packs import load

    if not name:
        return DlibEngine(), FACE
    pack = _checked(name, officer, passphrase_file)
    return load.face_engine(pack), load.face_limits(pack.manifest)


def voice_model(name: str, officer: str, passphrase_file: Path | None) -> "VoiceEngine":
    """Give the voice engine of a pack, or the built-in one when no name is given. Raises as ``face_model``."""
    from biometric.packs import load
    from biometric.voice.builtin import built_in_engine

    return load.voice_engine(_checked(name, officer, passphrase_file)) if name else built_in_engine()


def _checked(name: str, officer: str, passphrase_file: Path | None) -> "Pack":
    from fieldsuite.casework import models

    with opened(officer, passphrase_file) as office:
        return models.check(office, name).pack
