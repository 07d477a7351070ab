"""The engine that is there without a model pack."""

from biometric.voice.engine import VoiceEngine


def built_in_engine() -> VoiceEngine:
    """Give the built-in GE2E engine; its weights are read at the first embedding. Raises ModelMissing."""
    raise NotImplementedError
