"""The engines that compare what was captured, loaded when the first capture of their kind comes up."""

from collections.abc import Callable
from dataclasses import dataclass

from biometric.face.engine import FaceEngine
from biometric.voice.engine import VoiceEngine
from fieldsuite.office import Office


def _face(office: Office) -> FaceEngine:
    from biometric.face.dlib_engine import DlibEngine

    return DlibEngine()


def _voice(office: Office) -> VoiceEngine:
    from biometric.voice.builtin import built_in_engine

    return built_in_engine()


@dataclass(frozen=True, slots=True)
class Engines:
    """Gives the engine of an office for each modality. Raises ModelMissing."""

    face: Callable[[Office], FaceEngine] = _face
    voice: Callable[[Office], VoiceEngine] = _voice


ENGINES = Engines()
