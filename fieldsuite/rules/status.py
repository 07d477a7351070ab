"""The word for where a benefit stands, from a window and a day."""

from collections.abc import Sequence
from datetime import date

from fieldsuite.rules.known import LOSSES, Event
from fieldsuite.rules.months import first_day, month_of
from fieldsuite.rules.profile import Rule
from fieldsuite.rules.standing import Status
from fieldsuite.rules.windows import Window


def stop_day(rule: Rule, window: Window) -> date | None:
    """First day of the stop: so many months after the first unpaid month began (四川 第26条); None without a rule."""
    if rule.stop_after_months is None:
        return None
    return first_day(window.suspend + rule.stop_after_months)


def objected(events: Sequence[Event], window: Window, stop: date | None, as_of: date) -> bool:
    """True when somebody objected after the suspension began and before the stop (四川 第26条)."""
    began = first_day(window.suspend)
    return any(
        event.kind == "objection" and began <= event.on <= as_of and (stop is None or event.on < stop)
        for event in events
    )


def running(window: Window, stop: date | None, objection: bool, as_of: date) -> Status:
    """Status of a benefit that began and was not lost."""
    month = month_of(as_of)
    if month >= window.suspend:
        return "STOPPED" if stop is not None and as_of >= stop and not objection else "SUSPENDED"
    if as_of > window.deadline:
        return "OVERDUE_IN_MONTH"
    return "DUE_SOON" if month >= window.remind else "OK"


def loss(rule: Rule, events: Sequence[Event], as_of: date) -> Event | None:
    """Give the event by which the benefit was lost, or None: a death before all, otherwise the latest of the others.

    Work injury is paid on in prison where the notice says so (四川 第25条).
    """
    found: Event | None = None
    for event in events:
        if (
            event.kind not in LOSSES
            or event.on > as_of
            or (event.kind == "prison" and rule.prison == "continue")
        ):
            continue
        if found is None or _weight(event) > _weight(found):
            found = event
    return found


def _weight(event: Event) -> tuple[bool, int]:
    """A death outweighs all, the first report of it the later ones; of the others the latest holds."""
    dead = event.kind == "death"
    return dead, -event.on.toordinal() if dead else event.on.toordinal()
