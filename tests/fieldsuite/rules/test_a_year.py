"""A year of two hundred people under each profile, counted twice: by the program, and by a payroll kept here.

The payroll knows nothing of windows: on the first of each month it asks whether the certifications it had seen by then
still carry the payment, by one line a notice. What it counts is compared with what ``explain`` says day by day.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from fieldsuite.rules.cycle import Certified, explain
from fieldsuite.rules.profiles import find

YEAR, PEOPLE = 2025, 200
BEFORE = 2023
"""History is invented from this year on."""


@dataclass(frozen=True)
class Someone:
    birth: date
    start: date
    days: tuple[date, ...]


def count(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month


def first(month: int) -> date:
    year, rest = divmod(month - 1, 12)
    return date(year, rest + 1, 1)


Carried = Callable[[Someone, list[date]], tuple[int, int]]
"""Person and the certifications seen -> (month of the reminder, last month that is paid)."""


def rolling(cycle: int, remind: int, offset: int = 0) -> Carried:
    def carried(one: Someone, seen: list[date]) -> tuple[int, int]:
        # Of the two readings of the notices, counted from the last certification or from the start, the kinder one.
        base = max([count(one.start) + offset, *(count(day) for day in seen)])
        return base + remind, base + cycle

    return carried


def birthday(one: Someone, seen: list[date]) -> tuple[int, int]:
    if not seen:
        return count(one.start), count(one.start)
    month = count(seen[-1]) + 1
    while (month - 1) % 12 + 1 != one.birth.month:
        month += 1
    return month + 9, month + 11  # the window of the coming birthday; its last three months


def from_first(one: Someone, seen: list[date]) -> tuple[int, int]:
    if not seen:
        return count(one.start), count(one.start)
    covered = count(seen[0])
    while covered < count(seen[-1]):
        covered += 12
    return covered + 10, covered + 12


def october(one: Someone, seen: list[date]) -> tuple[int, int]:
    late = (one.start.month, one.start.day) > (10, 31)
    year = seen[-1].year + 1 if seen else one.start.year + late
    return year * 12 + 8, year * 12 + 10


PROFILES: dict[str, tuple[str, Carried, int | None]] = {
    "sichuan": ("pension", rolling(12, 10), 3),
    "guangdong": ("pension", rolling(12, 10, offset=1), None),
    "guangxi-birthday": ("pension", birthday, None),
    "guangxi-first": ("pension", from_first, None),
    "guangxi-dependants": ("dependants", rolling(6, 4), None),
    "inner-mongolia": ("pension", october, None),
    "national": ("pension", rolling(12, 10), None),
}
"""Profile -> benefit, what carries the payment, months from suspension to stop."""


def people(seed: str) -> list[Someone]:
    """Some certify yearly, some early and twice, some late, some once, some only begin this year; none on a first."""
    made = random.Random(seed)

    def day(year: int, month: int) -> date:
        return date(year, month, made.randint(2, 28))

    def one(number: int) -> Someone:
        birth = date(1940 + number % 25, made.randint(1, 12), made.randint(1, 28))
        if number % 10 == 0:  # begins within the two last years
            start = date(YEAR - number % 20 // 10, made.randint(1, 12), 1)
            days = [start + timedelta(days=made.randint(1, 27))] if number % 30 else []
            if number % 40 == 0:
                days = [first(count(start) + made.randint(1, 9)) + timedelta(days=5)]
            return Someone(birth, start, tuple(each for each in days if each.year <= YEAR))
        usual = made.randint(1, 12)
        days = [day(BEFORE, usual), day(BEFORE, made.randint(usual, 12))]
        days += [day(YEAR - 1, max(1, min(12, usual + made.randint(-3, 2))))] if number % 7 else []
        if number % 3:
            days.append(day(YEAR, made.randint(1, 12)))
        if number % 6 == 1:
            days.append(day(YEAR, made.randint(6, 12)))
        return Someone(birth, date(2015, 3, 1), tuple(sorted(days)))

    return [one(number) for number in range(PEOPLE)]


def by_payroll(one: Someone, carried: Carried, stops: int | None) -> Counter[str]:
    """Count the year for one person from the payments that were made and left out."""
    counted, unpaid = Counter[str](), list[int]()
    for month in range(max(BEFORE * 12 + 1, count(one.start)), YEAR * 12 + 13):
        in_year = month > YEAR * 12
        seen = [day for day in one.days if day < first(month)]
        remind, last = carried(one, seen)
        if month > last:
            unpaid.append(month)
            counted["suspensions"] += in_year and len(unpaid) == 1
            counted["stops"] += in_year and stops is not None and len(unpaid) == stops + 1
        elif in_year and month == remind:
            counted["reminders"] += 1
        for day in (day for day in one.days if count(day) == month):
            seen.append(day)
            now = carried(one, seen)[1]
            owed = [each for each in unpaid if each <= now]
            if owed and now >= month:
                counted["restorations"] += in_year
                counted["back_pay"] += len(owed) if in_year else 0
                unpaid.clear()
    return counted


def by_program(profile: str, benefit: str, one: Someone) -> Counter[str]:
    """Count the year for one person from what the program says on each day something may happen."""
    certified, counted = [Certified(day) for day in one.days], Counter[str]()

    def on(day: date):  # type: ignore[no-untyped-def]
        return explain(find(profile), benefit, one.birth, one.start, certified, [], day)

    for month in range(YEAR * 12 + 1, YEAR * 12 + 13):
        begins, text = first(month), f"{first(month):%Y-%m}"
        standing = on(begins)
        counted["reminders"] += standing.status == "DUE_SOON" and standing.remind_from == text
        counted["suspensions"] += standing.status == "SUSPENDED" and standing.suspend_from == text
        counted["stops"] += standing.status == "STOPPED" and standing.stop_from == begins
    for day in (day for day in one.days if day.year == YEAR and day >= one.start):
        was, now = on(day - timedelta(days=1)), on(day)
        if was.status in ("SUSPENDED", "STOPPED") and now.status not in ("SUSPENDED", "STOPPED"):
            counted["restorations"] += 1
            counted["back_pay"] += len(now.back_pay)
    return counted


@pytest.mark.requirement("R089", "R104", "R105", "R168", "R169", "R170")
@pytest.mark.parametrize("profile", PROFILES)
def test_a_year_of_two_hundred_people_counts_the_same_from_windows_and_from_payments(profile: str) -> None:
    benefit, carried, stops = PROFILES[profile]
    total = Counter[str]()
    for number, one in enumerate(people(profile)):
        expected, found = +by_payroll(one, carried, stops), +by_program(profile, benefit, one)
        assert found == expected, (number, one)
        total += found
    wanted = {"reminders", "suspensions", "restorations", "back_pay"} | ({"stops"} if stops else set())
    assert set(total) == wanted, total  # a year in which nothing of a kind happened would prove nothing of it
    assert min(total.values()) >= 5, total
