"""Verify a face: challenge first, then likeness, one verdict at the end."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from biometric.devices import Camera, Image
from biometric.errors import MediaUnreadable, ModelMissing
from biometric.face import quality
from biometric.face.compare import comparable, likeness_to, thresholds
from biometric.face.dlib_engine import DlibEngine
from biometric.face.engine import FaceEngine
from biometric.limits import CHALLENGE, FACE, ChallengeLimits, FaceLimits
from biometric.photographs import Portrait, portrait
from biometric.pictures import as_jpeg
from biometric.session import Acted, Shot, act
from biometric.steps import Action, FaceVerdict, Guidance, Preview, Progress, Step, Verdict
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
) -> Iterator[Step]:
    """Ask the actions, watch, compare with the template; the last step is the Verdict.

    Opens and closes the camera. Steps before the last: Guidance (what to say now), Preview (one a frame). The faces
    that are compared are those of the challenge itself, between its actions. Without a template, or with one of
    another engine, the verdict comes at once (``no_template``); without models two frames are kept for later
    (``no_model``, 待比对). The verdict comes within a second of the last action: the engine works between the actions.
    Raises DeviceMissing, MediaUnreadable.
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
        yield _conclude(acted, template, start)
    except ModelMissing:
        yield from _keep_for_later(camera, start)
    finally:
        camera.close()


def _conclude(acted: Acted, template: Template, start: Verdict) -> Verdict:
    frontal = [shot for shot in acted.shots if shot.frontal]
    likeness = likeness_to(template, [shot.vector for shot in frontal]) if frontal else None
    verdict, reason = _decide(acted, likeness, start)
    return replace(
        start, verdict=verdict, reason=reason, likeness=likeness, actions=acted.actions, checks=acted.checks,
        measures=_best(frontal)[0].measures if frontal else acted.measures, seconds=acted.seconds,
        pictures=tuple(as_jpeg(shot.image) for shot in _best(frontal or acted.shots)),
    )  # fmt: skip


def _decide(acted: Acted, likeness: float | None, start: Verdict) -> tuple[FaceVerdict, str]:
    ending = acted.outcome
    if (
        ending.verdict == "timed_out"
        and not acted.shots
        and acted.measures
        and not quality.good(acted.measures)
    ):
        return "poor_image", quality.advice(acted.measures) or "reason_poor_image"
    if ending.verdict != "alive":
        return ending.verdict, ending.reason
    if likeness is None or start.threshold is None or start.review_threshold is None:
        return "no_face", "reason_no_face"
    if likeness >= start.threshold:
        return "alive_and_same", "reason_alive_and_same"
    poor = [shot.measures for shot in acted.shots if shot.frontal and not quality.good(shot.measures)]
    if poor and len(poor) == sum(shot.frontal for shot in acted.shots):
        return "poor_image", quality.advice(poor[0]) or "reason_poor_image"
    if likeness >= start.review_threshold:
        return "unclear", "reason_unclear"
    return "not_same", "reason_not_same"


def _best(shots: Sequence[Shot]) -> list[Shot]:
    """The sharpest few, in the order they were taken."""

    def sharpness(shot: Shot) -> float:
        return next((m.value for m in shot.measures if m.name == "sharpness"), 0.0)

    return sorted(sorted(shots, key=sharpness, reverse=True)[:_PICTURES], key=lambda shot: shot.at)


def _keep_for_later(camera: Camera, start: Verdict) -> Iterator[Step]:
    """Capture without models: two frames a second apart, to be compared at a stronger machine."""
    yield Guidance("look_straight")
    kept: list[bytes] = []
    first = last = None
    while len(kept) < 2:
        frame = camera.read()
        if frame is None:
            break
        first = frame.at if first is None else first
        if last is None or frame.at - last >= 1.0:
            last = frame.at
            kept.append(as_jpeg(frame.image))
        yield Preview(frame.image)
    yield replace(start, verdict="no_model", reason="reason_no_model", pictures=tuple(kept))


def verify_photographs(
    images: Sequence[Image],
    template: Template | None,
    *,
    engine: FaceEngine | None = None,
    limits: FaceLimits = FACE,
) -> Iterator[Step]:
    """Compare photographs with a template; the last step is a Verdict, at best ``same_liveness_unknown``.

    Photographs never show that anybody is alive. One whose face cannot be used ends it with ``no_face`` or
    ``several_faces``; no photograph at all with ``no_face``.
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
    yield _of_photographs(found, template, replace(start, seconds=time.monotonic() - began))


def _of_photographs(found: Sequence[Portrait], template: Template, start: Verdict) -> Verdict:
    if not found or start.threshold is None or start.review_threshold is None:
        return replace(start, verdict="no_face", reason="reason_no_face")
    likeness = likeness_to(template, [one.vector for one in found])
    known = replace(start, likeness=likeness, measures=found[0].measures)
    if likeness >= start.threshold:
        return replace(known, verdict="same_liveness_unknown", reason="reason_same_liveness_unknown")
    if likeness >= start.review_threshold:
        return replace(known, verdict="unclear", reason="reason_unclear")
    return replace(known, verdict="not_same", reason="reason_not_same")
