"""What the desk has to do about payment: suspend, stop, clear up; and how many are suspended from month to month.

The program proposes and says by which article; the payment system is told by people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from sqlmodel import select

from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.province.compared_columns import columns
from fieldsuite.province.compared_lines import lines
from fieldsuite.province.compared_table import read_sheet
from fieldsuite.province.lists import visible
from fieldsuite.rules.months import add_months, first_day, last_day, month_of, month_text
from fieldsuite.rules.pay import payments_failed
from fieldsuite.rules.standing import Standing
from fieldsuite.tables import Benefit, Person

SUSPENDED, STOPPED = "SUSPENDED", ("STOPPED", "STOPPED_PRISON", "DECEASED")
LONG_MONTHS = 3
"""A suspension or stop that has lasted longer is cleared up (四川规程 第30条; how long is ours: as article 26)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One benefit that is to be suspended, stopped or cleared up."""

    what: Literal["suspend", "stop", "clear_up"]
    person: str
    name: str
    benefit: str
    why: str
    """not_certified, payment_failed, or a stop reason: death, missing, prison, not_certified."""
    since: date | None
    article: str
    site: str
    village: str
    unit: str


@dataclass(frozen=True, slots=True)
class Payroll:
    """What the payment list and the certifications say of each other (内蒙古 二: 比对后确认未认证的人员)."""

    paid_uncertified: tuple[tuple[str, str, str], ...]
    """(person, name, status) of those who are paid and should not be."""
    unpaid_entitled: tuple[tuple[str, str], ...]
    """(person, name) of those who are entitled and are not on the payment list."""
    lines: int
    unknown: int


def proposals(office: Office, *, area: str = "") -> tuple[Proposal, ...]:
    """Give what is to be done about payment on this day."""
    office.require_province()
    with office.store.session() as session:
        facts = gather(office, session)
    found = []
    for one in facts.values():
        if visible(office, one, area):
            for mine in one.benefits:
                found += _of(one, mine, one.standing(mine, office.today()), office.today())
    return tuple(sorted(found, key=lambda row: (row.what, row.person, row.benefit)))


def trend(office: Office, months: int = 12) -> tuple[tuple[str, int, int], ...]:
    """Count (month, suspended, stopped) at the end of each of the last months, today's last (第31条: 动态低水平)."""
    office.require_province()
    with office.store.session() as session:
        facts = gather(office, session)
    counted = []
    for month in range(month_of(office.today()) - months + 1, month_of(office.today()) + 1):
        day = min(last_day(month), office.today())
        at = [one.standing(mine, day).status for one in facts.values() for mine in one.benefits]
        suspended, stopped = (
            sum(status == SUSPENDED for status in at),
            sum(status in STOPPED for status in at),
        )
        counted.append((month_text(month), suspended, stopped))
    return tuple(counted)


def payroll(office: Office, path: Path, said: dict[str, str]) -> Payroll:
    """Compare a payment list (发放信息) with the certifications. Raises what reading a table raises."""
    office.require_province()
    today, sheet = office.today(), read_sheet(path)
    with office.store.session() as session:
        judged = list(lines(office, session, sheet, columns(sheet.columns, said, ["id_no"]), today))
        facts = gather(office, session)
        names = dict(session.exec(select(Person.id, Person.name)).all())
    paid = {line.person_id for line in judged if line.person_id}
    status = {key: _worst([one.standing(mine, today) for mine in one.benefits]) for key, one in facts.items()}
    return Payroll(
        tuple((key, names[key], status[key]) for key in sorted(paid) if status[key] in (SUSPENDED, *STOPPED)),
        tuple((key, names[key]) for key in sorted(set(facts) - paid) if status[key] in ("OK", "DUE_SOON")),
        len(judged),
        sum(not line.person_id for line in judged),
    )


def _of(one: Facts, mine: Benefit, standing: Standing, today: date) -> list[Proposal]:
    rule = one.profiles[mine.profile].rule(mine.benefit)

    def row(
        what: Literal["suspend", "stop", "clear_up"], why: str, since: date | None, parameter: str
    ) -> Proposal:
        person = one.person
        return Proposal(what, person.id, person.name, mine.benefit, why, since, rule.bases[parameter].article,
                        person.site, person.village, person.unit)  # fmt: skip

    made = []
    if standing.status == SUSPENDED and standing.suspend_from:
        since = first_day(month_of(date.fromisoformat(f"{standing.suspend_from}-01")))
        made.append(row("suspend", "not_certified", since, "suspend_month"))
        if today >= add_months(since, LONG_MONTHS):
            made.append(row("clear_up", "not_certified", since, "suspend_month"))
    elif standing.status in STOPPED:
        parameter = "stop_after_months" if standing.stop_reason == "not_certified" else "loss"
        made.append(row("stop", standing.stop_reason or "other", standing.stop_from, parameter))
        if standing.stop_from and today >= add_months(standing.stop_from, LONG_MONTHS):
            made.append(row("clear_up", standing.stop_reason or "other", standing.stop_from, parameter))
    elif payments_failed(rule, mine.failed_payments, maintained=False):
        made.append(row("suspend", "payment_failed", None, "pay_failed_months"))
    return made


def _worst(standings: Sequence[Standing]) -> str:
    order = ("DECEASED", "STOPPED_PRISON", "STOPPED", "SUSPENDED", "OVERDUE_IN_MONTH", "DUE_SOON", "OK")
    return min(
        (one.status for one in standings if one.status in order), key=order.index, default="NOT_STARTED"
    )
