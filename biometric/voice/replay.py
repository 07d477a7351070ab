"""Has this recording been heard before, as it is or as a copy?"""

from collections.abc import Sequence

from biometric.devices import Sound


def fingerprint(sound: Sound) -> bytes:
    """Give what is kept of a recording so that it and its copies are recognised; under 2 KB for 10 s."""
    raise NotImplementedError


def heard_before(sound: Sound, seen: Sequence[bytes]) -> bool:
    """True when the recording, or a re-encoded or re-sampled copy of it, is among the fingerprints ``seen``."""
    raise NotImplementedError
