"""待核实: who on the lists is still to be verified, how long that may take, and who was seen today."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from fieldsuite.facts import Facts, refused
from fieldsuite.office import Office
from fieldsuite.rules.lists import verification_due
from fieldsuite.tables import Assignment, Journal, TaskList


@dataclass(frozen=True, slots=True)
class VerifyTask:
    """A person on the verification list (待核实人员名单)."""

    reason: str
    received_on: date

    def open(self, facts: Facts) -> bool:
        """True until something about the person was found out after the list came."""
        return not any(made.on >= self.received_on for made in facts.certified) and not facts.events

    def days_left(self, today: date) -> int:
        """Days until three months after the receipt of the list are over (四川规程 第21条)."""
        return (verification_due(self.received_on) - today) // timedelta(days=1)


def open_task(tasks: Sequence[VerifyTask], facts: Facts) -> VerifyTask | None:
    """Give the oldest verification that is still open: a newer list does not start the three months anew."""
    return next((task for task in tasks if task.open(facts)), None)


def seen_today(office: Office, session: Session) -> set[str]:
    """Who was visited, or verified with success, today: they leave the day's plan, unless it was returned."""
    rows = session.exec(
        select(Journal).where(
            Journal.occurred_on == office.today(), col(Journal.kind).in_(("visit", "verification"))
        )
    )
    returned = refused(session)
    return {row.person_id for row in rows if row.payload.get("passed", True) and row.id not in returned}


def verify_tasks(session: Session) -> dict[str, list[VerifyTask]]:
    """Give everybody's verifications, oldest list first."""
    query = select(Assignment, TaskList).where(Assignment.list_id == TaskList.id, Assignment.kind == "verify")
    found: dict[str, list[VerifyTask]] = defaultdict(list)
    for task, listed in session.exec(query.order_by(col(TaskList.seq))):
        found[task.person_id].append(VerifyTask(task.reason, listed.received_on))
    return found
