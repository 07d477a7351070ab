"""Lists people stand on: 具备, 丧失, 待核实, and how long a verification list may take."""

from datetime import date, timedelta

from fieldsuite.rules.months import add_months

LIST_MONTHS = 3
"""A list of people to verify is worked off within three months of its receipt (四川规程 第21条)."""


def verification_due(received_on: date, months: int = LIST_MONTHS) -> date:
    """Last day on which the results of a list may come back in time: 2023-06-01 gives 2023-09-01."""
    return add_months(received_on, months)


def days_left(received_on: date, today: date) -> int:
    """Days until the list is over; negative once it is late. A late result is taken and marked, never refused."""
    return (verification_due(received_on) - today) // timedelta(days=1)
