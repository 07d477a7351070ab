"""Every limit of the upload address in one place, with units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServeLimits:
    """What one device may ask of the desk, and how long the desk waits for it."""

    bundle_bytes: int = 4 * 1024**3
    """Longest bundle; a year of a township is 110 MB (design page volumes), longer ones come on a stick."""
    open_uploads: int = 4
    """Uploads of one device that are not finished."""
    waiting: int = 256
    """Whole bundles of one device that nobody received yet."""
    reserve_bytes: int = 512 * 1024**2
    """Free space that uploads leave to the desk."""
    keep_days: int = 14
    """Days without a byte after which an unfinished upload is thrown away."""
    session_seconds: int = 900
    """Life of a session."""
    challenge_seconds: int = 60
    """Life of a challenge."""
    header_seconds: float = 15
    """A request must have said its whole head by then, and the next one on the same line begun."""
    idle_seconds: float = 30
    """Longest silence inside a piece."""
    least_rate: int = 512
    """Bytes a second of a piece on average, counted from ``idle_seconds`` on: GPRS gives 3,000."""
    connections: int = 128
    """Lines at a time; one more is told to come later."""
    session_bytes: int = 8 * 1024
    """Longest signed challenge."""


LIMITS = ServeLimits()
"""The limits in force."""
