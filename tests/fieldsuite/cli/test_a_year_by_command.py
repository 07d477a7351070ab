"""A year of fifty people under each profile, asked month by month by command, against the payroll of the test.

What ``due list`` says on the first of each month is compared with a payroll that knows nothing of windows: whom it
reminds, leaves unpaid, stops and pays again, and for how many months.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from fieldsuite.documents import ListedBenefit, ListedCertification, ListedPerson
from fieldsuite.province import register
from tests.fieldsuite.cli.desks import ask, desk
from tests.fieldsuite.cli.line import Line
from tests.fieldsuite.rules.test_a_year import PROFILES, YEAR, Someone, by_payroll, first, people
from tests.grounds import Place

__all__ = ["desk"]
MONTHS = range(YEAR * 12, YEAR * 12 + 14)
"""December before to January after."""
UNPAID = ("SUSPENDED", "STOPPED")
SHARE = 4
"""One in how many of the people of tests/fieldsuite/rules/test_a_year.py, which counts all of them without commands."""


def listed(profile: str, benefit: str, at: int, one: Someone, serial: int) -> ListedPerson:
    key = f"{profile}-{at}"
    return ListedPerson(
        id=key, person_no=f"{serial:010d}", name="单国强", sex="男", id_kind="other", id_no=f"YEAR{serial:08d}",
        birth=one.birth, phone="", address="三村", village="三村", mobility="",
        benefits=(ListedBenefit(id=f"{key}-b", benefit=benefit, profile=profile, start_on=one.start),),
        certified=tuple(
            ListedCertification(id=f"{key}-{day}", on=day, recorded_on=day, method="visit") for day in one.days
        ),
    )  # fmt: skip


def asked(line: Line, place: Place, day: date) -> dict[str, dict[str, Any]]:
    rows = ask(line, place, "due", "list", "--as-of", day.isoformat())["people"]
    return {row["person"]: row for row in rows}


@pytest.mark.requirement("R089", "R102", "R104", "R105", "R168", "R169", "R170")
def test_a_year_counts_the_same_by_command_and_by_payroll(desk: Place, line: Line) -> None:
    lives = {f"{name}-{at}": (name, one) for name in PROFILES for at, one in enumerate(people(name)[::SHARE])}
    with desk.clerk() as office:
        made = [
            listed(name, PROFILES[name][0], int(key.rpartition("-")[2]), one, serial)
            for serial, (key, (name, one)) in enumerate(lives.items(), 1)
        ]
        register.take(office, made, desk.site)
    found: dict[str, Counter[str]] = {name: Counter() for name in PROFILES}
    before = asked(line, desk, first(MONTHS[0]))
    for month in MONTHS[1:]:
        today = asked(line, desk, first(month))
        for key, (name, _) in lives.items():
            was, now = (each.get(key, {}).get("status", "") for each in (before, today))
            in_year = month <= YEAR * 12 + 12
            found[name]["suspensions"] += in_year and now == "SUSPENDED" and was not in UNPAID
            found[name]["stops"] += in_year and now == "STOPPED" and was != "STOPPED"
            due = in_year and now == "DUE_SOON" and was != "DUE_SOON"
            # Whose benefit begins after August is due at once in Inner Mongolia, and gets no reminder of August.
            found[name]["reminders"] += due and (name != "inner-mongolia" or month == YEAR * 12 + 8)
            found[name]["restorations"] += month > YEAR * 12 + 1 and was in UNPAID and now not in UNPAID
        before = today
    for name, (_, carried, stops) in PROFILES.items():
        expected = Counter[str]()
        for one in people(name)[::SHARE]:
            expected += by_payroll(one, carried, stops)
        del expected["back_pay"]
        assert +found[name] == expected, name
