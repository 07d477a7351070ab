"""Evidence at rest: one file, one key of its own, wrapped under the office's evidence key."""


def seal_blob(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Seal bytes under a new key, wrapped under ``key`` (32 bytes). ``context`` says what it is (the
    SHA-256, say)."""
    raise NotImplementedError


def open_blob(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Open what ``seal_blob`` made with the same key and context. Raises SealRefused E_AEAD."""
    raise NotImplementedError
