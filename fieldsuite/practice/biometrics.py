"""Enrols and verifies the people of a practice day from files, through the same casework as at a camera."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from biometric.steps import Enrolled, Step, Verdict
from fieldsuite.casework import consent, enrol, verify
from fieldsuite.casework.views import PersonRow
from fieldsuite.office import Office
from fieldsuite.practice.media import Media, Reciter, Spoken

PHOTOGRAPHS = 3
"""Photographs for a template; with three or more the threshold for templates applies."""


def practise(
    office: Office, rows: Sequence[PersonRow], media: Sequence[Media], joined: Path
) -> Iterator[dict[str, object]]:
    """Give each folder of media to one of the people, and enrol and verify them with what is in it."""
    for row, one in zip(rows, media, strict=False):
        form = consent.ConsentForm(
            bool(one.photographs or one.clips), bool(one.spoken or one.single), "练习员"
        )
        consent.give(office, row.id, form)
        found: dict[str, object] = {"person": row.id, "name": row.name, "media": one.name}
        yield found | dict(_face(office, row.id, one)) | dict(_voice(office, row.id, one, joined))


def _face(office: Office, person: str, one: Media) -> Iterator[tuple[str, object]]:
    if one.photographs:
        yield "face_enrolled", _end(enrol.face_photographs(office, person, one.photographs[:PHOTOGRAPHS]))
    elif one.clips:
        yield "face_enrolled", _end(enrol.face(office, person, source=str(one.clips[0].path)))
    for clip in one.clips:
        job = verify.FaceJob(person, source=str(clip.path), actions=clip.actions, place="练习")
        yield f"face_verified_{clip.path.stem}", _end(verify.face(office, job))
    if one.photographs and not one.clips:
        yield "face_compared", _end(verify.photographs(office, person, one.photographs[-1:]))


def _voice(office: Office, person: str, one: Media, joined: Path) -> Iterator[tuple[str, object]]:
    spoken = list(one.spoken) or list(_strings(one, joined))
    if len(spoken) < 6:
        return
    first = spoken[:5]
    steps = enrol.voice(
        office, person, source=[str(s.path) for s in first], strings=[s.digits for s in first]
    )
    yield "voice_enrolled", _end(steps)
    last = spoken[5]
    yield (
        "voice_verified",
        _end(verify.voice(office, person, source=[str(last.path)], digits=last.digits, place="练习")),
    )


def _strings(one: Media, joined: Path) -> Iterator[Spoken]:
    """Join single digits into five strings to enrol, in which every digit occurs three times, and one to verify."""
    from biometric.voice.digits import enrolment_strings, verification_string

    joined.mkdir(parents=True, exist_ok=True)
    reciter = Reciter(one.single)
    for take, digits in enumerate([*enrolment_strings(), verification_string()]):
        made = reciter.say(digits, joined / f"{one.name}-{take}-{digits}.wav")
        if made is None:
            return
        yield made


def _end(steps: Iterator[Step]) -> str:
    *_, last = steps
    if isinstance(last, Verdict):
        return last.verdict
    return "enrolled" if isinstance(last, Enrolled) else getattr(last, "reason", "ended")
