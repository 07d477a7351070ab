"""Compare what was kept (待比对): the same code as at a live capture, and every action in the time it was asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from biometric.face.engine import FaceEngine
from biometric.keep import KEEP, KeepLimits
from biometric.kept_clip import KeptClip, decode_image
from biometric.limits import CHALLENGE, FACE, ChallengeLimits, FaceLimits
from biometric.packs.passive import Passive
from biometric.sound_file import decode_sound, resampled
from biometric.steps import Asked, Step, Verdict
from biometric.template import Template
from biometric.verify import verify_face, verify_photographs
from biometric.verify_voice import comparable, judge_take
from biometric.voice.engine import VoiceEngine
from biometric.voice.take import measured

PATIENT = replace(CHALLENGE, action=9.0)
"""The machine asks as soon as a face is back, the capture asked by the clock: up to 4.5 s later (``KeepLimits``)."""


def match_face(
    clip: bytes,
    asked: Sequence[Asked],
    template: Template | None,
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FACE,
    challenge: ChallengeLimits = PATIENT,
    keep: KeepLimits = KEEP,
    passive: Passive | None = None,
    enforced: bool = True,
) -> Iterator[Step]:
    """Watch a kept clip and compare it with a template; the last step is the Verdict.

    ``passive`` and ``enforced`` as for ``verify_face``: a print or a screen is refused later as it is live.

    ``asked`` is what the capture says of its actions; without a time (a clip file) only order and completeness count.
    The verdict is ``no_model`` again where the models are missing. Raises MediaUnreadable ``kept_clip_damaged``.
    """
    actions = [one.action for one in asked]
    for step in verify_face(
        KeptClip(clip), template, actions, engine=engine, limits=limits, challenge=challenge, passive=passive,
        enforced=enforced,
    ):  # fmt: skip
        yield _in_time(step, asked, keep) if isinstance(step, Verdict) else step


def _in_time(verdict: Verdict, asked: Sequence[Asked], keep: KeepLimits) -> Verdict:
    """Refuse a clip whose actions were not done when they were asked: a recording of another challenge."""
    both = [(was.asked_at, now.seen_at) for was, now in zip(asked, verdict.actions, strict=False)]
    seen = tuple(
        replace(now, asked_at=was.asked_at) if was.asked_at is not None else now
        for was, now in zip(asked, verdict.actions, strict=False)
    )
    verdict = replace(verdict, actions=seen)
    late = keep.action + keep.late
    wrong = any(
        begun is not None and at is not None and not begun <= at <= begun + late for begun, at in both
    )
    if wrong and verdict.verdict in ("alive_and_same", "unclear", "not_same"):
        return replace(verdict, verdict="action_missed", reason="reason_not_when_asked")
    return verdict


def match_pictures(
    pictures: Sequence[bytes],
    template: Template | None,
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FACE,
    passive: Passive | None = None,
) -> Iterator[Step]:
    """Compare kept photographs with a template: at best ``same_liveness_unknown``. Raises MediaUnreadable."""
    images = [decode_image(picture) for picture in pictures]
    yield from verify_photographs(images, template, engine=engine, limits=limits, passive=passive)


def match_voice(
    wav: bytes, digits: str, template: Template | None, *, engine: VoiceEngine, seen: Sequence[bytes] = ()
) -> Verdict:
    """Compare a kept recording with a template. Raises MediaUnreadable for bytes that are no sound."""
    if template is None or not comparable(template, engine):
        reason = "voice_no_template" if template is None else "voice_other_engine"
        return Verdict("no_template", reason, engine.name, engine.version)
    take = measured(resampled(decode_sound(wav)))
    return judge_take(take, template, digits, engine=engine, seen=seen)
