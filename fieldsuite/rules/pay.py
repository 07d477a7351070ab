"""Which months are owed after a suspension was healed, and which were paid too much."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from fieldsuite.rules.months import month_of, month_span
from fieldsuite.rules.profile import Profile, Rule
from fieldsuite.rules.windows import Window, last_cut, window


class Gap(NamedTuple):
    """Months that were not paid and are owed since a certification became known."""

    first: int
    last: int
    certified: date
    """Certification that healed it."""
    known: date
    """Day it became known."""
    in_time: bool
    """It had occurred before the first unpaid month and only became known later: the suspension is reversed."""
    unknown: bool
    """No certification before it is known: the officer looks at the file before paying."""


def healed_gap(
    profile: Profile, rule: Rule, birth: date, start: date, history: Sequence[tuple[date, date]], as_of: date
) -> Gap | None:
    """Find the last suspension that a certification healed, or None when there was none within a cycle of ``as_of``.

    ``history``: (day it became known, day it occurred) of each certification, in order. Payment follows what was
    known: a month is unpaid when it lies at or after the suspension that followed from the certifications known
    before. It is owed up to and including the month in which the certification became known, for that month's
    payment had been left out already (design page rules, rows 16, 18, 43; 四川 第27条).
    """
    end = len(history)
    while end:
        day = history[end - 1][0]
        if month_of(as_of) - month_of(day) > rule.cycle_months:
            return None
        begin = end - 1
        while begin and history[begin - 1][0] == day:
            begin -= 1
        before = sorted(on for _, on in history[:begin])
        old = window(rule, birth, start, before)
        first = _suspended(profile, rule, birth, before, old, month_of(day))
        if first is not None:
            after = sorted(on for _, on in history[:end])
            new = window(rule, birth, start, after)
            if new.suspend > first:
                last = min(month_of(day), new.suspend - 1)
                return Gap(first, last, after[-1], day, month_of(after[-1]) < first, not before)
        end = begin
    return None


def _suspended(
    profile: Profile, rule: Rule, birth: date, before: Sequence[date], old: Window, until: int
) -> int | None:
    """First month unpaid at the end of ``until``, or None.

    Before the first certification we know of, only suspensions since the notice is in force are believed: the history
    that we were given begins somewhere, and nobody was suspended by a rule before it was made.
    """
    first: int | None = old.suspend
    in_force = month_of(profile.valid_from)
    if not before and old.suspend < in_force:
        first = last_cut(rule, birth, until)
        if first is not None and first < in_force:
            first = None
    return first if first is not None and first <= until else None


def paid_until(profile: Profile, old: Window, certified: bool, as_of: date) -> int:
    """Last month up to the month of ``as_of`` that was paid, as far as certification decides."""
    month = month_of(as_of)
    if not certified and old.suspend < month_of(profile.valid_from):
        return month
    return min(month, old.suspend - 1)


def overpaid(lost_on: date, paid_to: int) -> tuple[str, ...]:
    """Months paid after the month in which the benefit was lost; that month itself is still due.

    2022-09-10, paid to 2022-12: 2022-10, 11, 12 (design page rules, row 47; 追回: 广西 三(三)).
    """
    return month_span(month_of(lost_on) + 1, paid_to)


def payments_failed(rule: Rule, failed: int, maintained: bool) -> bool:
    """True when so many payments in a row failed that the benefit is suspended (四川 第24条: 连续6个月).

    ``maintained``: the payment data were reported and mended since (已申报待遇发放信息维护).
    """
    return rule.pay_failed_months is not None and failed >= rule.pay_failed_months and not maintained
