"""Voice enrolment: five recordings of digit strings become one template."""

from collections.abc import Iterator, Sequence

from biometric.devices import Microphone
from biometric.steps import Step
from biometric.voice.engine import VoiceEngine
from biometric.voice.go import AT_ONCE, Go


def enrol_voice(
    microphone: Microphone,
    strings: Sequence[str],
    *,
    engine: VoiceEngine,
    go: Go = AT_ONCE,
    seen: Sequence[bytes] = (),
) -> Iterator[Step]:
    """Record every string, ask again where a recording is poor, and end in Enrolled or Refused.

    ``strings`` come from ``biometric.voice.digits.enrolment_strings``. Per string: Guidance ``say_digits`` with
    ``digits``, ``number``, ``total`` (then ``go.ready()`` is asked), Level while recording, Progress, or Refused with
    advice and the same string again. ``seen`` are fingerprints of earlier recordings. Enrolled carries the template, the
    recordings as WAV and their fingerprints. Raises DeviceMissing or MediaUnreadable.
    """
    raise NotImplementedError
