"""任务名单 out: a signed list of everybody an office looks after, or of what has changed since the one before (增量).

A list that holds only changes says which list it follows; an office takes it when that is its newest. Stick and outbox
keep the last whole list and every change after it, so that a stick that was missed is made up for by the next. A whole
list goes out again when the office has other machines than the last one was sealed to, after ``WHOLE_AGAIN``, after
``MOST`` changes in a row, or when most of it is new.
"""

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from fieldsuite.clock import instant, local_date, stamp
from fieldsuite.documents import ListedPerson, ListedTask, WorkList
from fieldsuite.facts import Facts, gather
from fieldsuite.letters import write
from fieldsuite.office import Office
from fieldsuite.province import provisioning
from fieldsuite.relays import served
from fieldsuite.tables import (
    Assignment,
    KnownCertification,
    KnownEvent,
    ListedBefore,
    Person,
    SentLetter,
    TaskList,
)

LIST_LIFE = timedelta(days=92)
"""How long a work list holds: three months (四川规程 第21条)."""
WHOLE_AGAIN = timedelta(days=31)
"""A whole list is at most so old when changes follow it: it must hold itself when a late stick is read."""
MOST = 12
"""Changes in a row: an office that missed them all reads so many letters."""
TOGETHER = 1_000
"""People gathered at a time."""


def seal(office: Office, session: Session, site: str, *, whole: bool = False) -> int:
    """Seal the next list of an office; its number is one more than the last. Gives how many people are on it.

    ``whole``: everybody, whatever was sent before. Raises OfficeError when the trust knows no machine of the office,
    SyncError when the disk is full.
    """
    # A township desk knows by name those whom it reviews.
    people = _people(office, session, {site, *served(office.require_trust(), site)})
    before = {
        row.person_id: row for row in session.exec(select(ListedBefore).where(ListedBefore.site == site))
    }
    digests = {one.id: _digest(one) for one in people}
    changed = [one for one in people if one.id not in before or before[one.id].digest != digests[one.id]]
    chain = _chain(session, site)
    sealed_to = _sealed_to(office, site)
    since = (
        0 if whole or _must_be_whole(office, chain, sealed_to, len(changed), len(people)) else chain[-1].seq
    )
    gone = tuple(sorted(set(before) - set(digests))) if since else ()
    worklist = WorkList(
        list=uuid.uuid4().hex,
        seq=len(session.exec(select(TaskList.id).where(TaskList.site == site)).all()) + 1,
        site=site,
        issued=stamp(office.now()),
        valid_until=office.today() + LIST_LIFE,
        people=tuple(changed) if since else people,
        epochs=provisioning.listed(office, session, site),
        since=since,
        gone=gone,
        everybody=len(people),
    )
    session.add(
        TaskList(id=worklist.list, seq=worklist.seq, site=site, issued_at=worklist.issued, received_on=office.today(),
                 valid_until=worklist.valid_until, people=len(people), since=since, sealed_to=sealed_to)
    )  # fmt: skip
    write(office, session, "tasks", worklist, site, worklist.list)
    for one in people:
        _remember(session, worklist.list, one)
    for one in changed:
        session.merge(ListedBefore(site=site, person_id=one.id, digest=digests[one.id]))
    for name in set(before) - set(digests):
        session.delete(before[name])
    return len(people)


def newest(session: Session, site: str) -> set[str]:
    """Give the lists an office may need: the last whole one and every change after it."""
    return {row.id for row in _chain(session, site)}


def letters(session: Session, site: str) -> list[SentLetter]:
    """Give every receipt and decision of the office, and the lists it may need: older ones would be refused."""
    query = select(SentLetter).where(SentLetter.site == site).order_by(col(SentLetter.sealed_at))
    needed = newest(session, site)
    return [letter for letter in session.exec(query) if letter.kind != "tasks" or letter.about in needed]


def _chain(session: Session, site: str) -> list[TaskList]:
    """Give the last whole list and what followed it, in order; empty when none was sent."""
    rows = session.exec(select(TaskList).where(TaskList.site == site).order_by(col(TaskList.seq).desc()))
    found: list[TaskList] = []
    for row in rows:
        found.insert(0, row)
        if not row.since:
            break
    return found


def _must_be_whole(
    office: Office, chain: Sequence[TaskList], sealed_to: str, changed: int, people: int
) -> bool:
    if not chain or len(chain) > MOST or 2 * changed > people:
        return True
    issued = local_date(instant(chain[0].issued_at), office.config.timezone)
    return office.today() - issued > WHOLE_AGAIN or any(row.sealed_to != sealed_to for row in chain)


def _sealed_to(office: Office, site: str) -> str:
    """Name the machines a letter would be sealed to now: a new one cannot open what went before."""
    trust = office.require_trust()
    keys = (*trust.by_role("device", site), *trust.by_role("relay", site))
    machines = sorted(f"{key.kid} {key.recipient_public}" for key in keys if key.recipient)
    return hashlib.sha256("\n".join(machines).encode()).hexdigest()


def _digest(one: ListedPerson) -> str:
    said = json.dumps(one.data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _people(office: Office, session: Session, sites: Collection[str]) -> tuple[ListedPerson, ...]:
    facts, tasks = _facts(office, session, sites), _tasks(session, sites)
    known, events = (_by_person(session, table, sites) for table in (KnownCertification, KnownEvent))
    return tuple(
        _listed(office, one, tasks[key], known[key], events[key]) for key, one in sorted(facts.items())
    )


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
