"""What every mode answers: the window in which the next certification is looked for."""

from datetime import date
from typing import NamedTuple

from fieldsuite.rules.months import last_day
from fieldsuite.rules.profile import Rule


class Window(NamedTuple):
    """A window and the months that follow from it; months are numbers as in ``months``.

    A named tuple, for it is made several times in each of the many thousand ``explain`` of a run.
    """

    why: str
    """Which sentence tells how it came about: rolling, never, birthday, first_cert, calendar, new, cohort, ..."""
    first: int
    last: int
    deadline: date
    remind: int
    suspend: int
    certified: date | None
    """Certification that it rests on, or None."""
    other: date | None = None
    """Earlier deadline of a second reading that was set aside for the later one (``later_deadline``)."""


def single_month(rule: Rule, month: int, why: str) -> Window:
    """Window of somebody whose benefit has just begun: that month, and the months of grace a province may set."""
    last = month + rule.grace_months
    return Window(why, month, last, last_day(last), month, last + 1, None)
