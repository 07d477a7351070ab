"""Voice verification: is it this person, and are these the digits that were asked for now?"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from biometric.devices import Microphone
from biometric.sound_file import wav_bytes
from biometric.steps import Guidance, Step, Verdict, VoiceVerdict
from biometric.template import Template
from biometric.voice.bands import USED
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
    """Say whether the template is a voice of this very engine, with digits as they are kept now; others are never
    compared."""
    if template is None or template.modality != "voice":
        return False
    widths = {one.shape[1] for said in template.digits.values() for one in said}
    return (template.engine, template.version) == (engine.name, engine.version) and widths <= {USED}


def judge_take(
    take: Take, template: Template, digits: str, *, engine: VoiceEngine, seen: Sequence[bytes] = ()
) -> Verdict:
    """Judge one recording: first its quality, then whether it was heard before, then the voice, then the
    digits.

    The voice comes before the digits, because another person's digits are not those of the template anyway.
    The likeness is the cosine to the nearest place of the template, cut to 0..1; thresholds are the engine's
    (words-and-codes: Verdicts). ``checks`` has ``digits``, 1 being the limit.
    """
    if take.advice is not None:
        return _answer(take, engine, "poor_sound", take.advice, {})
    copied = heard_before(take.print, seen)
    if copied > SHARE:
        return _answer(take, engine, "replayed", "voice_replayed", {"copied": copied})
    alike = likeness(template.vectors, engine.embed(take.sound))
    heard = hear(take.bands, take.speech, template.digits, digits)
    checks = {"copied": copied}
    if heard is not None:
        checks |= {"digits": heard.off, "digits_gap": heard.gap}
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
    failed = {"wrong_digits": "digits", "same_and_digits": ""}.get(word, "likeness")
    answer = replace(_answer(take, engine, word, reason, checks), failed=failed, needs={"digits": 1.0})
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
