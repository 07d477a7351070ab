"""日程: every deadline of the office with the days that are left: lists, reports, months in which people fall due."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from fieldsuite.casework.reports import kept
from fieldsuite.casework.tasks import open_task, verify_tasks
from fieldsuite.facts import TOGETHER, gather
from fieldsuite.office import Office
from fieldsuite.rules.lists import verification_due
from fieldsuite.rules.months import add_months
from fieldsuite.tables import TaskList

PLAN = (4, 30)
"""资格认证工作方案、认证公告 (粤社保函〔2019〕105号: 4月30日前)."""
SUMMARY = (12, 20)
"""年度资格认证工作总结 (粤社保函〔2019〕105号: 12月20日前)."""
CUT_OFF = (10, 31)
"""内蒙古: 于每年的10月31日截止."""
AHEAD = 6
"""Months of people's deadlines that are shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline."""

    on: date
    what: str
    """Sentence ``reports.calendar_<what>``."""
    days_left: int
    people: int = 0
    detail: str = ""


def calendar(office: Office) -> tuple[Entry, ...]:
    """Give every deadline, the nearest first; what is over and still open stands first of all."""
    today = office.today()
    with office.store.session() as session:
        found = list(_lists(office, session, today))
    found += _people(falling_due(office), today)
    profiles = kept.profiles(office)
    found += [_yearly("plan", PLAN, today), _yearly("summary", SUMMARY, today), _month_end(today)]
    if "inner-mongolia" in profiles:
        found.append(_yearly("cut_off", CUT_OFF, today))
    return tuple(sorted(found, key=lambda one: (one.on, one.what)))


def falling_due(office: Office) -> Counter[date]:
    """Count the benefits of the office by their deadline; those without one are left out."""
    if office.config.kind == "province":
        return kept.deadlines(office)
    with office.store.session() as session:
        facts, today = gather(office, session), office.today()
    days = (one.standing(benefit, today).deadline for one in facts.values() for benefit in one.benefits)
    return Counter(day for day in days if day is not None)


def _lists(office: Office, session: Session, today: date) -> Iterator[Entry]:
    """Lists to verify whose three months run (四川规程 第21条), with the people still open."""
    due, named = Counter[date](), verify_tasks(session)
    for at in range(0, len(named), TOGETHER):
        for person, facts in gather(office, session, list(named)[at : at + TOGETHER]).items():
            waiting = open_task(named[person], facts)
            if waiting is not None:
                due[verification_due(waiting.received_on)] += 1
    for on, people in due.items():
        yield Entry(on, "verify", (on - today).days, people)
    for listed in session.exec(select(TaskList)):
        if listed.valid_until >= today:
            yield Entry(
                listed.valid_until,
                "list_valid",
                (listed.valid_until - today).days,
                listed.people,
                listed.id[:8],
            )


def _people(due: Counter[date], today: date) -> Iterator[Entry]:
    """Days on which people fall due, as far as they are shown."""
    for on, people in due.items():
        if today <= on <= add_months(today, AHEAD):
            yield Entry(on, "due", (on - today).days, people)


def _yearly(what: str, day: tuple[int, int], today: date) -> Entry:
    on = date(today.year, *day)
    if on < today:
        on = date(today.year + 1, *day)
    return Entry(on, what, (on - today).days)


def _month_end(today: date) -> Entry:
    """Data of the month: new recipients, duplicates, failed checks, payment status (粤社保函〔2019〕105号: 按月)."""
    on = add_months(today.replace(day=1), 1) - timedelta(days=1)
    return Entry(on, "monthly", (on - today).days)
