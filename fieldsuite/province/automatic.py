"""Decides what needs no clerk: consents, enrolments, reviews, failed tries, and what its reviewer returned."""

from sqlalchemy import CompoundSelect, exists, union
from sqlmodel import Session, col, select

from fieldsuite.acts import ModellingFailure
from fieldsuite.clock import stamp
from fieldsuite.matching.captures import is_capture
from fieldsuite.office import Office
from fieldsuite.province.content import Rejection
from fieldsuite.records import Enrolment, Verification, parse
from fieldsuite.tables import Decision, Journal

FILED = "FILED"
"""Code of a record that was filed: nothing had to be decided."""
RETURNED_THERE = "LOCAL_REVIEW"
"""Code of a record that the office's own reviewer had returned (复核退回)."""


def needs_clerk(row: Journal) -> bool:
    """True for what somebody at the province must look at: a visit, a verification that passed or is in doubt, a
    capture that must be compared (待比对), and where the rules order it a model, or the last attempt at one.
    """
    if row.status != "stored":
        return row.status == "conflict"
    payload = parse(row.kind, row.payload)
    if isinstance(payload, Verification):
        return payload.passed or payload.verdict == "unclear" or is_capture(row)
    if isinstance(payload, Enrolment | ModellingFailure):
        return payload.review_until is not None
    return payload.reviewed


def decide_what_needs_nobody(office: Office, session: Session, bundle: str) -> None:
    """File what needs no clerk, and give back what its own reviewer returned; in the transaction of the import.

    Looked at is what this bundle changes: its own records, those they speak of, and those that waited for them. A
    capture that its office compared itself is filed: the comparison is the case.
    """
    at = stamp(office.now())
    own = select(Journal.id).where(Journal.bundle == bundle)
    # A union of three looks into indexes; three conditions joined by "or" would read the whole journal.
    touched: CompoundSelect[str] = union(
        own,
        select(Journal.about).where(Journal.bundle == bundle, col(Journal.about).is_not(None)),
        select(Journal.id).where(col(Journal.about).in_(own)),
    )
    undecided = ~exists().where(col(Decision.record_id) == Journal.id)
    rows = session.exec(
        select(Journal)
        .where(Journal.status == "stored", col(Journal.id).in_(touched), undecided)
        .order_by(col(Journal.position))
    ).all()
    about_them = col(Journal.about).in_(touched)
    speaking = session.exec(
        select(Journal).where(
            col(Journal.kind).in_(("review", "verification")), Journal.status == "stored", about_them
        )
    ).all()
    returned = {row.about for row in speaking if row.kind == "review" and not row.payload.get("agree")}
    compared = {row.about for row in speaking if row.kind == "verification"}
    for row in rows:
        if row.id in returned:
            session.add(
                Decision(
                    record_id=row.id, status="returned", code=RETURNED_THERE, decided_by="rule", decided_at=at
                )
            )
        elif not needs_clerk(row) or row.id in compared:
            session.add(
                Decision(record_id=row.id, status="accepted", code=FILED, decided_by="rule", decided_at=at)
            )


def give_back(office: Office, session: Session, row: Journal, wrong: Rejection) -> None:
    """Return a record whose receipt is out already, and which proved wrong only when another bundle arrived."""
    at = stamp(office.now())
    session.add(
        Decision(
            record_id=row.id,
            status="returned",
            code=wrong.code,
            todo=wrong.message,
            decided_by="rule",
            decided_at=at,
        )
    )
