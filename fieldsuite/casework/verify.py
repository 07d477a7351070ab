"""认证: by face, by voice, or by a human check; every verdict is recorded, passed or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from biometric.errors import ModelMissing
from biometric.steps import Action, Step, Verdict
from biometric.voice.go import AT_ONCE, Go
from fieldsuite import engines, journal, template_store
from fieldsuite.casework import later, modelling
from fieldsuite.casework.deadlines import next_deadlines
from fieldsuite.casework.kept_verdict import keep, policy_of
from fieldsuite.casework.left_out import Without, able, recorded
from fieldsuite.casework.people import one
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.sounds import seen_prints
from fieldsuite.casework.views import Saved
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import Verification
from fieldsuite.rules.policy import Policy

Document = Literal["id_card", "social_security_card", "passport", "household_register", "other"]
"""居民身份证, 社会保障卡, 护照, 户口簿, 其他证件."""
BY_HAND = ("no_template", "failed", "unable", "declined", "no_device", "other")
"""Why it is done by hand; 本人不同意 is as good a reason as any."""


@dataclass(frozen=True, slots=True)
class HumanCheck:
    """人工核实: a person was seen with a document, and why no machine did it."""

    document: Document
    reason: str
    place: str
    photos: tuple[Path, ...]
    helper: str = ""
    relation: str = ""
    """Who helped, and how they are related to the person."""


@dataclass(frozen=True, slots=True)
class FaceJob:
    """One verification by face: who, in front of what, with which actions."""

    who: str
    source: str | None = None
    """None for the camera, a number for another one, or the path of a clip."""
    actions: tuple[Action, ...] | None = None
    """None draws them; a clip needs those that it shows."""
    left_out: tuple[Without, ...] = ()
    """Actions this person cannot do, each with a reason; recorded, and never down to fewer than two."""
    place: str = ""


def face(office: Office, job: FaceJob, *, policy: Policy | None = None) -> Iterator[Step]:
    """Verify by face: challenge, depth, likeness; the record is kept before the Verdict is yielded.

    ``policy`` is that of the office's profile unless given. Raises OfficeError for a clip without its actions, for
    actions left out without a reason or down to fewer than two, and E_RULE while the back office looks at the model;
    BiometricError when device or clip cannot be used.
    """
    from biometric.challenge import draw
    from biometric.verify import verify_face

    policy, without = policy or policy_of(office), recorded(job.left_out, job.actions or ())
    with office.store.session() as session:
        person_id = one(session, job.who).id
    modelling.require_usable(office, person_id)
    camera = office.open_camera(job.source)
    if camera.recorded and not job.actions:
        raise OfficeError("office.recording_needs_actions")
    actions = job.actions or draw(able(job.left_out))
    template = template_store.current(office, person_id, "face")
    faces, passive = engines.face(office, template), engines.passive(office)
    for step in verify_face(
        camera, template, actions, engine=faces.engine, limits=faces.limits, challenge=faces.challenge,
        passive=passive, enforced=policy.liveness == "enforced", excused=modelling.excused(office, person_id),
    ):  # fmt: skip
        if isinstance(step, Verdict) and step.verdict == "no_model":
            later.keep(office, person_id, "face", step, job.place, left_out=without)
        elif isinstance(step, Verdict):
            keep(office, person_id, "face", step, place=job.place, left_out=without, policy=policy)
        yield step


def photographs(office: Office, who: str, paths: Sequence[Path]) -> Iterator[Step]:
    """Compare photographs with the template: same or not, never alive; kept as a record that does not certify."""
    from biometric.verify import verify_photographs
    from biometric.webcam import read_image

    with office.store.session() as session:
        person_id = one(session, who).id
    modelling.require_usable(office, person_id)
    template = template_store.current(office, person_id, "face")
    faces = engines.face(office, template)
    images = [read_image(path) for path in paths]
    for step in verify_photographs(images, template, engine=faces.engine, limits=faces.limits):
        if isinstance(step, Verdict):
            keep(office, person_id, "face", step, place="", policy=policy_of(office))
        yield step


def voice(
    office: Office,
    who: str,
    *,
    go: Go = AT_ONCE,
    source: Sequence[str] | None = None,
    digits: str = "",
    place: str = "",
    policy: Policy | None = None,
) -> Iterator[Step]:
    """Verify by voice: fresh digits, the same speaker, the right digits, not heard before; without a model the sound
    is kept for later (``later.voice``).

    Raises OfficeError for a recording without its digits, BiometricError when the device or the file cannot be used.
    """
    from biometric.verify_voice import verify_voice
    from biometric.voice.digits import verification_string

    with office.store.session() as session:
        person_id = one(session, who).id
    template = template_store.current(office, person_id, "voice")
    try:
        engine = engines.voice(office, template)
    except ModelMissing:
        yield from later.voice(office, who, go=go, source=source, digits=digits, place=place)
        return
    microphone = office.open_microphone(tuple(source) if source else None)
    if microphone.recorded and not digits:
        raise OfficeError("office.recording_needs_digits")
    said = digits or verification_string()
    for step in verify_voice(microphone, template, said, engine=engine, seen=seen_prints(office), go=go):
        if isinstance(step, Verdict):
            keep(office, person_id, "voice", step, place=place, policy=policy or policy_of(office))
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
        helper=written(check.helper, "helper") or None,
        relation=written(check.relation, "relation") or None,
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
