"""Notices while recording that the person has finished speaking."""

import numpy as np
from numpy.typing import NDArray

from biometric.voice.mel import RATE
from biometric.voice.speech import levels

QUIET = 1.5
"""Seconds of silence after speech that end a recording: longer than a pause between two digits (our
choice)."""
FIRST = 0.8
"""Seconds of speech that must have been heard before a silence can end anything."""
STANDS_OUT = 10.0
"""dB over the quietest piece so far from which a piece of 0.1 s is speech."""


class SilenceEnd:
    """Hears a recording piece by piece; ``reached`` turns true once speech is over."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._quietest, self._spoken, self._still = 0.0, 0.0, 0.0

    @property
    def reached(self) -> bool:
        """True when the person spoke and has been silent since for ``QUIET`` seconds."""
        return self._spoken >= FIRST and self._still >= QUIET

    def hear(self, piece: NDArray[np.float32]) -> None:
        """Take the next piece, at 16 kHz; pieces of about 0.1 s."""
        level = levels(piece)
        if not level.size:
            return
        loud, seconds = float(level.max()), len(piece) / RATE
        self._quietest = min(self._quietest, loud)
        if loud > self._quietest + STANDS_OUT:
            self._spoken, self._still = self._spoken + seconds, 0.0
        else:
            self._still += seconds
