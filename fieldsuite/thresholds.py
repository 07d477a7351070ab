"""Which thresholds hold in this office: those of its last signed setting, or those that came with the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import Session, col, select

from biometric.devices import Sound
from biometric.limits import FACE, FaceLimits
from biometric.template import Modality
from biometric.voice.engine import Embedding, VoiceEngine
from fieldsuite.care import Threshold
from fieldsuite.office import Office
from fieldsuite.tables import Journal

Captures = Literal["several", "one"]
"""Templates of three or more captures, or of fewer: each has a threshold of its own."""
SCALE = 10_000
"""A threshold is signed as a whole number of 1/10,000."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Likeness that certifies, and likeness from which a person decides; 0..1."""

    accept: float
    unclear: float


@dataclass(frozen=True, slots=True)
class Kind:
    """What a threshold is for."""

    modality: Modality
    engine: str
    version: str
    captures: Captures = "several"


def newest(session: Session, kind: Kind) -> Journal | None:
    """Give the record that set the threshold of this kind last, here; None when nobody has."""
    rows = session.exec(
        select(Journal)
        .where(Journal.kind == "threshold", Journal.status == "own")
        .order_by(col(Journal.position).desc())
    )
    return next((row for row in rows if kind_of(Threshold.model_validate(row.payload)) == kind), None)


def kind_of(said: Threshold) -> Kind:
    """Give what a setting is for."""
    return Kind(said.modality, said.engine, said.version, said.captures)


def in_force(office: Office, kind: Kind, built_in: Pair) -> Pair:
    """Give the thresholds that hold now; a setting that led back to the built-in ones follows these."""
    with office.store.session() as session:
        row = newest(session, kind)
    if row is None:
        return built_in
    said = Threshold.model_validate(row.payload)
    return built_in if said.built_in else Pair(said.accept / SCALE, said.unclear / SCALE)


def face_limits(office: Office, engine: str, version: str, built_in: FaceLimits = FACE) -> FaceLimits:
    """Give the limits a face is verified by, with this office's thresholds in them."""
    several = in_force(office, Kind("face", engine, version), Pair(built_in.accept, built_in.unclear))
    one = in_force(
        office, Kind("face", engine, version, "one"), Pair(built_in.accept_one, built_in.accept_one)
    )
    return replace(built_in, accept=several.accept, unclear=several.unclear, accept_one=one.accept)


class CalibratedVoice:
    """A voice engine with this office's thresholds."""

    def __init__(self, engine: VoiceEngine, pair: Pair) -> None:
        self._engine, self.accept, self.review = engine, pair.accept, pair.unclear

    @property
    def name(self) -> str:
        """Engine's name."""
        return self._engine.name

    @property
    def version(self) -> str:
        """Engine's version: the same space, so templates stay comparable."""
        return self._engine.version

    def embed(self, sound: Sound) -> Embedding:
        """As the engine does."""
        return self._engine.embed(sound)

    def embed_all(self, sounds: Sequence[Sound]) -> list[Embedding]:
        """As the engine does."""
        return self._engine.embed_all(sounds)


def voice_engine(office: Office, engine: VoiceEngine) -> VoiceEngine:
    """Give the engine with this office's thresholds, or as it is when nobody set any."""
    built_in = Pair(engine.accept, engine.review)
    pair = in_force(office, Kind("voice", engine.name, engine.version), built_in)
    return engine if pair == built_in else CalibratedVoice(engine, pair)
