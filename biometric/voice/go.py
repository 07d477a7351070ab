"""How a person starts and ends a recording, handed in by the screen or the command line."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Go:
    """Two questions a recording asks of whoever stands before the machine; both are asked in a worker.

    A terminal knows no key-up, so recording is press to start, press or fall silent to end (design page
    screens, row 8).
    """

    ready: Callable[[], bool]
    """Wait until the person wants to speak; True starts the recording, False gives up (the generator then
    ends)."""
    stop: Callable[[], bool]
    """True when the person pressed to end; asked about ten times a second while recording, must return at
    once."""


AT_ONCE = Go(ready=lambda: True, stop=lambda: False)
"""Start at once and end at silence or at the end of the file: for recordings and for the command line."""
