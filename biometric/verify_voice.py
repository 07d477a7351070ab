"""Voice verification: is it this person, and are these the digits that were asked for now?"""

from collections.abc import Iterator, Sequence

from biometric.devices import Microphone
from biometric.steps import Step
from biometric.template import Template
from biometric.voice.engine import VoiceEngine
from biometric.voice.go import AT_ONCE, Go


def verify_voice(
    microphone: Microphone,
    template: Template,
    digits: str,
    *,
    engine: VoiceEngine,
    seen: Sequence[bytes] = (),
    go: Go = AT_ONCE,
) -> Iterator[Step]:
    """Record ``digits`` once and end in a Verdict (poor sound too is a verdict: the caller asks again).

    ``digits`` comes from ``biometric.voice.digits.verification_string``. Yields Guidance ``say_digits`` with ``digits``
    (then ``go.ready()`` is asked), Level while recording, and the Verdict with its ``fingerprint``, which the
    office stores and hands back as ``seen``. Raises DeviceMissing or MediaUnreadable.
    """
    raise NotImplementedError
