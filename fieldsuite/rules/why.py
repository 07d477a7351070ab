"""Builds the reasons: which sentence explains a date, what fills it, and the article it rests on."""

from collections.abc import Sequence
from datetime import date

from fieldsuite.rules.known import Certified, Event
from fieldsuite.rules.months import first_day, month_span, month_text
from fieldsuite.rules.pay import Gap
from fieldsuite.rules.profile import Profile, Rule
from fieldsuite.rules.standing import Reason, Status
from fieldsuite.rules.windows import Window

SICHUAN = "四川规程"
"""Orders what other notices do not speak of: people on two lists are verified."""

OPENS_WITH = {"rolling": "mode", "birthday": "mode", "first_cert": "mode", "calendar": "mode", "never": "never_offset",
              "new": "never_offset", "calendar_never": "never_offset", "cohort": "cohort"}  # fmt: skip
"""How a window came about -> the parameter whose article is cited for it."""


def of_window(
    profile: Profile, rule: Rule, found: Window, start: date, verify: date, stop: date | None
) -> tuple[Reason, ...]:
    """Explain the window: what it starts from, its deadline, and what follows when nobody certifies."""
    deadline_rests_on = "cohort" if found.why == "cohort" else "deadline"
    reasons = [
        _of(profile, rule, OPENS_WITH[found.why], f"window_{found.why}", on=found.certified, start=start,
            months=rule.cycle_months, first=month_text(found.first), last=month_text(found.last)),
        _of(profile, rule, deadline_rests_on, "deadline", deadline=found.deadline),
    ]  # fmt: skip
    if found.other is not None:
        reasons.append(
            _of(profile, rule, "never_offset", "later_deadline", on=found.certified, other=found.other)
        )
    reasons.append(_of(profile, rule, "remind_month", "remind", month=month_text(found.remind)))
    reasons.append(_of(profile, rule, "verify_months_before", "verify_from", on=verify))
    reasons.append(_of(profile, rule, "suspend_month", "suspend", month=month_text(found.suspend)))
    if stop is not None:
        reasons.append(
            _of(profile, rule, "stop_after_months", "stop", on=stop, months=rule.stop_after_months)
        )
    return tuple(reasons)


def of_events(
    profile: Profile, rule: Rule, events: Sequence[Event], found: Window, stop: date | None, as_of: date
) -> tuple[Reason, ...]:
    """Explain objections, in time or late, and prison that does not stop this benefit."""
    reasons = []
    for event in events:
        if event.on > as_of:
            continue
        if event.kind == "prison":
            reasons.append(_of(profile, rule, "prison", "prison_paid_on", on=event.on))
        elif event.kind == "objection" and event.on >= first_day(found.suspend):
            key = "objection" if stop is None or event.on < stop else "objection_late"
            reasons.append(_of(profile, rule, "stop_after_months", key, on=event.on, stop=stop))
    return tuple(reasons)


def of_gap(profile: Profile, rule: Rule, gap: Gap) -> tuple[Reason, ...]:
    """Explain the months that are owed, and who must approve that they are paid."""
    key = "suspension_reversed" if gap.in_time else "back_pay"
    return (
        _of(
            profile,
            rule,
            "back_pay",
            key,
            on=gap.certified,
            recorded_on=gap.known,
            months=month_span(gap.first, gap.last),
        ),
        _of(profile, rule, "restore_steps", "restore_steps", people=rule.restore_steps),
    )


def of_status(profile: Profile, rule: Rule, status: Status, found: Window, stop: date | None) -> Reason:
    """Say the status itself, with the article that decides it."""
    rests_on = {"DUE_SOON": "remind_month", "SUSPENDED": "suspend_month", "STOPPED": "stop_after_months"}
    values = {"deadline": found.deadline, "month": month_text(found.suspend), "on": stop}
    return _of(profile, rule, rests_on.get(status, "cycle_months"), f"status_{status.lower()}", **values)


def of_loss(profile: Profile, rule: Rule, lost: Event, months: tuple[str, ...]) -> tuple[Reason, ...]:
    """Explain a stop for death, disappearance or prison, and what was paid too much."""
    rests_on = "prison" if lost.kind == "prison" else "loss"
    reason = _of(profile, rule, rests_on, f"lost_{lost.kind}", on=lost.on)
    if not months:
        return (reason,)
    return Reason("rules.overpaid", {"on": lost.on, "months": months}, "", profile.short_zh), reason


def of_contradiction(profile: Profile, lost: Event, after: Sequence[date]) -> tuple[Reason, ...]:
    """Warn of certifications dated after a loss: both lists at once, so 待核实 (四川 第14条)."""
    key = "certified_after_death" if lost.kind == "death" else "certified_after_loss"
    return tuple(Reason(f"rules.{key}", {"on": day, "lost_on": lost.on}, "第14条", SICHUAN) for day in after)


def of_unknown_history(profile: Profile, gap: Gap) -> list[Reason]:
    """Warn that nothing is known from before the certification that heals a suspension."""
    values = {"on": gap.certified, "valid_from": profile.valid_from}
    return [Reason("rules.history_unknown", values, "", profile.short_zh)] if gap.unknown else []


def warnings(profile: Profile, decisive: date, as_of: date, clock: Sequence[Certified]) -> list[Reason]:
    """Warn of dates before the notice was in force, and of certifications dated after they were recorded."""
    found = [
        Reason("rules.clock", {"on": one.on, "recorded_on": one.recorded_on}, "", profile.short_zh)
        for one in clock
    ]
    earliest = min(decisive, as_of)
    if earliest < profile.valid_from:
        values = {"on": earliest, "valid_from": profile.valid_from}
        found.append(Reason("rules.before_valid_from", values, "", profile.short_zh))
    return found


def _of(profile: Profile, rule: Rule, parameter: str, key: str, **values: object) -> Reason:
    return Reason(f"rules.{key}", values, rule.bases[parameter].article, profile.short_zh)
