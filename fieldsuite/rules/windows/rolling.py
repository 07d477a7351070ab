"""Rolling cycles: the last certification starts a new one (四川 第7、8、34条; 广东 一; 广西供养 三(二))."""

from collections.abc import Sequence
from datetime import date

from fieldsuite.rules.months import add_months, last_day, month_of
from fieldsuite.rules.profile import Rule
from fieldsuite.rules.windows.window import Window


def rolling(rule: Rule, birth: date, start: date, days: Sequence[date]) -> Window:
    """Window after the last certification, or after the start of the benefit for somebody never certified.

    A certification from before the first cycle opens does not bring the first deadline forward: the notices count
    both from the last certification and from the month the benefit began, and the later deadline is taken (design
    page rules, 2.4, ``later_deadline``). So one more certification never shortens a deadline.
    """
    last = days[-1] if days else None
    if last is None:
        return _never(rule, start)
    window = _after(rule, last)
    if window.first > month_of(start) + rule.never_offset + 1:
        return window
    never = _never(rule, start)
    if window.deadline < never.deadline:
        return never._replace(certified=last, other=window.deadline)
    return window


def _after(rule: Rule, last: date) -> Window:
    base = month_of(last)
    end = base + rule.cycle_months
    deadline = add_months(last, rule.cycle_months) if rule.deadline == "day" else last_day(end)
    return Window(
        "rolling", base + 1, end, deadline, base + rule.remind_month, base + rule.suspend_month, last
    )


def _never(rule: Rule, start: date) -> Window:
    """Never certified: the last day of the last month, also where deadlines are otherwise exact to the day."""
    base = month_of(start) + rule.never_offset
    end = base + rule.cycle_months
    return Window(
        "never", base + 1, end, last_day(end), base + rule.remind_month, base + rule.suspend_month, None
    )
