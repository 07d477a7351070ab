"""What became of every template: the likeness of each verification since it was made, and whether to renew it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from biometric.ageing import Advice, Scored, advice, trend, years
from biometric.template import Modality
from fieldsuite import template_store
from fieldsuite.casework import looked
from fieldsuite.casework.looked import State
from fieldsuite.clock import instant, local_date
from fieldsuite.office import Office
from fieldsuite.tables import Journal

THEMSELVES = ("alive_and_same", "same_liveness_unknown", "same_and_digits", "unclear")
"""Verdicts that speak of the person: what was found to be somebody else says nothing about ageing."""
SCALE = 10_000
"""A likeness is signed as a whole number of 1/10,000."""


@dataclass(frozen=True, slots=True)
class TemplateHistory:
    """One template that holds, and how its person has fared with it."""

    person_id: str
    modality: Modality
    variant: str
    """Empty, or ``glasses``."""
    engine: str
    version: str
    made_at: str
    """UTC instant."""
    made_on: date
    years: float
    source: str
    """live, photographs or recording."""
    captures: int
    renews: str
    """Enrolment it took the place of, or empty."""
    renewal_likeness: float | None
    """How like it was to that one."""
    scores: tuple[Scored, ...]
    """Verifications since, oldest first."""
    first: float | None
    """Middle likeness of the first verifications, None when there are too few for a trend."""
    last: float | None
    advice: tuple[Advice, ...]
    state: State
    """Whether the back office has looked at it, where the rules order that."""
    review_until: date | None
    """Day by which it looks."""


def of_people(office: Office, people: Collection[str] | None = None) -> tuple[TemplateHistory, ...]:
    """Give the templates of these people, or of all, in a handful of queries."""
    held = template_store.held(office, people)
    with office.store.session() as session:
        query = select(Journal).where(col(Journal.kind).in_(("enrolment", "verification")))
        if people is not None:
            query = query.where(col(Journal.person_id).in_(people))
        rows = session.exec(query.order_by(col(Journal.position))).all()
        made = {row.id: row for row in rows if row.kind == "enrolment"}
        looked_at = looked.states(session, list(made.values()))
    tried: dict[str, list[Journal]] = {}
    for row in rows:
        if row.kind == "verification" and row.payload["verdict"] in THEMSELVES and _scored(row):
            tried.setdefault(row.person_id, []).append(row)
    return tuple(
        _history(office, one, made[one.record_id], tried.get(one.person_id, []), looked_at[one.record_id])
        for one in held
        if one.record_id in made
    )


def _scored(row: Journal) -> bool:
    return row.payload.get("likeness") is not None and row.payload.get("threshold") is not None


def _history(
    office: Office, one: template_store.Held, made: Journal, tried: list[Journal], state: State
) -> TemplateHistory:
    said, modality = made.payload, one.modality
    scores = tuple(
        Scored(row.occurred_on, row.payload["likeness"] / SCALE, row.payload["threshold"] / SCALE)
        for row in tried
        if (row.position or 0) > (made.position or 0)
        and (row.payload["method"], row.payload["engine"], row.payload["version"])
        == (modality, one.engine, one.version)
    )
    on, both = local_date(instant(one.made_at), office.config.timezone), trend(scores)
    return TemplateHistory(
        one.person_id, modality, one.variant, one.engine, one.version, one.made_at, on,
        round(years(on, office.today()), 1),
        said["source"], said["samples"], said.get("renews", ""),
        None if said.get("likeness") is None else said["likeness"] / SCALE,
        scores, both[0] if both else None, both[1] if both else None,
        advice(modality, on, office.today(), scores), state,
        date.fromisoformat(said["review_until"]) if said.get("review_until") else None,
    )  # fmt: skip
