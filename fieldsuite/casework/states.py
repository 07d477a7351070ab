"""Where a record of this office stands: computed from reviews, bundles and what the province answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlmodel import Session, col, select

from fieldsuite.acts import ModellingFailure
from fieldsuite.casework.views import RecordState
from fieldsuite.facts import latest_outcomes
from fieldsuite.office import Office
from fieldsuite.records import REVIEWED, Enrolment, Verification, parse
from fieldsuite.tables import Decision, Journal, OutBundle, Outcome
from keys.vault import officers


@dataclass(frozen=True, slots=True)
class Position:
    """State of a record, and what the province said of it last."""

    state: RecordState
    outcome: Outcome | None = None


def needs_review(row: Journal) -> bool:
    """True when a second person must look at the record: a visit, a form from abroad, a report of a loss, a
    verification that passed or is in doubt, and where the rules order it a model, or the last attempt at one.
    """
    if row.kind not in REVIEWED:
        return False
    payload = parse(row.kind, row.payload)
    if isinstance(payload, Verification):
        return payload.passed or payload.verdict == "unclear"
    if isinstance(payload, Enrolment | ModellingFailure):
        return payload.review_until is not None
    return True


def two_officers(office: Office) -> bool:
    """True when somebody is there to review; a coordinator who works alone sends 待复核 to the township."""
    return len(officers(office.home.keys)) > 1


def positions(office: Office, session: Session, rows: Iterable[Journal] | None = None) -> dict[str, Position]:
    """Say where these records stand, or all of this office."""
    if rows is None:
        rows = session.exec(select(Journal).where(Journal.status == "own"))
    if office.config.kind == "province":
        decided = session.exec(select(Decision).order_by(col(Decision.position)))
        said = {row.record_id: row.status for row in decided}
        return {row.id: _at_desk(row, said) for row in rows}
    reviews = {
        row.about: bool(row.payload.get("agree"))
        for row in session.exec(
            select(Journal).where(Journal.kind == "review").order_by(col(Journal.position))
        )
    }
    outcomes = latest_outcomes(session)
    bundles = {row.bundle: row for row in session.exec(select(OutBundle))}
    reviewable = two_officers(office)
    return {row.id: _position(row, reviews, outcomes, bundles, reviewable) for row in rows}


def _at_desk(row: Journal, decided: dict[str, str]) -> Position:
    """At the province a record is the desk's own act, or what it decided of one that came, or only arrived."""
    word = "desk" if row.status == "own" else decided.get(row.id, row.status)
    return Position(cast(RecordState, word))


def _position(
    row: Journal,
    reviews: dict[str | None, bool],
    outcomes: dict[str, Outcome],
    bundles: dict[str, OutBundle],
    reviewable: bool,
) -> Position:
    outcome = outcomes.get(row.id)
    if outcome is not None:
        word = "stored" if outcome.status == "duplicate" else outcome.status
        return Position(cast(RecordState, word), outcome)
    if row.bundle:
        bundle = bundles.get(row.bundle)
        return Position("exported" if bundle and bundle.exported_at else "sealed")
    if row.id in reviews:
        return Position("ready" if reviews[row.id] else "review_returned")
    return Position("waiting_review" if reviewable and needs_review(row) else "ready")
