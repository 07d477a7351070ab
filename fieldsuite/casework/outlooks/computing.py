"""Computes the rows that hold no longer, by the rules, so many people a transaction."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, or_, select, update
from sqlmodel import Session

from fieldsuite.casework.outlooks import marks
from fieldsuite.casework.tasks import VerifyTask, open_task, verify_tasks
from fieldsuite.databases.locks import hold, without_guard
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.rule_files import rules_of
from fieldsuite.standings.computing import change_days, name_of
from fieldsuite.tables import Outlook

TABLE: Any = Outlook.__table__  # type: ignore[attr-defined]
ROW: Any = TABLE.c
WORST = (
    "DECEASED",
    "STOPPED",
    "STOPPED_PRISON",
    "SUSPENDED",
    "OVERDUE_IN_MONTH",
    "DUE_SOON",
    "OK",
    "NOT_STARTED",
)
"""Statuses from the one that needs most to the one that needs nothing."""
TOGETHER = 500
"""People whose rows are computed at a time: a fraction of a second, in which nobody else writes."""


@dataclass(frozen=True, slots=True)
class BroughtUp:
    """How many of the rows that held no longer are computed."""

    done: int
    total: int


def bring_up(office: Office, people: Sequence[str] | None = None) -> Iterator[BroughtUp]:
    """Compute the rows that do not hold today, of everybody or of these; nothing to do costs a look into indexes.

    Stopped half way it has done no harm. Raises OfficeError ``rules.unknown_profile``.
    """
    rules = rules_name(office)
    with office.store.session() as session:
        stand = marks.stand(session.connection())
        wanted = _stale(office, rules, people)
        total = session.connection().execute(select(func.count()).where(wanted)).scalar_one() if stand else 0
    if not stand:
        with _writing(office) as session:
            marks.make(session.connection())
            total = session.connection().execute(select(func.count()).where(wanted)).scalar_one()
    done = 0
    while done < total:
        yield BroughtUp(done, total)
        with _writing(office) as session:
            some = (
                session.connection()
                .execute(select(ROW.person_id).where(wanted).limit(TOGETHER))
                .scalars()
                .all()
            )
            _compute(office, session, some, rules)
        if not some:
            return
        done += len(some)
        total = max(total, done)


def rules_name(office: Office) -> str:
    """Name all that an answer rests on beside the facts: the rules, the zone of days, and whether it is practice."""
    names = sorted(name_of(profile) for profile in rules_of(office).values())
    said = "\n".join((*names, office.config.timezone, str(office.config.practice)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def outlook(facts: Facts, tasks: Sequence[VerifyTask], today: date) -> dict[str, Any]:
    """Give what a row says of one person, and the first day on which the rules may say something else."""
    standings = [(benefit, facts.standing(benefit, today)) for benefit in facts.benefits]
    worst = min((standing.status for _, standing in standings), key=WORST.index, default="NOT_STARTED")
    deadlines = [one.deadline for _, one in standings if one.deadline and one.status == worst]
    days = (day for mine, one in standings for day in change_days(facts, mine, one) if day > today)
    waiting = open_task(tasks, facts)
    return {
        "urgency": WORST.index(worst), "deadline": min(deadlines, default=date.max),
        "verify_on": waiting.received_on if waiting else None, "verify_reason": waiting.reason if waiting else "",
        "village": facts.person.village, "name": facts.person.name, "since": today,
        "until": min(days, default=date.max),
    }  # fmt: skip


def _compute(office: Office, session: Session, people: Sequence[str], rules: str) -> None:
    if not people:
        return
    facts, tasks, today = gather(office, session, people), verify_tasks(session, people), office.today()
    rows = [
        {"who": key, "rules": rules, **outlook(one, tasks.get(key, ()), today)} for key, one in facts.items()
    ]
    if rows:
        change = update(TABLE).where(ROW.person_id == bindparam("who"))
        session.connection().execute(
            change.values({name: bindparam(name) for name in rows[0] if name != "who"}), rows
        )
    if gone := set(people) - facts.keys():
        session.connection().execute(delete(TABLE).where(ROW.person_id.in_(gone)))


def _stale(office: Office, rules: str, people: Sequence[str] | None) -> ColumnElement[bool]:
    today = office.today()
    # Said as two ranges, because no index helps with "another than".
    stale = or_(ROW.until <= today, ROW.since > today, ROW.rules < rules, ROW.rules > rules)
    return stale if people is None else stale & ROW.person_id.in_(people)


@contextmanager
def _writing(office: Office) -> Iterator[Session]:
    """Begin a transaction that reads facts and writes rows of them, and let nobody change them in between."""
    with office.store.session() as session:
        if office.read_only:
            # Into the copy that is dropped at the end.
            with without_guard(session):
                yield session
        else:
            hold(session, "outlooks")
            yield session
