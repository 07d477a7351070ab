"""A province explains millions of benefits: no file is read and nothing slow is done in each call."""

from datetime import date
from time import process_time

from fieldsuite.rules.cycle import Certified, explain
from fieldsuite.rules.profiles import find


def test_explaining_is_fast_enough_for_a_province() -> None:
    profile, days = find("sichuan"), [Certified(date(year, 4, 15)) for year in range(2018, 2026)]
    began = process_time()
    for _ in range(2_000):
        explain(profile, "pension", date(1949, 12, 31), date(2010, 1, 1), days, [], date(2026, 3, 1))
    each = (process_time() - began) / 2_000
    # 40 microseconds were measured; the bound leaves room for a slow machine and still catches a file read per call.
    assert each < 0.000_4
