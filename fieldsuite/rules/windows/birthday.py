"""Birthday windows: from the birth month to the month before the next birthday (广西 附件2)."""

from collections.abc import Sequence
from datetime import date

from fieldsuite.rules.months import last_day, month_of
from fieldsuite.rules.profile import Rule
from fieldsuite.rules.windows.window import Window, single_month


def birthday(rule: Rule, birth: date, start: date, days: Sequence[date]) -> Window:
    """Window after the one in which the last certification lies; an early certification moves nothing.

    Somebody not certified since the month the benefit began is due in that month (新增领取待遇的人员, 附件2);
    certifications of earlier months were made for something else.
    """
    last = days[-1] if days else None
    if last is None or month_of(last) < month_of(start):
        return single_month(rule, month_of(start), "new")
    first = _window_of(birth, month_of(last)) + rule.cycle_months
    end = first + rule.cycle_months - 1
    return Window(
        "birthday", first, end, last_day(end), first + rule.remind_month, first + rule.suspend_month, last
    )


def last_cut(birth: date, month: int) -> int:
    """Last month up to ``month`` in which payment stops for a window missed: a birth month."""
    return _window_of(birth, month)


def _window_of(birth: date, month: int) -> int:
    """First month of the window a month lies in. Months only: the 29th of February is a birth month like others."""
    return month - (month - (birth.month - 1)) % 12
