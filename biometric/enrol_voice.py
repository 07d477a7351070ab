"""Voice enrolment: five recordings of digit strings become one template."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from biometric.devices import Microphone
from biometric.sound_file import wav_bytes
from biometric.steps import Enrolled, Guidance, Level, Progress, Refused, Step
from biometric.template import Template
from biometric.voice.agreement import Said, odd_digits, odd_voice, sorted_digits
from biometric.voice.cutting import cut
from biometric.voice.engine import VoiceEngine
from biometric.voice.go import AT_ONCE, Go
from biometric.voice.listening import record
from biometric.voice.replay import SHARE, heard_before
from biometric.voice.speech import levels
from biometric.voice.take import measured
from biometric.voice.voiceprint import everywhere, voiceprint

TRIES = 3
"""Recordings of one string at most; then the enrolment ends (R073: 请重新再试, but no endless loop)."""


def enrol_voice(
    microphone: Microphone,
    strings: Sequence[str],
    *,
    engine: VoiceEngine,
    go: Go = AT_ONCE,
    seen: Sequence[bytes] = (),
) -> Iterator[Step]:
    """Record every string, ask again where a recording is poor, and end in Enrolled or Refused.

    ``strings`` come from ``biometric.voice.digits.enrolment_strings``. Per string: Guidance ``say_digits``
    with ``digits``, ``number``, ``total`` (then ``go.ready()`` is asked), Level while recording, Progress, or
    Refused with advice and the same string again. ``seen`` are fingerprints of earlier recordings. Enrolled
    carries the template, the recordings as WAV and their fingerprints. A file is not asked again: its first
    refusal is the last step. Raises DeviceMissing or MediaUnreadable.
    """
    said: dict[int, Said] = {}
    tries = dict.fromkeys(range(len(strings)), 1 if microphone.recorded else TRIES)
    wanted: int | None = 0
    while wanted is not None:
        if not tries[wanted]:
            return
        tries[wanted] -= 1
        yield Guidance("say_digits", {"digits": strings[wanted], "number": wanted + 1, "total": len(strings)})
        if not go.ready():
            yield Refused("given_up")
            return
        heard = [*seen, *(one.take.print for one in said.values())]
        answer = yield from _one(microphone, strings[wanted], engine, go, heard)
        if isinstance(answer, Refused):
            yield answer
            continue
        said[wanted] = answer
        yield Progress(len(said), len(strings), "voice_recorded")
        wanted, odd = _next(said, len(strings), engine)
        if odd is not None:
            yield odd
            said = {number: one for number, one in said.items() if number != wanted}
    yield Guidance("voice_computing")
    yield _enrolled([said[number] for number in range(len(strings))], engine)


def _one(
    microphone: Microphone, digits: str, engine: VoiceEngine, go: Go, heard: Sequence[bytes]
) -> Generator[Level, None, Said | Refused]:
    """Record one string and say whether the recording will do."""
    sound = yield from record(microphone, go)
    take = measured(sound)
    refused = Refused("poor_sound", take.advice, take.measures, microphone.name)
    if take.advice is not None:
        return refused
    if heard_before(take.print, heard) > SHARE:
        return replace(refused, reason="replayed", advice="voice_replayed")
    cuts = cut(levels(sound.samples), len(digits))
    if cuts is None:
        return replace(refused, advice="advice_digits_apart")
    return Said(digits, take, tuple(cuts), engine.embed(sound), microphone.name)


def _next(said: Mapping[int, Said], total: int, engine: VoiceEngine) -> tuple[int | None, Refused | None]:
    """Give the string to record next, and why it must be recorded again; None when all agree."""
    missing = next((number for number in range(total) if number not in said), None)
    if missing is not None:
        return missing, None
    all_ = [said[number] for number in range(total)]
    for odd, reason, advice in (
        (odd_voice(all_, engine.review), "identity_changed", "advice_one_voice"),
        (odd_digits(all_), "wrong_digits", "advice_read_digits"),
    ):
        if odd is not None:
            return odd, Refused(reason, advice, all_[odd].take.measures, all_[odd].source)
    return None, None


def _enrolled(said: Sequence[Said], engine: VoiceEngine) -> Enrolled:
    sounds = [one.take.sound for one in said]
    template = Template(
        "voice",
        engine.name,
        engine.version,
        voiceprint(everywhere(sounds, engine)),
        digits=sorted_digits(said),
        sources=tuple(one.take.digest for one in said),
    )
    return Enrolled(
        template,
        said[0].take.measures,
        tuple(wav_bytes(sound) for sound in sounds),
        tuple(one.take.print for one in said),
    )
