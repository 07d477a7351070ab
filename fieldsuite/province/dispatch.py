"""Send an office what it waits for: receipts, decisions, and a fresh signed work list, on a stick."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from fieldsuite.clock import stamp
from fieldsuite.documents import DecisionLine, Decisions, ListedPerson, ListedTask, WorkList
from fieldsuite.errors import OfficeError
from fieldsuite.facts import Facts, gather
from fieldsuite.letters import write
from fieldsuite.office import Office
from fieldsuite.province import provisioning, publish
from fieldsuite.province.lanes import hold_lanes
from fieldsuite.relays import served
from fieldsuite.tables import (
    Assignment,
    Decision,
    Journal,
    KnownCertification,
    KnownEvent,
    Person,
    SentLetter,
    TaskList,
)
from sync.transport import Copying, SafeToPull, copy_to

LIST_LIFE = timedelta(days=92)
"""How long a work list holds: three months (四川规程 第21条)."""


TOGETHER = 1_000
"""People gathered at a time."""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What was written for an office."""

    site: str
    files: tuple[str, ...]
    receipts: int
    decisions: int
    people: int


def send(
    office: Office, site: str, folder: Path, *, with_list: bool = True
) -> Iterator[Copying | SafeToPull | Dispatched]:
    """Write every receipt of the office, its undelivered decisions and a new list to ``folder``; Dispatched comes last.

    Letters are sealed and numbered before they are copied: a stick that is pulled too early loses nothing, and
    what was sealed is written again next time. Raises OfficeError E_NOT_FOUND when the trust knows no such office.
    """
    office.require_province()
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))
    # A township desk carries what its coordinators wait for, sealed to them.
    sites = (site, *served(office.require_trust(), site))
    with office.store.session() as session:
        hold_lanes(office, session, sites)
        decided = sum(_decisions(office, session, each) for each in sites)
        people = sum(_list(office, session, each) for each in sites) if with_list else 0
        letters = [letter for each in sites for letter in _newest(session, each)]
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


def _newest(session: Session, site: str) -> list[SentLetter]:
    """Give every receipt and decision of the office, and only the newest list: an older one would be refused."""
    letters = list(
        session.exec(select(SentLetter).where(SentLetter.site == site).order_by(col(SentLetter.sealed_at)))
    )
    newest = session.exec(
        select(TaskList.id).where(TaskList.site == site).order_by(col(TaskList.seq).desc())
    ).first()
    return [letter for letter in letters if letter.kind != "tasks" or letter.about == newest]


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


def _list(office: Office, session: Session, site: str) -> int:
    """Seal a new list of everybody the office looks after; its number is one more than the last."""
    # A township desk knows by name those whom it reviews.
    sites = {site, *served(office.require_trust(), site)}
    facts = _facts(office, session, sites)
    tasks = _tasks(session, sites)
    known, events = (_by_person(session, table, sites) for table in (KnownCertification, KnownEvent))
    seq = len(session.exec(select(TaskList.id).where(TaskList.site == site)).all()) + 1
    people = tuple(
        _listed(office, one, tasks[key], known[key], events[key]) for key, one in sorted(facts.items())
    )
    until = office.today() + LIST_LIFE
    number = uuid.uuid4().hex
    worklist = WorkList(
        list=number,
        seq=seq,
        site=site,
        issued=stamp(office.now()),
        valid_until=until,
        people=people,
        epochs=provisioning.listed(office, session, site),
    )
    session.add(
        TaskList(
            id=number,
            seq=seq,
            site=site,
            issued_at=worklist.issued,
            received_on=office.today(),
            valid_until=until,
            people=len(people),
        )
    )
    write(office, session, "tasks", worklist, site, number)
    for one in people:
        _remember(session, number, one)
    return len(people)


def _remember(session: Session, number: str, one: ListedPerson) -> None:
    """Keep with which list somebody left to be verified: from it the three months run (四川规程 第21条)."""
    for at, task in enumerate(one.tasks):
        if task.kind == "verify":
            session.add(
                Assignment(id=f"{number}-{one.id}-{at}", list_id=number, person_id=one.id, kind="verify",
                           reason=task.reason, visit_on=task.visit_on)
            )  # fmt: skip


def _facts(office: Office, session: Session, sites: Collection[str]) -> dict[str, Facts]:
    """Gather what is known of the people of these offices, and of nobody else: a province has twenty million."""
    people = session.exec(select(Person.id).where(col(Person.site).in_(sites)).order_by(Person.id)).all()
    found: dict[str, Facts] = {}
    for at in range(0, len(people), TOGETHER):
        found.update(gather(office, session, people[at : at + TOGETHER]))
    return found


def _by_person(session: Session, table: Any, sites: Collection[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    theirs = select(table).join(Person, col(Person.id) == table.person_id).where(col(Person.site).in_(sites))
    for row in session.exec(theirs):
        found[row.person_id].append(row)
    return found


def _tasks(session: Session, sites: Collection[str]) -> dict[str, list[ListedTask]]:
    found: dict[str, list[ListedTask]] = defaultdict(list)
    waiting = select(Assignment).join(Person, col(Person.id) == col(Assignment.person_id))
    for row in session.exec(waiting.where(Assignment.list_id == "", col(Person.site).in_(sites))):
        found[row.person_id].append(ListedTask(kind=row.kind, reason=row.reason, visit_on=row.visit_on))  # type: ignore[arg-type]
    return found


def _listed(
    office: Office,
    one: Facts,
    tasks: list[ListedTask],
    known: list[KnownCertification],
    events: list[KnownEvent],
) -> ListedPerson:
    person = one.person
    if not tasks and any(
        one.standing(benefit, office.today()).status == "DUE_SOON" for benefit in one.benefits
    ):
        tasks = [ListedTask(kind="due")]
    return ListedPerson.read(
        {
            **person.model_dump(exclude={"id_tail", "site", "search"}),
            "benefits": [_bare(benefit) for benefit in one.benefits],
            "certified": [_bare(row) for row in known],
            "events": [_bare(row) for row in events],
            "tasks": tasks,
        }
    )


def _bare(row: Any) -> dict[str, Any]:
    return {key: value for key, value in row.model_dump().items() if key != "person_id"}
