"""日程: every deadline of the office with the days that are left: lists, reports, months in which people fall due."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from fieldsuite.casework.tasks import open_task, verify_tasks
from fieldsuite.facts import Facts, gather
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
        facts = gather(office, session)
        found = [*_lists(session, facts, today), *_people(facts, today)]
    profiles = {benefit.profile for one in facts.values() for benefit in one.benefits}
    found += [_yearly("plan", PLAN, today), _yearly("summary", SUMMARY, today), _month_end(today)]
    if "inner-mongolia" in profiles:
        found.append(_yearly("cut_off", CUT_OFF, today))
    return tuple(sorted(found, key=lambda one: (one.on, one.what)))


def _lists(session: Session, facts: dict[str, Facts], today: date) -> Iterator[Entry]:
    """Lists to verify whose three months run (四川规程 第21条), with the people still open."""
    due: Counter[date] = Counter()
    for person, tasks in verify_tasks(session).items():
        waiting = open_task(tasks, facts[person]) if person in facts else None
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


def _people(facts: dict[str, Facts], today: date) -> Iterator[Entry]:
    """Days on which people fall due, counted; months from which they are suspended."""
    horizon = add_months(today, AHEAD)
    due: Counter[date] = Counter()
    for one in facts.values():
        for benefit in one.benefits:
            deadline = one.standing(benefit, today).deadline
            if deadline is not None and today <= deadline <= horizon:
                due[deadline] += 1
    for on, people in due.items():
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
