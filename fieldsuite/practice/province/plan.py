"""How big an invented province is, and which offices it has: settled by its number of people, its seed and its days."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

TOWNSHIP = 4_500
"""People of a township (design page volumes)."""
VILLAGE = 350
"""People of a village (design page volumes)."""
ABROAD = 200
"""Of so many people one lives abroad (ours)."""
COORDINATORS = 6
"""People who visit and verify in a township, each for some of its villages (ours)."""
FIELD = 0.30
"""Share that is certified face to face in villages (design page volumes); the others certify through other channels."""
LAST = date(2026, 6, 30)
"""Last day of an invented province unless another is asked for: it does not depend on the day it is made."""


@dataclass(frozen=True, slots=True)
class Site:
    """One office of the province."""

    number: int
    code: str
    name: str
    kind: str
    """village (a township with its villages) or consulate."""
    first: int
    """Number of its first person."""
    count: int
    zone: str

    @property
    def people(self) -> range:
        """Numbers of its people."""
        return range(self.first, self.first + self.count)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a province is made of."""

    people: int
    seed: int = 1
    months: int = 3
    last: date = LAST

    @property
    def first(self) -> date:
        """First day of the first of its months."""
        return self.month(0)

    def month(self, number: int) -> date:
        """Give the first day of a month, 0 .. ``months``."""
        whole = self.last.year * 12 + self.last.month - self.months + number
        return date(whole // 12, whole % 12 + 1, 1)

    def days(self, number: int) -> tuple[date, ...]:
        """Give the days of a month up to the last."""
        begin, end = self.month(number), min(self.month(number + 1), self.last + timedelta(days=1))
        return tuple(begin + timedelta(days=day) for day in range((end - begin).days))

    def sites(self) -> tuple[Site, ...]:
        """Give its offices: townships of 4,500 people at most, two at least, and the consulate last."""
        abroad = max(8, self.people // ABROAD)
        home = self.people - abroad
        count = max(2, -(-home // TOWNSHIP))
        consulate = Site(
            count, "lianxi-guan", "练习总领馆（悉尼）", "consulate", home + 1, abroad, "Australia/Sydney"
        )
        return (*self._townships(home, count), consulate)

    def _townships(self, people: int, count: int) -> Iterator[Site]:
        for number in range(count):
            first, end = people * number // count, people * (number + 1) // count
            yield Site(number, f"lianxi-zhen-{number:04d}", f"练习乡镇（{number + 1}）", "village", first + 1,
                       end - first, "Asia/Shanghai")  # fmt: skip

    def chance(self, *what: object) -> random.Random:
        """Give the source of chance for one matter; the same for the same seed. Not for secrets."""
        return random.Random(" ".join(map(str, (self.seed, *what))))
