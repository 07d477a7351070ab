"""Decides what needs no clerk: consents, enrolments, reviews, failed tries, and what its reviewer returned."""

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


def decide_what_needs_nobody(office: Office, session: Session) -> None:
    """File what needs no clerk, and give back what its own reviewer returned; in the transaction of the import.

    A capture that its office compared itself is filed: the comparison is the case.
    """
    decided = select(Decision.record_id)
    at = stamp(office.now())
    rows = list(
        session.exec(select(Journal).where(Journal.status == "stored", col(Journal.id).not_in(decided)))
    )
    reviews = session.exec(select(Journal).where(Journal.kind == "review", Journal.status == "stored"))
    returned = {row.about for row in reviews if not row.payload.get("agree")}
    compared = set(
        session.exec(select(Journal.about).where(Journal.kind == "verification", Journal.status == "stored"))
    )
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
