"""Certification by proxy abroad: how old the letter may be, and when the person must come (consular practice).

Both rules are conditions of the overseas form (design page forms, 1.1; rules, rows 56 and 57): an authorisation signed
within 30 days, and after three consecutive years by proxy the fourth in principle in person.
"""

from collections.abc import Iterable
from datetime import date

from fieldsuite.rules.standing import Reason

LETTER_DAYS = 30
"""Most days between the signature of the letter and its use."""
YEARS_IN_A_ROW = 3
"""Most consecutive years by proxy; a reviewer may override, with a reason."""
SOURCE = "领事办理要求"


def letter_problem(signed_on: date, today: date) -> Reason | None:
    """Say what is wrong with the date of a letter, or None: signed 2026-10-22 it is good on 2026-11-21, 30 days."""
    age = (today - signed_on).days
    if age < 0:
        return Reason("rules.proxy_letter_future", {"on": signed_on}, "", SOURCE)
    if age > LETTER_DAYS:
        return Reason(
            "rules.proxy_letter_old", {"on": signed_on, "days": age, "most": LETTER_DAYS}, "", SOURCE
        )
    return None


def fourth_year(proxy_years: Iterable[int], year: int) -> Reason | None:
    """Say that this year the person should come, when the three years before were all by proxy; else None.

    A year in which the person came at least once is not to be among ``proxy_years``.
    """
    years = set(proxy_years)
    before = range(year - YEARS_IN_A_ROW, year)
    if not all(one in years for one in before):
        return None
    return Reason("rules.proxy_fourth_year", {"first": before[0], "last": before[-1]}, "", SOURCE)
