"""Decides what needs no clerk: consents, enrolments, reviews, failed tries, and what its reviewer returned."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from fieldsuite.acts import ModellingFailure
from fieldsuite.clock import stamp
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.matching.captures import is_capture
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.province.content import Rejection
from fieldsuite.province.known_records import KnownRecords, parts
from fieldsuite.records import Enrolment, Verification, parse
from fieldsuite.tables import Decision, Entry, Journal

DECISIONS: Any = Decision.__table__  # type: ignore[attr-defined]
FILED = "FILED"
"""Code of a record that was filed: nothing had to be decided."""
RETURNED_THERE = "LOCAL_REVIEW"
"""Code of a record that the office's own reviewer had returned (复核退回)."""


def needs_clerk(row: Entry, said: Payload | None = None) -> bool:
    """True for what somebody at the province must look at: a visit, a verification that passed or is in doubt, a
    capture that must be compared (待比对), and where the rules order it a model, or the last attempt at one.

    ``said`` is its payload, where it was read already.
    """
    if row.status != "stored":
        return row.status == "conflict"
    payload = said or parse(row.kind, row.payload)
    if isinstance(payload, Verification):
        return payload.passed or payload.verdict == "unclear" or is_capture(row)
    if isinstance(payload, Enrolment | ModellingFailure):
        return payload.review_until is not None
    return payload.reviewed


def decide_what_needs_nobody(
    office: Office, session: Session, here: KnownRecords, taken_up: Sequence[Journal]
) -> None:
    """File what needs no clerk, and give back what its own reviewer returned; in the transaction of the import.

    Looked at is what a bundle changes: its own records, those they speak of, and those that waited for them
    (``taken_up``). Other records that speak of its own were judged when they came, and nothing that comes later makes
    them need no clerk. A capture that its office compared itself is filed: the comparison is the case.
    """
    new = [row for row in here.arrived.values() if row.status == "stored"]
    waited = [row for row in taken_up if row.status == "stored" and row.id not in here.arrived]
    earlier = [row for row in _spoken_of(session, here, [*new, *waited]) if row not in waited]
    told: list[Entry] = [*new, *waited, *_speaking(session, here, earlier)]
    returned = {row.about for row in told if row.kind == "review" and not row.payload.get("agree")}
    compared = {row.about for row in told if row.kind == "verification" and row.about}
    rows: list[tuple[Entry, Payload | None]] = [(row, None) for row in (*earlier, *waited)]
    rows += [(row, row.read) for row in new]
    by_rule = _by_rule(stamp(office.now()))
    made = []
    for row, said in rows:
        if row.id in returned:
            made.append({**by_rule, "record_id": row.id, "status": "returned", "code": RETURNED_THERE})
        elif not needs_clerk(row, said) or row.id in compared:
            made.append({**by_rule, "record_id": row.id, "status": "accepted", "code": FILED})
    insert_rows(session, DECISIONS, made)


def _spoken_of(session: Session, here: KnownRecords, speaking: Sequence[Entry]) -> list[Journal]:
    """Give the records from before this bundle that these speak of, and on which nothing was decided yet."""
    ids = {row.about for row in speaking if row.about and row.about not in here.arrived}
    here.look_up(ids)
    found = [row for one in ids if (row := here.before(one)) is not None and row.status == "stored"]
    decided: set[str] = set()
    for part in parts({row.id for row in found}):
        decided.update(
            session.exec(select(Decision.record_id).where(col(Decision.record_id).in_(part))).all()
        )
    return sorted((row for row in found if row.id not in decided), key=lambda row: row.position or 0)


def _speaking(session: Session, here: KnownRecords, earlier: Sequence[Journal]) -> list[Journal]:
    """Give the records from before this bundle that speak of these, and the comparisons of its own captures: one that
    came while a bundle was missing was taken before its capture.
    """
    about = {row.id for row in earlier} | {row.id for row in here.arrived.values() if is_capture(row)}
    found: list[Journal] = []
    for part in parts(about):
        said = select(Journal).where(
            col(Journal.about).in_(part), Journal.status == "stored",
            col(Journal.kind).in_(("review", "verification")),
        )  # fmt: skip
        found += [row for row in session.exec(said) if row.id not in here.arrived]
    return found


def _by_rule(at: str) -> dict[str, Any]:
    """Give the columns that all decisions of a rule have in common."""
    row = Decision(record_id="", status="", decided_by="rule", decided_at=at)
    return row.model_dump(exclude={"position"})


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
