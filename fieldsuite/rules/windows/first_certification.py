"""Cycles fixed by the first certification, its anniversary month counted in (广西 附件2: 2021年6月，含6月)."""

from collections.abc import Sequence
from datetime import date

from fieldsuite.rules.months import last_day, month_of
from fieldsuite.rules.profile import Rule
from fieldsuite.rules.windows.window import Window, single_month


def first_certification(rule: Rule, birth: date, start: date, days: Sequence[date]) -> Window:
    """Window after the one in which the last certification lies; the windows stay where the first one put them.

    The first certification counts from the month the benefit began; before it somebody is due in that month, as a
    new recipient is.
    """
    began = month_of(start)
    anchor = next((month for month in map(month_of, days) if month >= began), None)
    if anchor is None:
        return single_month(rule, began, "new")
    cycle = rule.cycle_months
    covered = anchor + -(-(month_of(days[-1]) - anchor) // cycle) * cycle
    end = covered + cycle
    return Window("first_cert", covered + 1, end, last_day(end), covered + rule.remind_month,
                  covered + rule.suspend_month, days[-1])  # fmt: skip
