"""Status of 100,000 people with three certifications each, on one core, against a bare loop over relativedelta.

The bare loop adds one cycle to the last certification: no window, no suspension, no back-pay, no reason.
"""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from fieldsuite.rules.cycle import Certified, explain
from fieldsuite.rules.profiles import find

PEOPLE = 100_000
AS_OF = date(2026, 3, 1)
MOST_SECONDS = 5.0

Someone = tuple[date, date, list[Certified]]
"""Birth, start of the benefit, certifications."""


def people(count: int = PEOPLE) -> list[Someone]:
    """Invent people who certified about once a year, some late, some not at all in the last one."""
    made = random.Random(5)

    def one() -> Someone:
        birth = date(1935, 1, 1) + timedelta(days=made.randrange(9_000))
        last = AS_OF - timedelta(days=made.randrange(700))
        days = [last - timedelta(days=365 * year + made.randrange(-40, 40)) for year in (2, 1)]
        return birth, date(2012, 1, 1), [Certified(day) for day in (*days, last)]

    return [one() for _ in range(count)]


def run() -> dict[str, str]:
    """Measure both in turns in one process; the quickest of three passes of each counts."""
    crowd, profile = people(), find("sichuan")
    cycle = relativedelta(months=12)

    def ours() -> None:
        for birth, start, certified in crowd:
            explain(profile, "pension", birth, start, certified, (), AS_OF)

    def bare() -> None:
        for _, _, certified in crowd:
            max(one.on for one in certified) + cycle

    times = [(_seconds(ours), _seconds(bare)) for _ in range(3)]
    mine, plain = (min(column) for column in zip(*times, strict=True))
    return {
        "people": f"{PEOPLE:,}, three certifications each",
        "explain, with reasons": f"{mine:.2f} s (at most {MOST_SECONDS:.0f} s are wanted)",
        "bare loop over relativedelta": f"{plain:.2f} s",
        "ratio": f"{mine / plain:.1f}",
    }


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
