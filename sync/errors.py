"""What can go wrong in this room, as errors that carry a sentence's key."""

from collections.abc import Iterator
from contextlib import contextmanager

from keys.errors import KeysError


class SyncError(Exception):
    """Base of this room's errors.

    ``key`` names the sentence in the word catalogue ``sync`` (what happened, and a hint), ``values`` fill
    it, ``code`` is the machine-readable code of the command line.
    """

    room = "sync"

    def __init__(self, key: str, *, code: str = "E_INPUT", **values: object) -> None:
        super().__init__(f"{code} {key} {values}")
        self.key, self.code, self.values = key, code, values


class BundleRefused(SyncError):
    """A file that came from outside does not count, and nothing of it may be used.

    ``code`` is one of the codes of refusal; the sentence is ``refused_<code without E_, in small
    letters>``, so that every code has its one sentence. ``detail`` is a short technical word for support.
    """

    def __init__(self, code: str, detail: str = "", **values: object) -> None:
        super().__init__(f"refused_{code.removeprefix('E_').lower()}", code=code, detail=detail, **values)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the keys room refuses into a refused bundle of the same code."""
    try:
        yield
    except KeysError as error:
        raise BundleRefused(error.code, error.key) from error
