"""What became of a list to verify: with which list somebody left, how many days are left, what came back (第21条)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlmodel import Session, col, func, select

from fieldsuite.clock import instant, local_date
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.cases import latest_decisions
from fieldsuite.province.list_files import ListFile
from fieldsuite.records import TELLING
from fieldsuite.rules.lists import days_left, is_late, verification_due
from fieldsuite.tables import Assignment, Decision, Journal, TaskList

State = Literal["new", "assigned", "sent", "back", "held", "returned"]
"""Not yet put on a list, put on the next one, on its way, a record came back, is held, was returned."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How far the verification of one person is."""

    state: State = "new"
    sent_on: date | None = None
    """Day of the first list of its office that named the person without a break."""
    due_on: date | None = None
    """Last day on which the result is in time: three months after the list (第21条)."""
    days: int | None = None
    """Days until then; negative once it is late."""


TOGETHER = 1_000
"""People asked about in one query."""
NEW = Verification()
"""Of somebody who is on no list yet."""


@dataclass(frozen=True, slots=True)
class SentList:
    """One list that left for an office, and what came back of those to be verified."""

    list_id: str
    site: str
    name: str
    """The office as people call it."""
    seq: int
    sent_on: date
    due_on: date
    days: int
    to_verify: int
    back: int
    """Of them, people of whom a record came after the list left."""
    late: int
    """Records among those that came after the three months: taken, and marked."""

    @property
    def open(self) -> int:
        """Of whom nothing came yet."""
        return self.to_verify - self.back


def on_the_way(session: Session) -> Any:
    """Give the query for everybody who is on the newest list to verify of an office, or will be on the next one."""
    newest = (
        select(TaskList.site, func.max(TaskList.seq).label("seq")).group_by(col(TaskList.site)).subquery()
    )
    sent = select(TaskList.id).join(
        newest, (col(TaskList.site) == newest.c.site) & (col(TaskList.seq) == newest.c.seq)
    )
    listed = (col(Assignment.list_id) == "") | col(Assignment.list_id).in_(sent)
    return select(Assignment.person_id).where(Assignment.kind == "verify", listed)


def verifications(
    office: Office, session: Session, people: Collection[str] | None = None
) -> Mapping[str, Verification]:
    """Say for these people, or all, who were ever put on a list to verify, how far it is; who is missing is ``new``."""
    today = office.today()
    newest = dict(
        session.exec(select(TaskList.site, func.max(TaskList.seq)).group_by(col(TaskList.site))).all()
    )
    made: dict[str, Verification] = {}
    query = select(Assignment, TaskList).where(Assignment.list_id == TaskList.id, Assignment.kind == "verify")
    if people is not None:
        query = query.where(col(Assignment.person_id).in_(people))
    named, since = set[str](), dict[str, tuple[date, str]]()
    last = dict[str, int]()
    for task, listed in session.exec(query.order_by(col(TaskList.seq))):
        if (
            listed.seq - last.get(task.person_id, -1) > 1
        ):  # a list in between did not name them: a new verification
            since[task.person_id] = (listed.received_on, listed.issued_at)
        last[task.person_id] = listed.seq
        if listed.seq == newest[listed.site]:
            named.add(task.person_id)
    came = _came_back(session, named)
    for person in named:
        on, at = since[person]
        made[person] = Verification(
            _state(came.get(person), at), on, verification_due(on), days_left(on, today)
        )
    waits = select(Assignment.person_id).where(Assignment.list_id == "", Assignment.kind == "verify")
    if people is not None:
        waits = waits.where(col(Assignment.person_id).in_(people))
    for person in session.exec(waits):
        made.setdefault(person, Verification("assigned"))
    return made


def sent_lists(office: Office) -> tuple[SentList, ...]:
    """Give every list to verify that left, the newest first, with what came back of it."""
    office.require_province()
    with office.store.session() as session:
        lists = list(
            session.exec(select(TaskList).order_by(col(TaskList.issued_at).desc(), col(TaskList.seq).desc()))
        )
        named: dict[str, list[str]] = {}
        for task in session.exec(select(Assignment).where(Assignment.kind == "verify")):
            named.setdefault(task.list_id, []).append(task.person_id)
        came = _came_back(session, {person for people in named.values() for person in people})
    rows = []
    for one in lists:
        people, due = named.get(one.id, []), verification_due(one.received_on)
        back = [came[person][0] for person in people if person in came and came[person][0] >= one.issued_at]
        days = [local_date(instant(at), office.config.timezone) for at in back]
        rows.append(
            SentList(one.id, one.site, site_name(office, one.site), one.seq, one.received_on, due,
                     days_left(one.received_on, office.today()),
                     len(people), len(back), sum(is_late(one.received_on, day) for day in days))
        )  # fmt: skip
    return tuple(row for row in rows if row.to_verify)


def write(office: Office, out: Path, rows: Sequence[SentList]) -> ListFile:
    """Write how far the lists are as Excel, CSV or PDF. Raises what ``list_files.write`` raises."""
    return list_files.write(office, out, "待核实名单核实进度", COLUMNS, rows)


COLUMNS = (
    ("name", "经办点", "office", 20), ("seq", "名单号", "list", 8), ("sent_on", "下发日期", "sent on", 12),
    ("due_on", "核实截止", "verify until", 12), ("days", "剩余天数", "days left", 10),
    ("to_verify", "待核实人数", "to verify", 10), ("back", "已反馈", "came back", 10), ("open", "未反馈", "open", 10),
    ("late", "逾期反馈", "late", 10),
)  # fmt: skip
"""Columns of the file: key, Chinese, English, share of the width of a page."""


def site_name(office: Office, site: str) -> str:
    """Give the name of an office as the trust statement says it, or its code."""
    return office.trust.office_name(site) if office.trust else site


def _came_back(session: Session, people: Collection[str]) -> dict[str, tuple[str, Decision | None]]:
    """Give the newest record of each of these people that an office sent, and what was decided of it."""
    newest: dict[str, tuple[str, str]] = {}
    asked = sorted(people)
    for at in range(0, len(asked), TOGETHER):
        query = select(Journal.person_id, Journal.id, Journal.recorded_at).where(
            col(Journal.kind).in_(TELLING),
            col(Journal.status).in_(("stored", "conflict")),
            col(Journal.person_id).in_(asked[at : at + TOGETHER]),
        )
        for person, record, recorded_at in session.exec(query.order_by(col(Journal.recorded_at))):
            newest[person] = recorded_at, record
    decided = dict[str, Decision]()
    records = [record for _, record in newest.values()]
    for at in range(0, len(records), TOGETHER):
        decided.update(latest_decisions(session, records[at : at + TOGETHER]))
    return {person: (at, decided.get(record)) for person, (at, record) in newest.items()}


def _state(came: tuple[str, Decision | None] | None, sent_at: str) -> State:
    if came is None or came[0] < sent_at:
        return "sent"
    decision = came[1]
    if decision is not None and decision.status in ("held", "returned"):
        return "held" if decision.status == "held" else "returned"
    return "back"
