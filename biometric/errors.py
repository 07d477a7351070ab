"""What can go wrong with devices, media and models, as errors that carry a sentence's key."""


class BiometricError(Exception):
    """Base of this room's errors.

    ``key`` names the sentence in the word catalogue ``biometric`` (what happened, and a hint), ``values``
    fill it, ``code`` is the machine-readable code of the command line. A person who does not match is a
    verdict, never an error.
    """

    room = "biometric"

    def __init__(self, key: str, *, code: str = "E_MEDIA", **values: object) -> None:
        super().__init__(f"{code} {key} {values}")
        self.key, self.code, self.values = key, code, values


class DeviceMissing(BiometricError):
    """No camera or microphone where one is needed, or another program holds it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, code="E_DEVICE", **values)


class ModelMissing(BiometricError):
    """A weight file or an engine is not installed, or is not the one that was expected."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, code="E_MODEL", **values)


class MediaUnreadable(BiometricError):
    """A file is not the photograph, clip or recording it should be."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, code="E_MEDIA", **values)


class PackRefused(BiometricError):
    """A model pack is not one, is damaged, or breaks a rule; ``code`` is that of a refused bundle."""
