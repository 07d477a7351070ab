"""What can go wrong in this room, as errors that carry a sentence's key."""


class KeysError(Exception):
    """Base of this room's errors.

    ``key`` names the sentence in the word catalogue ``keys`` (what happened, and a hint), ``values`` fill
    it, ``code`` is the machine-readable code of the command line.
    """

    room = "keys"

    def __init__(self, key: str, *, code: str = "E_INPUT", **values: object) -> None:
        super().__init__(f"{code} {key} {values}")
        self.key, self.code, self.values = key, code, values


class PassphraseRefused(KeysError):
    """A passphrase is wrong, or too short to be taken."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, code="E_PASSPHRASE", **values)


class NotCanonical(KeysError):
    """Bytes are not the one canonical spelling of a value, or a value has none."""

    def __init__(self, key: str = "not_canonical", **values: object) -> None:
        super().__init__(key, code="E_CANON", **values)


class SealRefused(KeysError):
    """A sealed thing cannot be opened: not for us, damaged, or sealed for a key that cannot be one."""

    def __init__(self, key: str, *, code: str = "E_AEAD", **values: object) -> None:
        super().__init__(key, code=code, **values)


class TrustRefused(KeysError):
    """A key, a signature or a trust statement does not count."""

    def __init__(self, key: str, *, code: str = "E_SIGNATURE", **values: object) -> None:
        super().__init__(key, code=code, **values)


class VaultUnusable(KeysError):
    """The folder of keys is missing, damaged, or open to others."""

    def __init__(self, key: str, *, code: str = "E_LOCKED", **values: object) -> None:
        super().__init__(key, code=code, **values)
