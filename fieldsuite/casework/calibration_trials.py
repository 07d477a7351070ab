"""An office's own trials: what its verifications showed of people who were confirmed, and strangers compared.

Genuine are recorded likenesses of live verifications, also of those that failed, when a person confirmed who stood
there: a reviewer or the province agreed, or the same person was confirmed otherwise on that day. Without the failed
ones no threshold could be seen to refuse anybody. Impostor are the templates of different people, each against the
other; two who share an alarm are left out, because they may be one. Both sides are the likeness that a verification
gives. A voice's own vector stands for a recording of it: on the speakers of ``benchmarks/voice.py`` the median of such
pairs is 0.02 to 0.06 above that of their recordings, so what it says of false acceptance is on the safe side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlmodel import Session, col, select

from biometric.calibration import Trial
from biometric.face.compare import likeness_to
from biometric.steps import Progress
from biometric.template import Template
from fieldsuite import template_store
from fieldsuite.facts import latest_outcomes
from fieldsuite.matching.alarms import known
from fieldsuite.office import Office
from fieldsuite.records import certifies, parse
from fieldsuite.tables import Decision, Journal
from fieldsuite.thresholds import Captures, Kind

MOST_PEOPLE = 400
"""Templates that are compared with each other: 79,800 pairs, spread over the register where there are more."""
COMPARED = ("alive_and_same", "same_and_digits", "unclear", "not_same", "wrong_digits")
"""Verdicts whose likeness is of a whole challenge or recording."""
SCALE = 10_000
"""A likeness is signed as a whole number of 1/10,000."""
SEVERAL = 3
"""Captures of a template from which the stricter threshold applies (``limits.FaceLimits.captures``)."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The trials of an office."""

    genuine: tuple[Trial, ...]
    impostor: tuple[Trial, ...]
    left_out: int
    """Pairs that share an alarm."""


def captures_of(samples: int) -> Captures:
    """Say which threshold a template of so many captures has."""
    return "several" if samples >= SEVERAL else "one"


def gather(office: Office, kind: Kind) -> Iterator[Progress | Gathered]:
    """Give the trials of one engine and kind of template; the last step is Gathered."""
    with office.store.session() as session:
        genuine = tuple(_genuine(office, session, kind))
        alarmed = {two for two, reason in known(session) if reason == "one_face_two_people"}
    held = [
        (person, template)
        for person, template in template_store.each(office, kind.modality)
        if (template.engine, template.version) == (kind.engine, kind.version) and _fits(template, kind)
    ]
    chosen = (
        [held[at] for at in np.unique(np.linspace(0, len(held) - 1, MOST_PEOPLE).astype(int))] if held else []
    )
    found: list[Trial] = []
    left_out = 0
    for number, (person, template) in enumerate(chosen):
        yield Progress(number, len(chosen), "calibrating")
        for other, another in chosen[:number]:
            if other == person:
                continue
            if frozenset((person, other)) in alarmed:
                left_out += 1
                continue
            found.append(Trial(_alike(template, another), other, person))
    yield Gathered(genuine, tuple(found), left_out)


def _fits(template: Template, kind: Kind) -> bool:
    return kind.modality == "voice" or captures_of(len(template.vectors)) == kind.captures


def _alike(one: Template, other: Template) -> float:
    """The higher likeness of the two directions: who would try under the other's name."""
    if one.modality == "voice":
        from biometric.voice.voiceprint import likeness

        return max(likeness(one.vectors, other.vectors[0]), likeness(other.vectors, one.vectors[0]))
    return max(likeness_to(one, list(other.vectors)), likeness_to(other, list(one.vectors)))


def _genuine(office: Office, session: Session, kind: Kind) -> Iterator[Trial]:
    rows = session.exec(
        select(Journal)
        .where(
            col(Journal.kind).in_(("enrolment", "verification", "visit")),
            col(Journal.status).in_(("own", "stored")),
        )
        .order_by(col(Journal.position))
    ).all()
    agreed = _agreed(session)
    practice = office.config.practice
    days = {
        (row.person_id, row.occurred_on)
        for row in rows
        if row.id in agreed and certifies(parse(row.kind, row.payload), practice=practice)
    }
    samples: dict[str, int] = {}
    for row in rows:
        said = row.payload
        if row.kind == "enrolment" and said["modality"] == kind.modality:
            samples[row.person_id] = said["samples"]
        if row.kind != "verification" or (said["method"], said["engine"], said["version"]) != (
            kind.modality, kind.engine, kind.version,
        ):  # fmt: skip
            continue
        live = said["source"] == "live" or practice
        fits = kind.modality == "voice" or captures_of(samples.get(row.person_id, 0)) == kind.captures
        sure = row.id in agreed or (row.person_id, row.occurred_on) in days
        if live and fits and sure and said["verdict"] in COMPARED and said.get("likeness") is not None:
            yield Trial(said["likeness"] / SCALE, row.person_id)


def _agreed(session: Session) -> set[str]:
    """Records a person has confirmed: its reviewer, the province, or at the desk a clerk; nothing a rule has filed."""
    reviews = session.exec(
        select(Journal).where(Journal.kind == "review", col(Journal.status).in_(("own", "stored")))
    )
    said = {row.about: bool(row.payload.get("agree")) for row in reviews if row.about}
    told = latest_outcomes(session)
    accepted = {record for record, one in told.items() if one.status == "accepted" and one.code != "FILED"}
    refused = {record for record, one in told.items() if one.status in ("returned", "rejected")}
    decided = {row.record_id: row for row in session.exec(select(Decision).order_by(col(Decision.position)))}
    accepted |= {one for one, row in decided.items() if row.status == "accepted" and row.decided_by != "rule"}
    refused |= {one for one, row in decided.items() if row.status == "returned"}
    reviewed: Sequence[str] = [record for record, agree in said.items() if agree]
    return (accepted | set(reviewed)) - refused - {record for record, agree in said.items() if not agree}
