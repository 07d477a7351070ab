"""The day a camera wrote into a photograph, against the day of the record it stands for (design page attacks, F92).

A photograph without a day says nothing, and a camera may be set wrong: it is a reason to ask, no more.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from biometric.pictures import taken_on
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from keys.errors import KeysError

APART = timedelta(days=1)
"""A camera set to another time zone may be a day off."""


def other_day(office: Office, rows: Iterable[Journal]) -> frozenset[str]:
    """Give the ids of the records with a photograph taken on another day than they speak of."""
    return frozenset(
        row.id
        for row in rows
        for digest in row.evidence
        if (day := _taken(office, digest)) is not None and abs(day - row.occurred_on) > APART
    )


def _taken(office: Office, digest: str) -> date | None:
    try:
        return taken_on(office.evidence.get(digest))
    except (OfficeError, KeysError, OSError):
        return None  # erased, or not here: what is missing is said elsewhere
