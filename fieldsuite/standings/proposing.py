"""What is to be done about the payment of one benefit: suspend, stop, clear up, pay back; and by which parameter."""

from collections.abc import Collection
from datetime import date
from typing import Literal, NamedTuple

from fieldsuite.rules.months import add_months, first_day, month_of
from fieldsuite.rules.pay import payments_failed
from fieldsuite.rules.profile import Rule
from fieldsuite.rules.standing import Standing

SUSPENDED, STOPPED = "SUSPENDED", ("STOPPED", "STOPPED_PRISON", "DECEASED")
What = Literal["suspend", "objected", "stop", "clear_up", "pay_back"]
WHATS: tuple[What, ...] = ("suspend", "objected", "stop", "clear_up", "pay_back")
LONG_MONTHS = 3
"""A suspension or stop that has lasted longer is cleared up (四川规程 第30条; how long is ours: as article 26)."""


class Proposed(NamedTuple):
    """One thing to do."""

    what: What
    why: str
    """not_certified, payment_failed, certified, or a stop reason: death, missing, prison, not_certified, other."""
    since: date | None
    parameter: str
    """Parameter of the rule whose article is cited."""
    months: tuple[str, ...] = ()


def proposed(
    rule: Rule, standing: Standing, today: date, *, failed: int, asked: Collection[str], lost: bool
) -> list[Proposed]:
    """Say what is to be done; ``failed`` payments in a row, ``asked`` months of back pay that somebody asked for,
    ``lost`` by what a comparison says.
    """
    made = list[Proposed]()
    if owed := tuple(month for month in standing.back_pay if month not in asked):
        made.append(Proposed("pay_back", "certified", None, "back_pay", owed))
    if standing.status == SUSPENDED and standing.suspend_from:
        since = suspended_since(standing)
        made.append(Proposed("suspend", "not_certified", since, "suspend_month"))
        if standing.objection:
            made.append(Proposed("objected", "not_certified", since, "stop_after_months"))
        if today >= add_months(since, LONG_MONTHS):
            made.append(Proposed("clear_up", "not_certified", since, "suspend_month"))
    elif standing.status in STOPPED:
        parameter = "stop_after_months" if standing.stop_reason == "not_certified" else "loss"
        made.append(Proposed("stop", standing.stop_reason or "other", standing.stop_from, parameter))
        if standing.stop_from and today >= add_months(standing.stop_from, LONG_MONTHS):
            made.append(Proposed("clear_up", standing.stop_reason or "other", standing.stop_from, parameter))
    elif lost:
        # A ground of article 13(2) that is no event of the cycle: adoption, marriage, work, the army.
        made.append(Proposed("stop", "other", None, "loss"))
    elif payments_failed(rule, failed, maintained=False):
        made.append(Proposed("suspend", "payment_failed", None, "pay_failed_months"))
    return made


def suspended_since(standing: Standing) -> date:
    """First day of the first unpaid month."""
    return first_day(month_of(date.fromisoformat(f"{standing.suspend_from}-01")))
