"""建模: make a template of a face or a voice, after consent, and record it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from biometric import template_file
from biometric.devices import Camera
from biometric.steps import Enrolled, Refused, Step
from biometric.voice.go import AT_ONCE, Go
from fieldsuite import engines, journal, template_store
from fieldsuite.casework import consent, modelling, renewal
from fieldsuite.casework.excuse import NOTHING, Excuse, checked
from fieldsuite.casework.sounds import seen_prints
from fieldsuite.matching.alarms import sign
from fieldsuite.matching.duplicates import Watch
from fieldsuite.office import Office
from fieldsuite.records import Enrolment, Variant

Source = Literal["live", "photographs", "recording"]
Basis = Literal["consent", "agency"]


def face(
    office: Office,
    who: str,
    *,
    source: str | None = None,
    variant: Variant = "",
    excuse: Excuse = NOTHING,
) -> Iterator[Step]:
    """Enrol a face from the camera, a camera number, or a clip; the template is kept before Enrolled is yielded.

    A newer template takes the place of the one before; with a ``variant`` it stands beside the one without. ``excuse``
    lets measures pass that the person cannot change; it is recorded.

    Raises OfficeError E_RULE without consent, for an excuse without its reason and where the profile asks for more
    (``modelling.begin``), BiometricError when the device or the clip cannot be used.
    """
    from biometric.enrol import enrol_face

    person_id, let = consent.require(office, who, "face"), checked(excuse)
    attempt = modelling.begin(office, person_id)
    camera: Camera = office.open_camera(source)
    kind: Source = "recording" if camera.recorded else "live"
    faces = engines.face(office)
    step: Step | None = None
    for step in enrol_face(camera, engine=faces.engine, limits=faces.limits, excused=let.measures):
        if isinstance(step, Enrolled):
            keep(
                office, person_id, step, kind, "image/jpeg",
                watch=Watch(office), variant=variant, excuse=let, attempt=attempt,
            )  # fmt: skip
        yield step
    if isinstance(step, Refused):
        modelling.failed(office, person_id, attempt, step, kind)


def face_photographs(
    office: Office, who: str, paths: Sequence[Path], *, variant: Variant = "", excuse: Excuse = NOTHING
) -> Iterator[Step]:
    """Enrol a face from photographs, such as that of the social-security card; ``excuse`` as for ``face``.

    Photographs that the back office found fit after it had looked at them pass whatever they measure.
    """
    from biometric.enrol import enrol_face_photographs
    from biometric.face.quality import MEASURES

    person_id, let = consent.require(office, who, "face"), checked(excuse)
    attempt = modelling.begin(office, person_id, paths)
    faces, passed = engines.face(office), MEASURES if attempt.let_by else let.measures
    step: Step | None = None
    for step in enrol_face_photographs(list(paths), engine=faces.engine, limits=faces.limits, excused=passed):
        if isinstance(step, Enrolled):
            keep(
                office, person_id, step, "photographs", "image/jpeg",
                watch=Watch(office), variant=variant, excuse=let, attempt=attempt,
            )  # fmt: skip
        yield step
    if isinstance(step, Refused):
        modelling.failed(office, person_id, attempt, step, "photographs", paths)


def voice(
    office: Office,
    who: str,
    *,
    go: Go = AT_ONCE,
    source: Sequence[str] | None = None,
    strings: Sequence[str] = (),
) -> Iterator[Step]:
    """Enrol a voice by five recordings of shown digits; ``strings`` says what files that are given contain."""
    from biometric.enrol_voice import enrol_voice
    from biometric.voice.digits import enrolment_strings

    person_id = consent.require(office, who, "voice")
    microphone = office.open_microphone(tuple(source) if source else None)
    kind: Source = "recording" if microphone.recorded else "live"
    shown = list(strings) or enrolment_strings()
    for step in enrol_voice(microphone, shown, engine=engines.voice(office), go=go, seen=seen_prints(office)):
        if isinstance(step, Enrolled):
            keep(office, person_id, step, kind, "audio/wav")
        yield step


def keep(
    office: Office,
    person_id: str,
    made: Enrolled,
    source: Source,
    type_: str,
    *,
    basis: Basis = "consent",
    watch: Watch | None = None,
    variant: Variant = "",
    excuse: Excuse = NOTHING,
    attempt: modelling.Attempt | None = None,
) -> None:
    """Keep a template with its record and its evidence, in one transaction; all of it or nothing.

    ``watch`` searches a new face among everybody else's: whom it is like gets an alarm, in the same transaction.
    """
    template = made.template
    before = renewal.replaced(office, person_id, template, variant)
    payload = Enrolment(
        modality=template.modality,
        engine=template.engine,
        version=template.version,
        samples=template.captures,
        source=source,
        template_sha256=hashlib.sha256(template_file.write(template)).hexdigest(),
        basis=basis,
        variant=variant,
        renews=before.record_id if before else "",
        likeness=renewal.likeness_before(before, template),
        excused=excuse.measures,
        excuse=excuse.reason,
        review_until=attempt.review_until if attempt else None,
        let_by=attempt.let_by if attempt else "",
    )
    prints = [*made.fingerprints, *[b""] * len(made.pictures)]
    digests = [hashlib.sha256(data).hexdigest() for data in made.pictures]
    with office.store.session() as session:
        # Before the photographs are kept: the same one under somebody else would not be told from it afterwards.
        found = watch.look(session, person_id, made, digests) if watch else ()
        evidence = [
            journal.keep_evidence(office, session, person_id, data, type_, prints[at])
            for at, data in enumerate(made.pictures)
        ]
        row = journal.append(
            office, session, payload, person_id, office.today(), list(dict.fromkeys(evidence))
        )
        # Before the record is committed: a record must not speak of a template that is not there.
        template_store.keep(office, person_id, template, row.id)
        if found:
            sign(office, session, found)
    if watch:
        watch.add(person_id, made, digests)
