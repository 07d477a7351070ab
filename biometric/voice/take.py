"""One recording of a string of digits, measured once: everything that enrolment and verification ask of
it."""

import hashlib
from dataclasses import dataclass

from biometric.devices import Sound
from biometric.sound_file import pcm16
from biometric.steps import Measure
from biometric.voice.bands import Bands, bands
from biometric.voice.quality import advice, judge
from biometric.voice.replay import fingerprint
from biometric.voice.speech import Flags, levels, near


@dataclass(frozen=True, slots=True)
class Take:
    """A recording at 16 kHz and what was measured of it."""

    sound: Sound
    measures: tuple[Measure, ...]
    speech: Flags
    bands: Bands
    print: bytes
    """Fingerprint, for ``heard_before``."""

    @property
    def advice(self) -> str | None:
        """Key of the one thing to change, or None when the recording is good enough to judge."""
        return advice(self.measures)

    @property
    def digest(self) -> str:
        """SHA-256 of the samples at 16 bits, in hexadecimal."""
        return hashlib.sha256(pcm16(self.sound)).hexdigest()


def measured(sound: Sound) -> Take:
    """Measure a recording at 16 kHz; about 40 ms for 5 s."""
    speech = near(levels(sound.samples))
    return Take(sound, judge(sound), speech, bands(sound.samples, speech), fingerprint(sound))
