"""When is who due: ``explain`` computes the standing of one benefit on a day, and says why.

What is read into the notices where they leave a choice:

- Only what was known on the day counts. A certification counts from the day it became known, and then as of the day it
  occurred: one made in time and recorded late reverses the suspension, without a gap (design page rules, row 18).
- A certification dated more than a day after it was recorded does not count until a person has confirmed it
  (row 18c, 时钟异常); one day may lie between the dates of two time zones.
- After a death, or while prison or disappearance stand, a certification changes nothing by itself: the person is on
  both lists, so 待核实 (四川 第14条; row 50). Whoever decides takes the event back or refuses the certification.
- After a stop for want of certification a certification restores the benefit; three people approve it (第29条).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from fieldsuite.errors import OfficeError
from fieldsuite.rules import why
from fieldsuite.rules.known import EVENT_KINDS, Certified, Event
from fieldsuite.rules.months import add_months, month_span, month_text
from fieldsuite.rules.pay import healed_gap, overpaid, paid_until
from fieldsuite.rules.profile import Profile, Rule
from fieldsuite.rules.standing import Reason, Standing
from fieldsuite.rules.status import loss, objected, running, stop_day
from fieldsuite.rules.windows import Window, window

__all__ = ["Certified", "Event", "explain"]


def explain(
    profile: Profile,
    benefit: str,
    birth: date,
    start: date,
    certified: Sequence[Certified],
    events: Sequence[Event],
    as_of: date,
) -> Standing:
    """Compute where a benefit stands at the end of a day, and why.

    ``certified`` and ``events`` need no order; what lies after ``as_of`` is left out. Raises OfficeError
    ``rules.unknown_benefit`` and ``rules.unknown_event``.
    """
    rule = profile.rule(benefit)
    for event in events:
        if event.kind not in EVENT_KINDS:
            raise OfficeError("rules.unknown_event", kind=event.kind, known=", ".join(EVENT_KINDS))
    doubted = [
        one for one in certified if one.recorded_on is not None and _clock_wrong(one.on, one.recorded_on)
    ]
    trusted = [one for one in certified if one not in doubted] if doubted else certified
    known = [(one.known_on, one.on) for one in trusted]
    history = sorted([pair for pair in known if pair[0] <= as_of])
    days = sorted([on for _, on in history])
    found = window(rule, birth, start, days)
    warnings = why.warnings(profile, found.certified or start, as_of, doubted)
    lost = loss(rule, events, as_of)
    if lost is not None and (lost.kind == "death" or as_of >= start):
        return _lost(profile, rule, lost, found, days, as_of, warnings)
    stop = stop_day(rule, found)
    objection = objected(events, found, stop, as_of)
    status = "NOT_STARTED" if as_of < start else running(found, stop, objection, as_of)
    gap = healed_gap(profile, rule, birth, start, history, as_of) if days and as_of >= start else None
    verify = _verify_from(rule, found, start)
    reasons = why.of_window(profile, rule, found, start, verify, stop)
    reasons += why.of_events(profile, rule, events, found, stop, as_of)
    if gap is not None:
        reasons += why.of_gap(profile, rule, gap)
        warnings += why.of_unknown_history(profile, gap)
    return Standing(
        status=status,
        window_start=month_text(found.first),
        window_end=month_text(found.last),
        deadline=found.deadline,
        remind_from=month_text(found.remind),
        suspend_from=month_text(found.suspend),
        verify_from=verify,
        reasons=(*reasons, why.of_status(profile, rule, status, found, stop)),
        if_certified_today=window(rule, birth, start, [*days, as_of]).deadline,
        back_pay=month_span(gap.first, gap.last) if gap and rule.back_pay else (),
        overpaid=(),
        stop_reason="not_certified" if status == "STOPPED" else None,
        objection=objection,
        profile=profile.name,
        profile_version=profile.version,
        warnings=tuple(warnings),
        stop_from=stop,
        record=_record(certified, found),
    )


def _lost(
    profile: Profile,
    rule: Rule,
    lost: Event,
    found: Window,
    days: Sequence[date],
    as_of: date,
    warnings: list[Reason],
) -> Standing:
    """Standing of a benefit that death, prison or disappearance has ended: no window, and what was paid too much."""
    months = overpaid(lost.on, paid_until(profile, found, bool(days), as_of))
    after = [day for day in days if day > lost.on]
    return Standing(
        status="DECEASED"
        if lost.kind == "death"
        else "STOPPED_PRISON"
        if lost.kind == "prison"
        else "STOPPED",
        window_start=None,
        window_end=None,
        deadline=None,
        remind_from=None,
        suspend_from=None,
        verify_from=None,
        reasons=why.of_loss(profile, rule, lost, months),
        if_certified_today=None,
        back_pay=(),
        overpaid=months,
        stop_reason="death" if lost.kind == "death" else "prison" if lost.kind == "prison" else "missing",
        objection=False,
        profile=profile.name,
        profile_version=profile.version,
        warnings=(*warnings, *why.of_contradiction(profile, lost, after)),
        stop_from=lost.on,
        record=lost.record,
    )


def _record(certified: Sequence[Certified], found: Window) -> str:
    """Name the record of the certification a window rests on."""
    return next((one.record for one in certified if one.on == found.certified and one.record), "")


def _verify_from(rule: Rule, found: Window, start: date) -> date:
    """Day from which somebody is 待核实; never before the benefit began."""
    if rule.verify_months_before is None:
        return min(found.deadline, date.max - timedelta(days=1)) + timedelta(days=1)
    return max(start, add_months(found.deadline, -rule.verify_months_before))


def _clock_wrong(on: date, recorded_on: date) -> bool:
    return (on - recorded_on).days > 1
