"""Voice verification: is it this person, and are these the digits that were asked for now?"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from biometric.devices import Microphone
from biometric.sound_file import wav_bytes
from biometric.steps import Guidance, Step, Verdict, VoiceVerdict
from biometric.template import Template
from biometric.voice.engine import VoiceEngine
from biometric.voice.go import AT_ONCE, Go
from biometric.voice.hearing import hear
from biometric.voice.listening import record
from biometric.voice.replay import SHARE, heard_before
from biometric.voice.take import Take, measured
from biometric.voice.voiceprint import likeness


def verify_voice(
    microphone: Microphone,
    template: Template | None,
    digits: str,
    *,
    engine: VoiceEngine,
    seen: Sequence[bytes] = (),
    go: Go = AT_ONCE,
) -> Iterator[Step]:
    """Record ``digits`` once and end in a Verdict (poor sound too is a verdict: the caller asks again).

    ``digits`` comes from ``biometric.voice.digits.verification_string``. Yields Guidance ``say_digits`` with
    ``digits`` (then ``go.ready()`` is asked), Level while recording, and the Verdict with its
    ``fingerprint``, which the office stores and hands back as ``seen``. Ends without a Verdict when
    ``go.ready()`` says no. Raises DeviceMissing, MediaUnreadable.
    """
    started = time.monotonic()
    if not comparable(template, engine):
        yield Verdict("no_template", "voice_no_template", engine.name, engine.version)
        return
    assert template is not None
    yield Guidance("say_digits", {"digits": digits})
    if not go.ready():
        return
    sound = yield from record(microphone, go)
    yield Guidance("voice_comparing")
    verdict = judge_take(measured(sound), template, digits, engine=engine, seen=seen)
    yield replace(verdict, recorded=microphone.recorded, seconds=time.monotonic() - started)


def comparable(template: Template | None, engine: VoiceEngine) -> bool:
    """Say whether the template is a voice of this very engine; others are never compared."""
    return template is not None and (template.modality, template.engine, template.version) == (
        "voice", engine.name, engine.version,
    )  # fmt: skip


def judge_take(
    take: Take, template: Template, digits: str, *, engine: VoiceEngine, seen: Sequence[bytes] = ()
) -> Verdict:
    """Judge one recording: first its quality, then whether it was heard before, then the voice, then the
    digits.

    The voice comes before the digits, because another person's digits are not those of the template anyway.
    Both answers are in the Verdict. Thresholds are the engine's (words-and-codes: Verdicts).
    """
    if take.advice is not None:
        return _answer(take, engine, "poor_sound", take.advice, {})
    copied = heard_before(take.print, seen)
    if copied > SHARE:
        return _answer(take, engine, "replayed", "voice_replayed", {"copied": copied})
    alike = likeness(template.vectors, engine.embed(take.sound))
    heard = hear(take.features, take.speech, template.digits, digits)
    checks = {"copied": copied} | ({"digits_gap": heard.gap} if heard else {})
    match = heard is not None and heard.match
    word: VoiceVerdict
    if alike < engine.review:
        word, reason = "not_same", "voice_not_same"
    elif not match:
        word, reason = "wrong_digits", "voice_wrong_digits"
    elif alike < engine.accept:
        word, reason = "unclear", "voice_unclear"
    else:
        word, reason = "same_and_digits", "voice_same"
    answer = _answer(take, engine, word, reason, checks)
    return replace(answer, likeness=alike, digits_heard=heard.digits if heard else "", digits_match=match)


def _answer(
    take: Take, engine: VoiceEngine, word: VoiceVerdict, reason: str, checks: dict[str, float]
) -> Verdict:
    return Verdict(
        word,
        reason,
        engine.name,
        engine.version,
        threshold=engine.accept,
        review_threshold=engine.review,
        measures=take.measures,
        checks=checks,
        pictures=(wav_bytes(take.sound),),
        fingerprint=take.print,
    )
