"""Compares what waits: the steps of a verification over kept evidence, and one signed record for each."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from biometric.errors import BiometricError, ModelMissing
from biometric.steps import Asked, Progress, Step, Verdict
from biometric.template import Modality
from fieldsuite import journal, template_store
from fieldsuite.errors import OfficeError
from fieldsuite.evidence import type_of
from fieldsuite.matching.captures import Waiting, waiting
from fieldsuite.matching.engines import ENGINES, Engines
from fieldsuite.office import Office
from fieldsuite.records import ActionSeen, Verification
from fieldsuite.rule_files import profile_of
from fieldsuite.tables import Evidence, Journal
from keys.errors import KeysError

SCALE = 10_000
"""A likeness is signed as a whole number of 1/10,000: a signed record holds no floating point."""
NOT_COMPARED = ("no_template", "no_model")
"""Verdicts after which a capture waits on."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A capture was compared, or could not be."""

    capture: str
    """Record of the capture."""
    person_id: str
    name: str
    method: Modality
    verdict: str
    """Verdict word; ``no_template`` waits on; ``unreadable`` when the evidence is gone or damaged."""
    reason: str
    """Key of the sentence that says why, with its area."""
    likeness: float | None = None
    threshold: float | None = None
    passed: bool = False
    record_id: str = ""
    """The new record; empty when nothing was compared."""


@dataclass(frozen=True, slots=True)
class MatchReport:
    """What a run did."""

    matched: tuple[Matched, ...]
    left: tuple[Matched, ...]
    """What waits on, and why."""


def match_all(office: Office, *, engines: Engines = ENGINES) -> Iterator[Progress | Matched | MatchReport]:
    """Compare everything that waits, one record and one transaction each; the last step is MatchReport.

    Raises ModelMissing as soon as a model it needs is missing here; what was compared before stays.
    """
    captures = waiting(office)
    matched: list[Matched] = []
    left: list[Matched] = []
    for number, one in enumerate(captures):
        yield Progress(number, len(captures), "comparing_later")
        steps = _match(office, one, engines)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                answer: Matched = end.value
                break
            yield Progress(number, len(captures), "comparing_later")
        (matched if answer.record_id else left).append(answer)
        yield answer
    yield Progress(len(captures), len(captures), "comparing_later")
    yield MatchReport(tuple(matched), tuple(left))


def _match(office: Office, one: Waiting, engines: Engines) -> Generator[None, None, Matched]:
    """Compare one capture and keep the record; yields while it works."""
    with office.store.session() as session:
        row = session.exec(select(Journal).where(Journal.id == one.record_id)).one()
        seen = _heard_before(session, row)
    answer = Matched(one.record_id, one.person_id, one.name, one.method, "no_template", "")
    if not one.template:
        key = "voice_no_template" if one.method == "voice" else "reason_no_template"
        return replace(answer, reason=f"biometric.{key}")
    try:
        steps = _steps(office, row, engines, seen)
        verdict = None
        for number, step in enumerate(steps):
            verdict = step if isinstance(step, Verdict) else None
            if number % EVERY == 0:
                yield
    except (OfficeError, BiometricError, KeysError) as error:
        if isinstance(error, ModelMissing):
            raise
        return replace(answer, verdict="unreadable", reason=f"{error.room}.{error.key}".lstrip("."))
    assert verdict is not None
    answer = replace(
        answer, verdict=verdict.verdict, reason=f"biometric.{verdict.reason}", likeness=verdict.likeness,
        threshold=verdict.threshold, passed=verdict.passed,
    )  # fmt: skip
    if verdict.verdict == "no_model":
        raise ModelMissing("model_missing", file=one.method)
    if verdict.verdict in NOT_COMPARED:
        return answer
    return replace(answer, record_id=_keep(office, row, verdict))


EVERY = 10
"""Frames between two moments at which whoever follows may stop the work."""


def _steps(office: Office, row: Journal, engines: Engines, seen: Sequence[bytes]) -> Iterator[Step]:
    pieces = [office.evidence.get(digest) for digest in row.evidence]
    of_type = {type_of(piece): piece for piece in reversed(pieces)}
    said = Verification.model_validate(row.payload)
    if said.method == "voice":
        yield _voice(office, row, of_type.get("audio/wav", b""), said.digits, engines, seen)
        return
    template = template_store.current(office, row.person_id, "face")
    faces = engines.face(office, template)
    engine, limits, passive = faces.engine, faces.limits, engines.passive(office)
    if "video/mp4" in of_type:
        from biometric.later import PATIENT, match_face

        challenge = replace(PATIENT, same_person=faces.challenge.same_person)
        asked = [
            Asked(one.action, None if one.asked_ms is None else one.asked_ms / 1000) for one in said.actions
        ]
        yield from match_face(
            of_type["video/mp4"], asked, template, engine=engine, limits=limits, challenge=challenge,
            passive=passive, enforced=profile_of(office).policy.liveness == "enforced",
        )  # fmt: skip
    else:
        from biometric.later import match_pictures

        pictures = [piece for piece in pieces if type_of(piece) in ("image/jpeg", "image/png")]
        yield from match_pictures(pictures, template, engine=engine, limits=limits, passive=passive)


def _voice(
    office: Office, row: Journal, wav: bytes, digits: str, engines: Engines, seen: Sequence[bytes]
) -> Verdict:
    from biometric.later import match_voice

    template = template_store.current(office, row.person_id, "voice")
    return match_voice(wav, digits, template, engine=engines.voice(office, template), seen=seen)


def _heard_before(session: Session, row: Journal) -> tuple[bytes, ...]:
    """Give the prints of the recordings heard before this one: those after it are judged against it."""
    return tuple(
        session.exec(
            select(Evidence.print).where(
                Evidence.print != b"", Evidence.type == "audio/wav", Evidence.recorded_at < row.recorded_at,
                col(Evidence.sha256).not_in(row.evidence),
            )
        )
    )  # fmt: skip


def _keep(office: Office, capture: Journal, verdict: Verdict) -> str:
    """Sign what was found, of the day of the capture and with its source: the person stood there then."""
    was = Verification.model_validate(capture.payload)
    payload = Verification(
        method=was.method,
        verdict=verdict.verdict,
        passed=verdict.passed,
        likeness=_whole(verdict.likeness),
        threshold=_whole(verdict.threshold),
        engine=verdict.engine,
        version=verdict.version,
        actions=tuple(
            ActionSeen(action=one.action, asked_ms=_ms(one.asked_at), seen_ms=_ms(one.seen_at))
            for one in verdict.actions
        ),
        digits_match=verdict.digits_match,
        seconds_ms=round(verdict.seconds * 1000),
        source=was.source,
        place=was.place,
        checks={name: round(value * SCALE) for name, value in verdict.checks.items()},
        needs={name: round(value * SCALE) for name, value in verdict.needs.items()},
        review_threshold=_whole(verdict.review_threshold),
        failed=verdict.failed,
        why=verdict.reason,
        liveness=verdict.liveness,
        keeping="unresolved",
        left_out=was.left_out,
        passive=verdict.passive or None,
        of=capture.id,
        of_digest=capture.digest,
    )
    with office.store.session() as session:
        sounds = [digest for digest in capture.evidence if was.method == "voice"]
        pictures = verdict.pictures if was.method == "face" else ()
        kept = [
            journal.keep_evidence(office, session, capture.person_id, data, type_of(data))
            for data in pictures
        ]
        evidence = list(dict.fromkeys([*sounds, *kept]))
        return journal.append(office, session, payload, capture.person_id, capture.occurred_on, evidence).id


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value * SCALE)


def _ms(value: float | None) -> int | None:
    return None if value is None else round(value * 1000)
