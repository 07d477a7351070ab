"""Calendar years with a cut-off: once a year, until 31 October (内蒙古 二)."""

from collections.abc import Sequence
from datetime import date

from fieldsuite.rules.profile import Rule
from fieldsuite.rules.windows.window import Window


def calendar_year(rule: Rule, birth: date, start: date, days: Sequence[date]) -> Window:
    """Window of the first year that is not yet certified.

    A certification covers its year, also after the cut-off, and not the next. Somebody whose benefit began after the
    cut-off is first due in the next year.
    """
    first_year = start.year if (start.month, start.day) <= rule.cut_off else start.year + 1
    last = days[-1] if days else None
    certified = last is not None and last.year >= first_year
    year = min(last.year + 1 if last is not None and certified else first_year, 9999)
    january = 12 * year
    month, day = rule.cut_off
    return Window("calendar" if certified else "calendar_never", january, january + month - 1, date(year, month, day),
                  january + rule.remind_month - 1, january + rule.suspend_month - 1, last)  # fmt: skip


def last_cut(rule: Rule, month: int) -> int:
    """Last month up to ``month`` in which payment stops for a year missed: the month after a cut-off."""
    return month - (month - (rule.suspend_month - 1)) % 12
