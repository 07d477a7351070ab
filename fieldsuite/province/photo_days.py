"""The day a camera wrote into a photograph, against the day of the record it stands for (design page attacks, F92).

A photograph without a day says nothing, and a camera may be set wrong: it is a reason to ask, no more. The day was read
when the photograph arrived (``matching.looking``); nothing is opened here.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session

from fieldsuite.matching.looking import looked
from fieldsuite.tables import Journal

APART = timedelta(days=1)
"""A camera set to another time zone may be a day off."""


def other_day(session: Session, rows: Sequence[Journal]) -> frozenset[str]:
    """Give the ids of the records with a photograph taken on another day than they speak of."""
    days = looked(session, sorted({digest for row in rows for digest in row.evidence}))
    return frozenset(
        row.id
        for row in rows
        for digest in row.evidence
        if (day := days.get(digest)) is not None and abs(day - row.occurred_on) > APART
    )
