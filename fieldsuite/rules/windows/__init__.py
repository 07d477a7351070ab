"""Where the next certification is looked for: one file a mode, and the fixed dates of a first round.

``window`` is the only door; it is told the days that count, in order, and gives the window that is open or was missed.
"""

from collections.abc import Callable, Sequence
from datetime import date

from fieldsuite.rules.months import month_of
from fieldsuite.rules.profile import Mode, Rule
from fieldsuite.rules.windows import birthday as _birthday
from fieldsuite.rules.windows import calendar_year as _calendar
from fieldsuite.rules.windows.first_certification import first_certification
from fieldsuite.rules.windows.rolling import rolling
from fieldsuite.rules.windows.window import Window

__all__ = ["Window", "last_cut", "window"]

MODES: dict[Mode, Callable[[Rule, date, date, Sequence[date]], Window]] = {
    "rolling": rolling,
    "birthday": _birthday.birthday,
    "first_cert": first_certification,
    "calendar": _calendar.calendar_year,
}


def window(rule: Rule, birth: date, start: date, days: Sequence[date]) -> Window:
    """Give the window for somebody certified on these days, oldest first.

    People of a first round (广西机关事业, 三(二)) who were never certified have its dates instead.
    """
    cohort = rule.cohort
    if (
        cohort is not None
        and start <= cohort.deadline
        and not (days and month_of(days[-1]) >= month_of(start))
    ):
        opens = month_of(cohort.opens)
        return Window(
            "cohort",
            opens,
            month_of(cohort.deadline),
            cohort.deadline,
            opens,
            month_of(cohort.suspend_on),
            None,
        )
    return MODES[rule.mode](rule, birth, start, days)


def last_cut(rule: Rule, birth: date, month: int) -> int | None:
    """Last month up to ``month`` in which a missed window would have stopped payment, where windows are fixed.

    None where they hang on a certification: there is nothing to miss before the first.
    """
    if rule.mode == "birthday":
        return _birthday.last_cut(birth, month)
    return _calendar.last_cut(rule, month) if rule.mode == "calendar" else None
