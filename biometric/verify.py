"""Verify a face: challenge first, then likeness, one verdict at the end."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from biometric.devices import Camera, Image
from biometric.errors import MediaUnreadable, ModelMissing
from biometric.face import quality
from biometric.face.compare import comparable, likeness_to, thresholds
from biometric.face.dlib_engine import DlibEngine
from biometric.face.engine import FaceEngine
from biometric.keep import keep_face
from biometric.limits import CHALLENGE, FACE, ChallengeLimits, FaceLimits
from biometric.packs.passive import Passive
from biometric.photographs import Portrait, portrait
from biometric.pictures import as_jpeg
from biometric.session import Acted, Shot, act
from biometric.steps import Action, FaceVerdict, Measure, Progress, Step, Verdict
from biometric.template import Template

_PICTURES = 3
"""Best frames kept as evidence."""


def verify_face(
    camera: Camera,
    template: Template | None,
    actions: Sequence[Action],
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FACE,
    challenge: ChallengeLimits = CHALLENGE,
    passive: Passive | None = None,
    enforced: bool = True,
    excused: Collection[str] = (),
) -> Iterator[Step]:
    """Ask the actions, watch, compare with the template; the last step is the Verdict.

    Opens and closes the camera. Steps before the last: Guidance (what to say now), Preview (one a frame). The faces
    that are compared are those of the challenge itself, between its actions. Without a template, or with one of
    another engine, the verdict comes at once (``no_template``); without models a clip is kept for later
    (``no_model``, 待比对; ``keep``). The verdict comes within a second of the last action: the engine works between
    the actions. ``enforced`` False (policy: recorded) keeps a challenge that was not passed in the verdict and lets the
    likeness decide, at best ``unclear``: never certified, looked at by a person. ``excused`` names what an officer let
    pass when the template was made: a covered face is refused otherwise. Raises DeviceMissing, MediaUnreadable.
    """
    engine = engine or DlibEngine()
    start = Verdict(
        "no_template", "reason_no_template", engine.name, engine.version, recorded=camera.recorded
    )
    if template is None or not comparable(template, engine.name, engine.version):
        yield start if template is None else replace(start, reason="reason_other_engine")
        return
    accept, unclear = thresholds(template, limits)
    start = replace(start, threshold=accept, review_threshold=unclear)
    camera.open()
    try:
        acted = yield from act(camera, actions, engine, limits, challenge)
        yield Progress(1, 1, "recognising")
        yield _conclude(acted, template, start, passive, enforced, excused)
    except ModelMissing:
        yield from keep_face(camera, actions, start)
    finally:
        camera.close()


def _conclude(
    acted: Acted,
    template: Template,
    start: Verdict,
    passive: Passive | None,
    enforced: bool,
    excused: Collection[str],
) -> Verdict:
    frontal = [shot for shot in acted.shots if shot.frontal]
    likeness = likeness_to(template, [shot.vector for shot in frontal]) if frontal else None
    end = _decide(acted, likeness, start, enforced, excused)
    checks, needs, seen = dict(acted.checks), dict(acted.needs), None
    if passive and (seen := passive.score([(shot.image, shot.points) for shot in frontal])) is not None:
        checks["passive"], needs["passive"] = seen, passive.check.accept
    if passive and passive.refuses(seen) and end.verdict in ("alive_and_same", "unclear"):
        end = Ending("not_alive", "reason_recaptured", "passive")
    return replace(
        start, verdict=end.verdict, reason=end.reason, failed=end.failed, likeness=likeness, actions=acted.actions,
        checks=checks, needs=needs, liveness=acted.outcome.verdict, seconds=acted.seconds,
        measures=_best(frontal)[0].measures if frontal else acted.measures,
        pictures=tuple(as_jpeg(shot.image) for shot in _best(frontal or acted.shots)),
        passive=passive.label if passive and seen is not None else "",
    )  # fmt: skip


LET_PASS = ("not_alive", "action_missed", "timed_out")
"""Ends of a challenge after which the likeness may decide where policy only records; nobody else may have been seen."""


class Ending(NamedTuple):
    """What was decided, why, and by which check."""

    verdict: FaceVerdict
    reason: str
    failed: str = ""


def _decide(
    acted: Acted, likeness: float | None, start: Verdict, enforced: bool, excused: Collection[str]
) -> Ending:
    ending = acted.outcome
    if ending.verdict == "timed_out" and not acted.shots and (advice := quality.advice(acted.measures)):
        return Ending("poor_image", advice, _poor(acted.measures))
    let_pass = not enforced and ending.verdict in LET_PASS and likeness is not None
    if ending.verdict != "alive" and not let_pass:
        return Ending(ending.verdict, ending.reason, ending.failed)
    if likeness is None or start.threshold is None or start.review_threshold is None:
        return Ending("no_face", "reason_no_face", "presence")
    if likeness >= start.threshold and (covered := _covered(acted, excused)):
        return covered
    if likeness >= start.threshold:
        if let_pass:
            return Ending("unclear", "reason_liveness_recorded", ending.failed)
        return Ending("alive_and_same", "reason_alive_and_same")
    poor = [shot.measures for shot in acted.shots if shot.frontal and not quality.good(shot.measures)]
    if poor and len(poor) == sum(shot.frontal for shot in acted.shots):
        return Ending("poor_image", quality.advice(poor[0]) or "reason_poor_image", _poor(poor[0]))
    if likeness >= start.review_threshold:
        return Ending("unclear", "reason_unclear", "likeness")
    return Ending("not_same", "reason_not_same", "likeness")


def _covered(acted: Acted, excused: Collection[str]) -> Ending | None:
    """Say that something covers the face in every frontal shot (内蒙古通知 三(三): 不要被其它异物遮挡), or nothing.

    Whom an officer let be modelled with dark glasses or a bandage is not asked for what they cannot take off.
    """
    covers = [
        [one for one in shot.measures if one.name == "occlusion" and not one.ok]
        for shot in acted.shots
        if shot.frontal
    ]
    if not covers or not all(covers) or {"occlusion", "glasses"} & set(excused):
        return None
    return Ending("poor_image", covers[0][0].advice or "reason_poor_image", "quality_occlusion")


def _poor(measures: Sequence[Measure]) -> str:
    """Name the measure that was not good enough."""
    return next((f"quality_{one.name}" for one in measures if not one.ok), "quality")


def _best(shots: Sequence[Shot]) -> list[Shot]:
    """The sharpest few, in the order they were taken."""

    def sharpness(shot: Shot) -> float:
        return next((m.value for m in shot.measures if m.name == "sharpness"), 0.0)

    return sorted(sorted(shots, key=sharpness, reverse=True)[:_PICTURES], key=lambda shot: shot.at)


def verify_photographs(
    images: Sequence[Image],
    template: Template | None,
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FACE,
    passive: Passive | None = None,
) -> Iterator[Step]:
    """Compare photographs with a template; the last step is a Verdict, at best ``same_liveness_unknown``.

    Photographs never show that anybody is alive; ``passive`` says of one that it shows a print or a screen. One whose
    face cannot be used ends it with ``no_face`` or ``several_faces``; no photograph at all with ``no_face``.
    """
    engine, began = engine or DlibEngine(), time.monotonic()
    start = Verdict("no_template", "reason_no_template", engine.name, engine.version, recorded=True)
    if template is None or not comparable(template, engine.name, engine.version):
        yield start if template is None else replace(start, reason="reason_other_engine")
        return
    accept, unclear = thresholds(template, limits)
    start = replace(
        start,
        threshold=accept,
        review_threshold=unclear,
        pictures=tuple(as_jpeg(i) for i in images[:_PICTURES]),
    )
    found: list[Portrait] = []
    try:
        for index, image in enumerate(images):
            yield Progress(index, len(images), "recognising")
            found.append(portrait(image, engine, limits))
    except MediaUnreadable as error:
        several = error.key == "several_faces_in_picture"
        yield replace(
            start,
            verdict="several_faces" if several else "no_face",
            reason="reason_several_faces" if several else "reason_no_face",
        )
        return
    except ModelMissing:
        yield replace(start, verdict="no_model", reason="reason_no_model")
        return
    seen = (
        passive.score([(image, one.points) for image, one in zip(images, found, strict=True)])
        if passive
        else None
    )
    if passive and seen is not None:
        start = replace(
            start, checks={"passive": seen}, needs={"passive": passive.check.accept}, passive=passive.label
        )
    end = _of_photographs(found, template, replace(start, seconds=time.monotonic() - began))
    if passive and passive.refuses(seen) and end.verdict in ("same_liveness_unknown", "unclear"):
        end = replace(end, verdict="not_alive", reason="reason_recaptured", failed="passive")
    yield end


def _of_photographs(found: Sequence[Portrait], template: Template, start: Verdict) -> Verdict:
    if not found or start.threshold is None or start.review_threshold is None:
        return replace(start, verdict="no_face", reason="reason_no_face")
    likeness = likeness_to(template, [one.vector for one in found])
    known = replace(start, likeness=likeness, measures=found[0].measures)
    if likeness >= start.threshold:
        return replace(known, verdict="same_liveness_unknown", reason="reason_same_liveness_unknown")
    if likeness >= start.review_threshold:
        return replace(known, verdict="unclear", reason="reason_unclear", failed="likeness")
    return replace(known, verdict="not_same", reason="reason_not_same", failed="likeness")
