"""待核实: who on the lists is still to be verified, how long that may take, and who was seen today."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from fieldsuite.facts import Facts, refused
from fieldsuite.office import Office
from fieldsuite.rules.lists import days_left
from fieldsuite.tables import Assignment, Journal, TaskList

LOST = ("death", "missing", "prison")
"""Findings that answer a verification; an objection asks for one (四川规程 第26条)."""


@dataclass(frozen=True, slots=True)
class VerifyTask:
    """A person on the verification list (待核实人员名单)."""

    reason: str
    received_on: date

    def open(self, facts: Facts) -> bool:
        """True until the person was certified after the list came, or found dead, missing or in prison."""
        lost = any(event.kind in LOST for event in facts.events)
        return not lost and not any(made.on >= self.received_on for made in facts.certified)

    def days_left(self, today: date) -> int:
        """Days until three months after the receipt of the list are over (四川规程 第21条)."""
        return days_left(self.received_on, today)


def open_task(tasks: Sequence[VerifyTask], facts: Facts) -> VerifyTask | None:
    """Give the oldest verification that is still open: a newer list does not start the three months anew."""
    return next((task for task in tasks if task.open(facts)), None)


def seen_today(office: Office, session: Session) -> set[str]:
    """Who was visited, or verified with success, today: they leave the day's plan, unless it was returned."""
    query = select(Journal.id, Journal.person_id, Journal.payload).where(
        Journal.occurred_on == office.today(), col(Journal.kind).in_(("visit", "verification"))
    )
    rows = [(record, who) for record, who, said in session.exec(query) if said.get("passed", True)]
    returned = refused(session, [record for record, _ in rows]) if rows else set()
    return {who for record, who in rows if record not in returned}


def verify_tasks(session: Session, people: Collection[str] | None = None) -> dict[str, list[VerifyTask]]:
    """Give the verifications of everybody, or of these, whom the newest list still names for one, oldest list first.

    A list names everybody of the office, so who is no longer named for it was verified or withdrawn by the province.
    """
    per_site = select(TaskList.site, func.max(TaskList.seq)).group_by(col(TaskList.site))
    newest = dict(session.exec(per_site).all())
    query = (
        select(Assignment.person_id, Assignment.reason, TaskList.site, TaskList.seq)
        .join(TaskList, col(Assignment.list_id) == col(TaskList.id))
        .add_columns(col(TaskList.received_on))
        .where(col(Assignment.kind) == "verify")
        .order_by(col(TaskList.seq))
    )
    if people is not None:
        query = query.where(col(Assignment.person_id).in_(people))
    rows = session.connection().execute(query).all()
    named = {who for who, _, site, seq, _ in rows if seq == newest[site]}
    found: dict[str, list[VerifyTask]] = defaultdict(list)
    for who, reason, _, _, received_on in rows:
        if who in named:
            found[who].append(VerifyTask(reason, received_on))
    return found
