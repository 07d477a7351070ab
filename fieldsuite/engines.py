"""Which engine works here, for whom: the one this office has chosen, or for a template the one that made it.

The choice is a signed record (``model_choice``). Whoever has a template of another engine is verified by that one until
there is a new template: no two engines are ever compared. Thresholds are those of the engine or its pack, and over
them those this office has set (``thresholds``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from sqlmodel import col, select

from biometric.errors import ModelMissing
from biometric.face.engine import FaceEngine
from biometric.limits import CHALLENGE, FACE, ChallengeLimits, FaceLimits
from biometric.packs.kinds import Modality
from biometric.packs.pack import Pack
from biometric.packs.passive import Passive
from biometric.template import Template
from biometric.voice.engine import VoiceEngine
from fieldsuite import model_packs, thresholds
from fieldsuite.errors import OfficeError
from fieldsuite.model_choice import ModelChoice
from fieldsuite.office import Office
from fieldsuite.tables import Journal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """Which engine made a template, or would make one now."""

    engine: str
    version: str


@dataclass(frozen=True, slots=True)
class Faces:
    """A face engine with the limits that belong to it; ``limits`` and ``challenge`` hold likenesses of this engine."""

    engine: FaceEngine
    limits: FaceLimits
    challenge: ChallengeLimits
    pack: Pack | None = None
    """The pack it comes from, None when built in; may be handed to another process."""


def choice(office: Office, modality: Modality) -> ModelChoice:
    """Give what this office chose last; the built-in engine as long as it chose nothing."""
    with office.store.session() as session:
        rows = session.exec(
            select(Journal)
            .where(Journal.kind == ModelChoice.kind, Journal.status == "own")
            .order_by(col(Journal.position).desc())
        )
        said = (ModelChoice.model_validate(row.payload) for row in rows)
        return next((one for one in said if one.modality == modality), ModelChoice(modality=modality))


def active(office: Office, modality: Modality) -> Pack | None:
    """Give the pack that was chosen, None for the built-in engine.

    Raises OfficeError E_MODEL when it is not there, or is no longer signed as it should be: nothing steps in for it.
    """
    chosen = choice(office, modality)
    if not chosen.pack:
        return None
    found = [one.pack for one in model_packs.usable(office) if one.manifest.digest == chosen.digest]
    if not found:
        raise OfficeError("models.chosen_gone", code="E_MODEL", pack=chosen.pack)
    return found[-1]


def built_in(modality: Modality) -> Made | None:
    """Say which engine is built in; there is no built-in passive check."""
    from biometric.face.dlib_engine import DlibEngine
    from biometric.voice.ge2e import Ge2e

    return {"face": Made(DlibEngine.name, DlibEngine.version), "voice": Made(Ge2e.name, Ge2e.version)}.get(
        modality
    )


def now(office: Office, modality: Modality) -> Made:
    """Say which engine a new template would be made by, without loading it. Raises OfficeError E_MODEL."""
    pack = active(office, modality)
    if pack is not None:
        return Made(pack.manifest.engine, pack.manifest.version)
    return cast(Made, built_in(modality))


def face(office: Office, template: Template | None = None) -> Faces:
    """Give the engine for a template, or the one in use. Raises OfficeError and ModelMissing E_MODEL."""
    from biometric.face.dlib_engine import DlibEngine
    from biometric.packs import load

    pack = _pack_for(office, "face", template)
    if pack is None:
        engine: FaceEngine = DlibEngine()
        limits = thresholds.face_limits(office, engine.name, engine.version, FACE)
        return Faces(engine, limits, CHALLENGE)
    engine, own = _whole(load.face_engine, pack), load.face_limits(pack.manifest)
    limits = thresholds.face_limits(office, engine.name, engine.version, own)
    return Faces(engine, limits, load.challenge_limits(pack.manifest), pack)


def voice(office: Office, template: Template | None = None) -> VoiceEngine:
    """Give the engine for a template, or the one in use. Raises OfficeError and ModelMissing E_MODEL."""
    from biometric.packs import load
    from biometric.voice.builtin import built_in_engine

    pack = _pack_for(office, "voice", template)
    return thresholds.voice_engine(office, _whole(load.voice_engine, pack) if pack else built_in_engine())


def passive(office: Office) -> Passive | None:
    """Give the passive check of this office, None when it uses none. Raises OfficeError and ModelMissing E_MODEL."""
    from biometric.packs import load

    pack = active(office, "passive")
    if pack is None:
        return None
    return Passive(_whole(load.passive_check, pack), choice(office, "passive").enforced)


def alarms(office: Office) -> dict[tuple[str, str], float]:
    """Give the likeness from which two faces are shown to a person, by engine and version of the packs here."""
    faces = [one.manifest for one in model_packs.usable(office) if one.manifest.modality == "face"]
    return {(said.engine, said.version): said.threshold("alarm") for said in faces}


def _whole(make: Callable[[Pack], T], pack: Pack) -> T:
    """Load a pack. One that was changed stops every capture: what is missing may be made up for later, this may not."""
    try:
        return make(pack)
    except ModelMissing as error:
        if error.key != "pack_changed":
            raise
        values = {name: str(value) for name, value in error.values.items()}
        raise OfficeError("models.changed", code="E_MODEL", extra=None, **values) from error


def _pack_for(office: Office, modality: Modality, template: Template | None) -> Pack | None:
    """The pack a template was made by when it is here; otherwise what is in use, which will refuse to compare."""
    if template is None:
        return active(office, modality)
    made = Made(template.engine, template.version)
    if made == built_in(modality):
        return None
    chosen = choice(office, modality)
    packs = [one.pack for one in model_packs.usable(office) if one.manifest.modality == modality]
    fitting = [pack for pack in packs if Made(pack.manifest.engine, pack.manifest.version) == made]
    meant = [pack for pack in fitting if pack.manifest.digest == chosen.digest]
    return (meant or fitting)[-1] if fitting else active(office, modality)
