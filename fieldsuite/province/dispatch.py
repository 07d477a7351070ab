"""Send an office what it waits for: receipts, decisions, and a fresh signed work list, on a stick."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, func, select

from fieldsuite.clock import stamp
from fieldsuite.documents import DecisionLine, Decisions
from fieldsuite.errors import OfficeError
from fieldsuite.letters import write
from fieldsuite.office import Office
from fieldsuite.province import publish, task_lists
from fieldsuite.province.lanes import hold_lanes
from fieldsuite.relays import served
from fieldsuite.tables import (
    Decision,
    Journal,
)
from sync.transport import Copying, SafeToPull, copy_to


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What was written for an office."""

    site: str
    files: tuple[str, ...]
    receipts: int
    decisions: int
    people: int


def send(
    office: Office, site: str, folder: Path, *, with_list: bool = True, whole: bool = False
) -> Iterator[Copying | SafeToPull | Dispatched]:
    """Write every receipt of the office, its undelivered decisions and a new list to ``folder``; Dispatched comes last.

    Letters are sealed and numbered before they are copied: a stick that is pulled too early loses nothing, and
    what was sealed is written again next time. The list holds what has changed since the one before, where the office
    can read it so (``task_lists``); ``whole``: everybody. Raises OfficeError E_NOT_FOUND when the trust knows no such
    office.
    """
    office.require_province()
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))
    # A township desk carries what its coordinators wait for, sealed to them.
    sites = (site, *served(office.require_trust(), site))
    with office.store.session() as session:
        hold_lanes(office, session, sites)
        decided = sum(_decisions(office, session, each) for each in sites)
        people = (
            sum(task_lists.seal(office, session, each, whole=whole) for each in sites) if with_list else 0
        )
        letters = [letter for each in sites for letter in task_lists.letters(session, each)]
    # Keys of new offices, revocations and rules travel with every stick.
    written = [str(publish.carry(office, folder).path)]
    for letter in letters:
        for step in copy_to(office.home.outbox / letter.path, folder):
            if isinstance(step, SafeToPull):
                written.append(str(step.path))
            yield step
    yield Dispatched(
        site, tuple(written), sum(letter.kind == "receipt" for letter in letters), decided, people
    )


def unanswered(office: Office) -> dict[str, int]:
    """Give how many decisions have not left yet, by the office they are for."""
    query = select(Journal.site, func.count()).join(Decision, col(Journal.id) == col(Decision.record_id)).where(
        col(Decision.sent_in).is_(None)).group_by(Journal.site).order_by(Journal.site)  # fmt: skip
    with office.store.session() as session:
        return {site: number for site, number in session.exec(query) if site}


def send_unanswered(office: Office, folder: Path) -> Iterator[Copying | SafeToPull | Dispatched]:
    """Write to every office that waits for a decision, one after the other; one Dispatched an office.

    Every letter is sealed to its office: what lies beside it in the same folder tells it nothing.
    """
    for site in unanswered(office):
        yield from send(office, site, folder)


def _decisions(office: Office, session: Session, site: str) -> int:
    """Seal the decisions that have not left yet into one letter."""
    query = select(Decision, Journal).join(Journal, col(Journal.id) == col(Decision.record_id)).where(
        col(Decision.sent_in).is_(None), Journal.site == site).order_by(col(Decision.position))  # fmt: skip
    rows = list(session.exec(query))
    if not rows:
        return 0
    number = uuid.uuid4().hex
    lines = tuple(_line(decision, journal) for decision, journal in rows)
    write(
        office,
        session,
        "decision",
        Decisions(decision=number, site=site, issued=stamp(office.now()), records=lines),
        site,
        number,
    )
    for decision, _ in rows:
        decision.sent_in = number
        session.add(decision)
    return len(rows)


def _line(decision: Decision, journal: Journal) -> DecisionLine:
    return DecisionLine.read(
        {
            # A record that contradicts another of its number is kept under an own one; the office knows the number.
            "id": journal.id.split("~")[0],
            "bundle": journal.bundle or "",
            "status": decision.status,
            "code": decision.code,
            "todo": decision.todo,
            "deadlines": [{"benefit": name, "deadline": day} for name, day in decision.deadlines.items()],
            "suspension_lifted": decision.suspension_lifted,
            "back_pay": decision.back_pay,
        }
    )
