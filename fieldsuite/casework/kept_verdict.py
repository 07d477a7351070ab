"""Keeps a verdict as a signed record with everything that explains it, and its evidence as policy says."""

import hashlib
from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session

from biometric.steps import Asked, Verdict
from fieldsuite import journal
from fieldsuite.casework.written import written
from fieldsuite.clock import stamp
from fieldsuite.office import Office
from fieldsuite.records import ActionSeen, LeftOut, Verification
from fieldsuite.rule_files import profile_of
from fieldsuite.rules.policy import Keeping, Policy
from fieldsuite.tables import Evidence

SCALE = 10_000
"""A likeness is signed as a whole number of 1/10,000: a signed record holds no floating point."""


def policy_of(office: Office) -> Policy:
    """Give the policy of the office's profile. Raises OfficeError ``rules.unknown_profile``."""
    return profile_of(office).policy


def keep(
    office: Office,
    person_id: str,
    method: Literal["face", "voice"],
    verdict: Verdict,
    *,
    place: str,
    left_out: Sequence[LeftOut] = (),
    policy: Policy,
) -> None:
    """Sign the verdict and keep its evidence; all of it or nothing."""
    type_ = "image/jpeg" if method == "face" else "audio/wav"
    keeping = policy.keeping(type_)
    payload = Verification(
        method=method,
        verdict=verdict.verdict,
        passed=verdict.passed,
        likeness=_whole(verdict.likeness),
        threshold=_whole(verdict.threshold),
        review_threshold=_whole(verdict.review_threshold),
        engine=verdict.engine,
        version=verdict.version,
        actions=tuple(_seen(action) for action in verdict.actions),
        left_out=tuple(left_out),
        digits_match=verdict.digits_match,
        seconds_ms=round(verdict.seconds * 1000),
        source="recording" if verdict.recorded else "live",
        place=written(place, "place"),
        checks=_all_whole(verdict.checks),
        needs=_all_whole(verdict.needs),
        failed=verdict.failed,
        why=verdict.reason,
        liveness=verdict.liveness,
        keeping=keeping,
        passive=verdict.passive or None,
    )
    with office.store.session() as session:
        evidence = _evidence(office, session, person_id, verdict, type_, keeping)
        journal.append(office, session, payload, person_id, office.today(), list(dict.fromkeys(evidence)))


def _evidence(
    office: Office, session: Session, person_id: str, verdict: Verdict, type_: str, keeping: Keeping
) -> list[str]:
    """Give the digests a record rests on; where nothing is kept, a sound's print is: a copy of it is still known."""
    prints = [verdict.fingerprint, *[b""] * len(verdict.pictures)]
    if keeping != "never":
        return [
            journal.keep_evidence(office, session, person_id, data, type_, prints[at])
            for at, data in enumerate(verdict.pictures)
        ]
    for data, print_ in zip(verdict.pictures, prints, strict=False):
        digest = hashlib.sha256(data).hexdigest()
        if print_ and session.get(Evidence, digest) is None:
            session.add(Evidence(sha256=digest, size=len(data), type=type_, recorded_at=stamp(office.now()),
                                 person_id=person_id, print=print_))  # fmt: skip
    return []


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value * SCALE)


def _all_whole(values: dict[str, float]) -> dict[str, int]:
    return {name: round(value * SCALE) for name, value in values.items()}


def _seen(asked: Asked) -> ActionSeen:
    return ActionSeen(
        action=asked.action,
        asked_ms=None if asked.asked_at is None else round(asked.asked_at * 1000),
        seen_ms=None if asked.seen_at is None else round(asked.seen_at * 1000),
    )
