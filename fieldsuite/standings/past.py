"""What the status of benefits was on days that are over, by what is known today; of everybody, a part at a time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from fieldsuite.standings.computing import Present, change_days
from fieldsuite.standings.known import Entitled, Known, after, people_after, read
from fieldsuite.standings.rebuilding import Begin

TOGETHER = 2000
"""People in memory at a time."""


def statuses(one: Known, mine: Entitled, days: Sequence[date]) -> Iterator[str]:
    """Give the status on each of these days, which rise.

    The rules are asked again where something may have changed since the day before; a year of twelve days costs two or
    three questions. Raises OfficeError ``rules.unknown_profile``.
    """
    until, status = date.min, ""
    for day in days:
        if day >= until:
            standing = one.standing(mine, day)
            status = standing.status
            until = min((each for each in change_days(one, mine, standing) if each > day), default=date.max)
        yield status


def counted(begin: Begin, present: Present, days: Sequence[date]) -> tuple[Counter[str], ...]:
    """Count the benefits of everybody by status, on each of these days, which rise. Raises as ``statuses``."""
    found, last = tuple(Counter[str]() for _ in days), ""
    while True:
        with begin() as session:
            people = people_after(session, last, TOGETHER)
            known = read(session, after(last, people[-1]), present.profiles, present.zone) if people else {}
        if not people:
            return found
        for one in known.values():
            for mine in one.benefits:
                for at, status in enumerate(statuses(one, mine, days)):
                    found[at][status] += 1
        last = people[-1]
