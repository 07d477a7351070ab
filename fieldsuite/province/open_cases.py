"""Which records wait for a clerk, asked of the database: what was decided in ten years is not read for it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, select

from fieldsuite.acts import ModellingFailure
from fieldsuite.province.automatic import needs_clerk
from fieldsuite.records import KINDS, Enrolment, Verification
from fieldsuite.tables import Decision, Journal

BY_PAYLOAD = tuple(model.kind for model in (Verification, Enrolment, ModellingFailure))
"""Kinds of which some need a clerk and some do not: their payloads say which."""
ALWAYS = tuple(kind for kind, model in KINDS.items() if model.reviewed and kind not in BY_PAYLOAD)
"""Kinds of which each needs one."""
_LATER = aliased(Decision)


def last_word() -> ColumnElement[bool]:
    """Give the condition for decisions that hold: none about the same record came after them."""
    return ~exists().where(
        col(_LATER.record_id) == col(Decision.record_id), col(_LATER.position) > col(Decision.position)
    )


def open_records(session: Session, *more: ColumnElement[bool]) -> list[Journal]:
    """Give the records that somebody must look at and nobody has decided, and those that are held, in their order."""
    found = [
        row
        for condition in _open()
        for row in session.exec(select(Journal).where(_cases(), condition, *more))
        if needs_clerk(row)
    ]
    return sorted(found, key=lambda row: row.position or 0)


def waiting_by_site(session: Session, *, held: bool) -> Counter[str]:
    """Count those records by the office they came from; ``held`` also those that are held."""
    found = Counter[str]()
    for condition in _open() if held else _open()[:1]:
        sure = (col(Journal.status) == "conflict") | col(Journal.kind).in_(ALWAYS)
        counted = (
            select(Journal.site, func.count()).where(_cases(), condition, sure).group_by(col(Journal.site))
        )
        found.update(dict(session.exec(counted).all()))
        found.update(_asked(session, condition))
    return found


def _asked(session: Session, condition: ColumnElement[bool]) -> Iterator[str]:
    """Give the office of each of the others that needs a clerk, by what its payload says."""
    query = select(Journal).where(
        _cases(), condition, col(Journal.status) == "stored", col(Journal.kind).in_(BY_PAYLOAD)
    )
    for row in session.exec(query.execution_options(yield_per=1000)):
        if needs_clerk(row):
            yield row.site


def _cases() -> ColumnElement[bool]:
    return (col(Journal.kind) != "review") & col(Journal.status).in_(("stored", "conflict"))


def _open() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Records without a decision; records that are held. Two questions: each is a join, together they would be none."""
    made: Any = exists().where(col(Decision.record_id) == col(Journal.id))
    held = select(Decision.record_id).where(Decision.status == "held", last_word())
    return ~made, col(Journal.id).in_(held)
