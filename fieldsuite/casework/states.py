"""Where a record of this office stands: computed from reviews, bundles and what the province answered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlmodel import Session, col, func, select

from fieldsuite.acts import ModellingFailure
from fieldsuite.casework.views import RecordState
from fieldsuite.facts import MOST, latest_outcomes
from fieldsuite.office import Office
from fieldsuite.records import REVIEWED, Enrolment, Verification, parse
from fieldsuite.tables import HERE, Decision, Journal, OutBundle, Outcome
from keys.vault import officers

NOT_SENT: tuple[RecordState, ...] = ("waiting_review", "review_returned", "withdrawn", "ready", "sealed")
"""Where a record stands that has not left the office yet: 未发送 of the home screen and of the corner on top."""


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
    rows = list(rows)
    ids = {row.id for row in rows}
    about = select(Journal.about, Journal.payload, Journal.officer).where(Journal.kind == "review")
    if len(ids) <= MOST:
        about = about.where(col(Journal.about).in_(ids))
    reviewed = session.exec(about.order_by(col(Journal.position))).all()
    reviews = {record: "" if payload.get("agree") else by for record, payload, by in reviewed}
    outcomes = latest_outcomes(session, ids)
    of = {row.bundle for row in rows if row.bundle}
    bundles = {row.bundle: row for row in session.exec(select(OutBundle)) if row.bundle in of} if of else {}
    reviewable = two_officers(office)
    return {row.id: _position(row, reviews, outcomes, bundles, reviewable) for row in rows}


def counts(office: Office, session: Session) -> Counter[RecordState]:
    """Count the records of this office by where they stand; what was sent is counted without being read."""
    last = (
        select(Outcome.status)
        .where(Outcome.record_id == Journal.id)
        .order_by(
            (col(Outcome.stage) == "decision").desc(), col(Outcome.seq).desc(), col(Outcome.position).desc()
        )
        .limit(1)
        .correlate(Journal)
        .scalar_subquery()
    )
    sent = (
        select(col(OutBundle.exported_at) != "").where(OutBundle.bundle == Journal.bundle).scalar_subquery()
    )
    mine = (HERE, col(Journal.status) == "own")
    each = select(last.label("word"), sent.label("sent"), col(Journal.bundle).is_(None).label("here")).where(
        *mine
    )
    of = each.subquery().c
    found = Counter[RecordState]()
    for word, exported, here, count in session.exec(
        select(of.word, of.sent, of.here, func.count()).group_by(of.word, of.sent, of.here)
    ):
        if word is not None:
            found[_told(word)] += count
        elif not here:
            found["exported" if exported else "sealed"] += count
    unsent = select(Journal).where(*mine, col(Journal.bundle).is_(None))
    for place in positions(office, session, session.exec(unsent)).values():
        if place.outcome is None:
            found[place.state] += 1
    return found


def _told(word: str) -> RecordState:
    return cast(RecordState, "stored" if word == "duplicate" else word)


def _at_desk(row: Journal, decided: dict[str, str]) -> Position:
    """At the province a record is the desk's own act, or what it decided of one that came, or only arrived."""
    word = "desk" if row.status == "own" else decided.get(row.id, row.status)
    return Position(cast(RecordState, word))


def _position(
    row: Journal,
    reviews: dict[str | None, str],
    outcomes: dict[str, Outcome],
    bundles: dict[str, OutBundle],
    reviewable: bool,
) -> Position:
    outcome = outcomes.get(row.id)
    if outcome is not None:
        return Position(_told(outcome.status), outcome)
    if row.bundle:
        bundle = bundles.get(row.bundle)
        return Position("exported" if bundle and bundle.exported_at else "sealed")
    if row.id in reviews:
        by = reviews[row.id]
        return Position("ready" if not by else "withdrawn" if by == row.officer else "review_returned")
    return Position("waiting_review" if reviewable and needs_review(row) else "ready")
