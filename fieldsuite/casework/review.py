"""复核: a second person looks at a record and agrees, or returns it with a reason; never their own."""

from collections.abc import Set

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.casework import erasing
from fieldsuite.casework.called import names_of
from fieldsuite.casework.failed_check import explained
from fieldsuite.casework.history import detail_of, likeness_of, method_of
from fieldsuite.casework.relay import RELAYED
from fieldsuite.casework.states import needs_review
from fieldsuite.casework.views import ReviewItem, Saved
from fieldsuite.casework.written import written
from fieldsuite.clock import instant
from fieldsuite.errors import OfficeError
from fieldsuite.facts import latest_outcomes, makers
from fieldsuite.office import Office
from fieldsuite.records import REVIEWED, Review
from fieldsuite.rules.approvals import may_review, may_take_back
from fieldsuite.tables import HERE, Journal, Outcome

DECIDED = ("accepted", "returned", "rejected")
Said = aliased(Journal)
SHORTEST = 8
"""Characters of an id that name a record: as many as the lists show."""


def queue(office: Office) -> tuple[ReviewItem, ...]:
    """Give the records that wait for a second person, oldest first; one's own are shown and marked."""
    with office.store.session() as session:
        waiting = _waiting(session)
        names = names_of(session, (row.person_id for row in waiting))
        return tuple(
            _item(office, row, names.get(row.person_id, ""), makers(session, row)) for row in waiting
        )


def shared(office: Office, session: Session) -> tuple[list[Journal], list[Journal]]:
    """Give the records that wait: those that the officer at work may review, and those that are somebody else's to do.

    The oldest come first.
    """
    mine: list[Journal] = []
    others: list[Journal] = []
    for row in _waiting(session):
        (others if _made_by_me(office, makers(session, row)) else mine).append(row)
    return mine, others


def decide(office: Office, record_id: str, agree: bool, reason: str = "") -> Saved:
    """Agree to a record or return it; one's own that says somebody lives may be returned too, which takes it back.

    Raises OfficeError: E_SAMEPERSON for one's own record (四川规程 第11条 初审、复核), E_RULE without a reason for a
    return, E_INPUT when it was reviewed already or needs no review.
    """
    with office.store.session() as session:
        row = _find(session, record_id)
        mine = {office.officer.id, office.officer.person}
        own = not all(may_review(maker, me) for maker in makers(session, row) for me in mine)
        if own and (agree or not may_take_back(row.kind, str(row.payload.get("status", "")))):
            raise OfficeError("office.own_record", code="E_SAMEPERSON")
        if not needs_review(row):
            raise OfficeError("office.not_reviewable")
        if session.exec(select(Journal.id).where(Journal.about == row.id, Journal.kind == "review")).first():
            raise OfficeError("office.reviewed_already")
        told = latest_outcomes(session, [row.id]).get(row.id)
        if told is not None and told.status in DECIDED:
            raise OfficeError("office.decided_already", record=row.id[:8])
        said = written(reason, "reason")
        if not agree and not said:
            raise OfficeError("office.reason_missing", code="E_RULE")
        payload = Review(of=row.id, of_digest=row.digest, agree=agree, reason=said)
        made = journal.append(office, session, payload, row.person_id, office.today())
        return Saved(made.id, row.person_id, "review", certifies=False, needs_review=False)


def evidence(office: Office, sha256: str) -> bytes:
    """Open a photograph or recording; that it was looked at, and by whom, is noted (design page attacks, F89).

    Raises OfficeError E_EVIDENCE when it was erased, is gone, or was changed.
    """
    if not office.evidence.holds(sha256) and (day := erasing.erased_on(office, sha256)):
        raise OfficeError("office.evidence_erased", code="E_EVIDENCE", digest=sha256[:12], day=day)
    data = office.evidence.get(sha256)
    office.note("look", sha256[:12])
    return data


def _waiting(session: Session) -> list[Journal]:
    """Give what waits, oldest first; of what was reviewed or decided only the index is read."""
    done = select(Said.id).where(Said.about == Journal.id, Said.kind == "review").exists()
    decided = (
        select(Outcome.position)
        .where(Outcome.record_id == Journal.id, col(Outcome.status).in_(DECIDED))
        .exists()
    )
    rows = session.exec(
        select(Journal)
        .where(
            HERE, col(Journal.status).in_(("own", RELAYED)), col(Journal.kind).in_(REVIEWED), ~done, ~decided
        )
        .order_by(col(Journal.position))
    )
    return [row for row in rows if needs_review(row)]


def _find(session: Session, record_id: str) -> Journal:
    """Find a record by its id or by the beginning of it, eight characters at least: fewer may be a slip."""
    found = select(Journal).where(col(Journal.id).startswith(record_id, autoescape=True)).limit(2)
    rows = list(session.exec(found)) if len(record_id) >= SHORTEST else []
    if len(rows) != 1:
        raise OfficeError("office.no_record", code="E_NOT_FOUND", record=record_id)
    return rows[0]


def _made_by_me(office: Office, made_by: Set[str]) -> bool:
    return not made_by.isdisjoint({office.officer.id, office.officer.person})


def _item(office: Office, row: Journal, name: str, made_by: Set[str]) -> ReviewItem:
    said = row.payload
    threshold = said.get("threshold")
    facts = [(key, str(said[key])) for key in ("place", "at", "document", "reason", "death_on", "missing_reason",
                                               "prison_on", "other", "source", "excuse") if said.get(key)]  # fmt: skip
    return ReviewItem(
        record_id=row.id,
        person_id=row.person_id,
        name=name,
        kind=row.kind,
        method=method_of(row),
        detail=detail_of(row),
        occurred_on=row.occurred_on,
        recorded_at=instant(row.recorded_at),
        officer=row.officer_name,
        own=_made_by_me(office, made_by),
        likeness=likeness_of(row),
        threshold=threshold / 10_000 if threshold is not None else None,
        place=str(said.get("place", "")),
        evidence=tuple(row.evidence),
        facts=tuple(facts),
        **explained(said),
    )
