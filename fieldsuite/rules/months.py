"""Months as whole numbers, and dates moved by months: everything the cycles count with.

A month is ``12 * year + month - 1``, so that months are compared and added as integers. A run over a province asks
for the same few hundred months millions of times, so their texts and last days are kept.
"""

from calendar import monthrange
from datetime import date
from functools import lru_cache

FIRST, LAST = 12, 12 * 10_000 - 1
"""Months of the years 1 to 9999, the range of ``datetime.date``; results are kept inside it."""
KEPT = 2_400
"""Months remembered: two hundred years."""


def month_of(day: date) -> int:
    """Number of the month a day lies in."""
    return 12 * day.year + day.month - 1


@lru_cache(maxsize=KEPT)
def month_text(month: int) -> str:
    """Write a month as YYYY-MM."""
    year, index = divmod(_kept(month), 12)
    return f"{year:04d}-{index + 1:02d}"


@lru_cache(maxsize=KEPT)
def first_day(month: int) -> date:
    """First day of a month."""
    year, index = divmod(_kept(month), 12)
    return date(year, index + 1, 1)


@lru_cache(maxsize=KEPT)
def last_day(month: int) -> date:
    """Last day of a month: the 29th of February in a leap year."""
    year, index = divmod(_kept(month), 12)
    return date(year, index + 1, monthrange(year, index + 1)[1])


def add_months(day: date, months: int) -> date:
    """Move a day by months, cut back to the end of a shorter month: 2024-02-29 + 12 is 2025-02-28.

    Agrees with dateutil's relativedelta (design page rules, 2.5); 2022-08-31 + 6 is 2023-02-28.
    """
    last = last_day(month_of(day) + months)
    return last if last.day <= day.day else last.replace(day=day.day)


def full_months(since: date, until: date) -> int:
    """Count the months that are over between two days; a month is over on the same day, or the end of a shorter one.

    Negative when ``until`` lies before ``since``.
    """
    months = month_of(until) - month_of(since)
    return months if add_months(since, months) <= until else months - 1


def month_span(first: int, last: int) -> tuple[str, ...]:
    """Write every month from ``first`` to ``last``, both counted; nothing when ``last`` lies before ``first``."""
    return tuple(month_text(month) for month in range(first, last + 1))


def _kept(month: int) -> int:
    return FIRST if month < FIRST else LAST if month > LAST else month
