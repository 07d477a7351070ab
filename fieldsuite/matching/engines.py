"""The engines that compare what was captured, loaded when the first capture of their kind comes up."""

from collections.abc import Callable
from dataclasses import dataclass

from biometric.packs.passive import Passive
from biometric.template import Template
from biometric.voice.engine import VoiceEngine
from fieldsuite import engines
from fieldsuite.engines import Faces
from fieldsuite.office import Office


@dataclass(frozen=True, slots=True)
class Engines:
    """Gives the engine that made a template, with the limits that hold here. Raises OfficeError and ModelMissing."""

    face: Callable[[Office, Template | None], Faces] = engines.face
    voice: Callable[[Office, Template | None], VoiceEngine] = engines.voice
    passive: Callable[[Office], Passive | None] = engines.passive
    """The check for prints and screens of whoever compares; None where none was chosen."""


ENGINES = Engines()
