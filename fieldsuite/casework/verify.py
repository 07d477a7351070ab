"""认证: by face, by voice, or by a human check; every verdict is recorded, passed or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from biometric.steps import Action, Asked, Step, Verdict
from biometric.voice.go import AT_ONCE, Go
from fieldsuite import journal, template_store
from fieldsuite.casework.deadlines import next_deadlines
from fieldsuite.casework.people import one
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.sounds import seen_prints
from fieldsuite.casework.views import Saved
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import ActionSeen, Verification

Document = Literal["id_card", "social_security_card", "passport", "household_register", "other"]
"""居民身份证, 社会保障卡, 护照, 户口簿, 其他证件."""

SCALE = 10_000
"""A likeness is signed as a whole number of 1/10,000: a signed record holds no floating point."""


@dataclass(frozen=True, slots=True)
class HumanCheck:
    """人工核实: a person was seen with a document, and why no machine did it."""

    document: Document
    reason: str
    place: str
    photos: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class FaceJob:
    """One verification by face: who, in front of what, with which actions."""

    who: str
    source: str | None = None
    """None for the camera, a number for another one, or the path of a clip."""
    actions: tuple[Action, ...] | None = None
    """None draws them; a clip needs those that it shows."""
    left_out: tuple[Action, ...] = ()
    """Actions this person cannot do; recorded, and never down to fewer than two."""
    place: str = ""


def face(office: Office, job: FaceJob) -> Iterator[Step]:
    """Verify by face: challenge, depth, likeness; the record is kept before the Verdict is yielded.

    Raises OfficeError for a clip without its actions, BiometricError when the device or the clip cannot be used.
    """
    from biometric.challenge import ACTIONS, draw
    from biometric.verify import verify_face

    with office.store.session() as session:
        person_id = one(session, job.who).id
    camera = office.open_camera(job.source)
    if camera.recorded and not job.actions:
        raise OfficeError("office.recording_needs_actions")
    actions = job.actions or draw([action for action in ACTIONS if action not in job.left_out])
    template = template_store.current(office, person_id, "face")
    for step in verify_face(camera, template, actions):
        if isinstance(step, Verdict):
            _keep(office, person_id, "face", step, job.place, "image/jpeg")
        yield step


def photographs(office: Office, who: str, paths: Sequence[Path]) -> Iterator[Step]:
    """Compare photographs with the template: same or not, never alive; kept as a record that does not certify."""
    from biometric.verify import verify_photographs
    from biometric.webcam import read_image

    with office.store.session() as session:
        person_id = one(session, who).id
    template = template_store.current(office, person_id, "face")
    for step in verify_photographs([read_image(path) for path in paths], template):
        if isinstance(step, Verdict):
            _keep(office, person_id, "face", step, "", "image/jpeg")
        yield step


def voice(
    office: Office,
    who: str,
    *,
    go: Go = AT_ONCE,
    source: Sequence[str] | None = None,
    digits: str = "",
    place: str = "",
) -> Iterator[Step]:
    """Verify by voice: fresh digits, the same speaker, the right digits, not heard before.

    Raises OfficeError for a recording without its digits, BiometricError when the device or the file cannot be used.
    """
    from biometric.verify_voice import verify_voice
    from biometric.voice.builtin import built_in_engine
    from biometric.voice.digits import verification_string

    with office.store.session() as session:
        person_id = one(session, who).id
    microphone = office.open_microphone(tuple(source) if source else None)
    if microphone.recorded and not digits:
        raise OfficeError("office.recording_needs_digits")
    template = template_store.current(office, person_id, "voice")
    said = digits or verification_string()
    for step in verify_voice(
        microphone, template, said, engine=built_in_engine(), seen=seen_prints(office), go=go
    ):
        if isinstance(step, Verdict):
            _keep(office, person_id, "voice", step, place, "audio/wav")
        yield step


def by_hand(office: Office, who: str, check: HumanCheck) -> Saved:
    """Record a human check (人工核实).

    Raises OfficeError without a reason, a place or a photograph (四川规程 第11、18条: 留存图片或视频等佐证资料).
    """
    reason, place = required(check.reason, "reason"), required(check.place, "place")
    if not check.photos:
        raise OfficeError("office.photo_needed", code="E_RULE")
    pictures = [read_photo(path) for path in check.photos]
    payload = Verification(
        method="manual",
        verdict="confirmed",
        passed=True,
        source="human",
        place=place,
        document=check.document,
        reason=reason,
    )
    with office.store.session() as session:
        person = one(session, who)
        evidence = [
            journal.keep_evidence(office, session, person.id, data, type_) for data, type_ in pictures
        ]
        row = journal.append(
            office, session, payload, person.id, office.today(), list(dict.fromkeys(evidence))
        )
        deadlines = next_deadlines(office, session, person.id, office.today())
        return Saved(row.id, person.id, "verification", True, True, deadlines)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict means for the person."""

    certifies: bool
    """False for a recording outside practice, whatever it showed."""
    deadlines: tuple[tuple[str, date | None], ...]
    tries_left: int
    """Tries before another way is offered without blame."""


TRIES = 3
"""After three failures another way: voice, a helper, 人工核实 (design page biometrics; never a dead end)."""


def outcome(office: Office, who: str, verdict: Verdict, tries_today: int) -> Outcome:
    """Say what a verdict means: whether it certifies, the next deadlines, how many tries are left."""
    counts = verdict.passed and (office.config.practice or not verdict.recorded)
    with office.store.session() as session:
        person = one(session, who)
        deadlines = next_deadlines(office, session, person.id, office.today()) if counts else ()
    return Outcome(counts, deadlines, max(0, TRIES - tries_today))


def _keep(
    office: Office, person_id: str, method: Literal["face", "voice"], verdict: Verdict, place: str, type_: str
) -> None:
    payload = Verification(
        method=method,
        verdict=verdict.verdict,
        passed=verdict.passed,
        likeness=_whole(verdict.likeness),
        threshold=_whole(verdict.threshold),
        engine=verdict.engine,
        version=verdict.version,
        actions=tuple(_seen(action) for action in verdict.actions),
        digits_match=verdict.digits_match,
        seconds_ms=round(verdict.seconds * 1000),
        source="recording" if verdict.recorded else "live",
        place=written(place, "place"),
        checks={name: round(value * SCALE) for name, value in verdict.checks.items()},
    )
    prints = [verdict.fingerprint, *[b""] * len(verdict.pictures)]
    with office.store.session() as session:
        evidence = [
            journal.keep_evidence(office, session, person_id, data, type_, prints[at])
            for at, data in enumerate(verdict.pictures)
        ]
        journal.append(office, session, payload, person_id, office.today(), list(dict.fromkeys(evidence)))


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value * SCALE)


def _seen(asked: Asked) -> ActionSeen:
    return ActionSeen(
        action=asked.action,
        asked_ms=None if asked.asked_at is None else round(asked.asked_at * 1000),
        seen_ms=None if asked.seen_at is None else round(asked.seen_at * 1000),
    )
