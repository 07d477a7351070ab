"""The engine that is there without a model pack."""

from functools import cache

from biometric.voice.engine import VoiceEngine


@cache
def built_in_engine() -> VoiceEngine:
    """Give the built-in GE2E engine, read once a process (about 50 ms). Raises ModelMissing."""
    from biometric.voice.ge2e import Ge2e, weight_file

    return Ge2e(weight_file())
