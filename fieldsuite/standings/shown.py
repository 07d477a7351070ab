"""A benefit on the list of deadlines, as other programs read it."""

from datetime import date
from typing import NamedTuple


class DueRow(NamedTuple):
    """One benefit of one person."""

    person: str
    name: str
    benefit: str
    status: str
    deadline: date | None
    suspend_from: str | None
    """Month YYYY-MM."""
