"""Which engine a calibration is of, and the thresholds that came with it."""

from biometric.limits import FACE
from biometric.template import Modality
from fieldsuite import engines
from fieldsuite.office import Office
from fieldsuite.thresholds import Captures, Kind, Pair


def in_use(office: Office, modality: Modality, captures: Captures) -> tuple[Kind, Pair]:
    """Give the engine of this office and its built-in thresholds. Raises OfficeError and ModelMissing E_MODEL."""
    from biometric.packs import load

    made, pack = engines.now(office, modality), engines.active(office, modality)
    if modality == "voice":
        from biometric.voice.builtin import built_in_engine

        engine = load.voice_engine(pack) if pack else built_in_engine()
        return Kind("voice", made.engine, made.version), Pair(engine.accept, engine.review)
    limits = load.face_limits(pack.manifest) if pack else FACE
    several, one = Pair(limits.accept, limits.unclear), Pair(limits.accept_one, limits.accept_one)
    return Kind("face", made.engine, made.version, captures), several if captures == "several" else one
