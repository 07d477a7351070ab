"""待比对: capture now, compare later, where models are missing, a template is elsewhere, or the machine is too weak."""

from collections.abc import Iterator, Sequence

from biometric.steps import Action, Asked, Progress, Step, Verdict
from biometric.template import Modality
from biometric.voice.go import AT_ONCE, Go
from fieldsuite import journal, template_store
from fieldsuite.casework import consent
from fieldsuite.casework.left_out import Without, able, recorded
from fieldsuite.casework.people import one
from fieldsuite.casework.sounds import seen_prints
from fieldsuite.casework.written import written
from fieldsuite.errors import OfficeError
from fieldsuite.evidence import type_of
from fieldsuite.matching import compare
from fieldsuite.matching.captures import Waiting, waiting
from fieldsuite.matching.compare import Matched, MatchReport
from fieldsuite.office import Office
from fieldsuite.records import ActionSeen, LeftOut, Verification

__all__ = ["MatchReport", "Matched", "Waiting", "face", "keep", "match_all", "voice", "waiting"]


def face(
    office: Office,
    who: str,
    *,
    source: str | None = None,
    actions: tuple[Action, ...] = (),
    left_out: tuple[Without, ...] = (),
    place: str = "",
) -> Iterator[Step]:
    """Capture a challenge before the camera; its record (待比对) is kept before the Verdict ``no_model`` is yielded.

    The actions are drawn, or those that a clip shows. Raises OfficeError E_RULE where neither consent nor a template is
    here, and for a clip without its actions; BiometricError when the device or the clip cannot be used.
    """
    from biometric.challenge import draw
    from biometric.keep import keep_face

    person_id = _may(office, who, "face")
    camera = office.open_camera(source)
    if camera.recorded and not actions:
        raise OfficeError("office.recording_needs_actions")
    without = recorded(left_out, actions)
    asked = actions or draw(able(left_out))
    camera.open()
    try:
        for step in keep_face(camera, asked, Verdict("no_model", "reason_kept_for_later", "", "")):
            if isinstance(step, Verdict):
                keep(office, person_id, "face", step, place, left_out=without)
            yield step
    finally:
        camera.close()


def voice(
    office: Office,
    who: str,
    *,
    go: Go = AT_ONCE,
    source: Sequence[str] | None = None,
    digits: str = "",
    place: str = "",
) -> Iterator[Step]:
    """Capture fresh digits; the record (待比对) is kept before the Verdict is yielded.

    A poor recording, or one heard before, is said at once. Raises as ``face`` does.
    """
    from biometric.keep import keep_voice
    from biometric.voice.digits import verification_string

    person_id = _may(office, who, "voice")
    microphone = office.open_microphone(tuple(source) if source else None)
    if microphone.recorded and not digits:
        raise OfficeError("office.recording_needs_digits")
    shown = digits or verification_string()
    for step in keep_voice(microphone, shown, seen=seen_prints(office), go=go):
        if isinstance(step, Verdict):
            keep(office, person_id, "voice", step, place, shown)
        yield step


def _may(office: Office, who: str, modality: Modality) -> str:
    """Give the person's id; without a template here nothing but a recorded consent says that they agreed."""
    office.require_field()
    with office.store.session() as session:
        person_id = one(session, who).id
    if template_store.current(office, person_id, modality) is None:
        consent.require(office, who, modality)
    return person_id


def keep(
    office: Office,
    person_id: str,
    method: Modality,
    verdict: Verdict,
    place: str,
    digits: str = "",
    *,
    left_out: Sequence[LeftOut] = (),
) -> None:
    """Sign what was captured, with everything that a later comparison needs; nothing is decided by it."""
    waits = verdict.verdict == "no_model"
    payload = Verification(
        method=method,
        verdict=verdict.verdict,
        passed=False,
        engine=verdict.engine,
        version=verdict.version,
        actions=tuple(_asked(action) for action in verdict.actions),
        left_out=tuple(left_out),
        why=verdict.reason,
        keeping="unresolved",
        seconds_ms=round(verdict.seconds * 1000),
        source="recording" if verdict.recorded else "live",
        place=written(place, "place"),
        digits=digits if waits else "",
    )
    prints = [verdict.fingerprint, *[b""] * len(verdict.pictures)]
    with office.store.session() as session:
        evidence = [
            journal.keep_evidence(office, session, person_id, data, type_of(data), prints[at])
            for at, data in enumerate(verdict.pictures)
        ]
        journal.append(office, session, payload, person_id, office.today(), list(dict.fromkeys(evidence)))


def _asked(asked: Asked) -> ActionSeen:
    return ActionSeen(
        action=asked.action, asked_ms=None if asked.asked_at is None else round(asked.asked_at * 1000)
    )


def match_all(office: Office) -> Iterator[Progress | Matched | MatchReport]:
    """Compare everything that waits here; what was done stays when it is interrupted. Raises ModelMissing."""
    office.require_field()
    return compare.match_all(office)
