"""Find people and show one: by name, by pinyin initials, or by the last four characters of the ID number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from fieldsuite import template_store
from fieldsuite.casework import history
from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.views import BenefitView, ConsentView, PersonCard, PersonRow, TemplateView
from fieldsuite.clock import age, instant, local_date
from fieldsuite.errors import OfficeError
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.rules.lists import verification_due
from fieldsuite.tables import Assignment, Journal, Person, TaskList

Which = Literal["all", "due", "overdue", "verify", "visits"]

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

OVERDUE = frozenset({"SUSPENDED", "STOPPED", "OVERDUE_IN_MONTH"})


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


def find(office: Office, query: str = "", *, which: Which = "all", limit: int = 200) -> tuple[PersonRow, ...]:
    """Find people; ``query`` is a part of the name, pinyin or initials, a person number, or an ID number or its end."""
    with office.store.session() as session:
        statement = select(Person)
        if words := query.strip():
            statement = statement.where(_fits(words))
        if which == "all":
            statement = statement.order_by(col(Person.village), col(Person.name)).limit(limit)
        people = list(session.exec(statement))
        facts = gather(office, session, None if len(people) > 500 else [person.id for person in people])
        tasks = _tasks(session)
        seen = _seen_today(office, session)
        rows = [_row(office, facts[person.id], tasks[person.id], person.id in seen) for person in people]
    return tuple(sorted(choose(rows, which, office.today()), key=_urgency)[:limit])


def _fits(words: str) -> ColumnElement[bool]:
    plain = words.casefold().replace(" ", "")
    return or_(
        col(Person.name).contains(words),
        col(Person.search).contains(f" {plain}"),
        col(Person.id_tail) == words.upper(),
        col(Person.id_no) == words.upper(),
        col(Person.person_no) == words,
        col(Person.id) == words,
    )


def _row(office: Office, facts: Facts, tasks: Sequence[VerifyTask], seen: bool) -> PersonRow:
    person, today = facts.person, office.today()
    standings = [facts.standing(benefit, today) for benefit in facts.benefits]
    worst = min((standing.status for standing in standings), key=WORST.index, default="NOT_STARTED")
    deadlines = [
        standing.deadline for standing in standings if standing.deadline and standing.status == worst
    ]
    open_task = _open_task(tasks, facts)
    return PersonRow(
        id=person.id,
        name=person.name,
        sex=person.sex,
        age=age(person.birth, today),
        id_masked=masked_id(person.id_no),
        village=person.village,
        address=person.address,
        phone_masked=masked_phone(person.phone),
        mobility=person.mobility,
        status=worst,
        deadline=min(deadlines, default=None),
        reason=open_task.reason if open_task else "",
        verify_days=open_task.days_left(today) if open_task else None,
        seen_today=seen,
    )


def _open_task(tasks: Sequence[VerifyTask], facts: Facts) -> VerifyTask | None:
    """Give the oldest verification that is still open: a newer list does not start the three months anew."""
    return next((task for task in tasks if task.open(facts)), None)


def _seen_today(office: Office, session: Session) -> set[str]:
    """Who was visited, or verified with success, today: they leave the day's plan."""
    rows = session.exec(
        select(Journal).where(
            Journal.occurred_on == office.today(), col(Journal.kind).in_(("visit", "verification"))
        )
    )
    return {row.person_id for row in rows if row.payload.get("passed", True)}


def choose(rows: Iterable[PersonRow], which: Which, today: date) -> list[PersonRow]:
    """Keep the rows that belong on one of the home screen's lists."""
    if which == "due":
        month = (today.year, today.month)
        open_ = [row for row in rows if row.status in ("OK", "DUE_SOON", "OVERDUE_IN_MONTH", "SUSPENDED")]
        return [row for row in open_ if row.deadline and (row.deadline.year, row.deadline.month) == month]
    if which == "overdue":
        return [row for row in rows if row.status in OVERDUE]
    if which == "verify":
        return [row for row in rows if row.verify_days is not None]
    if which == "visits":
        wanted = [row for row in rows if row.verify_days is not None or row.status in (*OVERDUE, "DUE_SOON")]
        return [row for row in wanted if not row.seen_today]
    return list(rows)


def _urgency(row: PersonRow) -> tuple[object, ...]:
    return (WORST.index(row.status), row.deadline or date.max, row.village, row.name)


def _tasks(session: Session) -> dict[str, list[VerifyTask]]:
    query = select(Assignment, TaskList).where(Assignment.list_id == TaskList.id, Assignment.kind == "verify")
    found: dict[str, list[VerifyTask]] = defaultdict(list)
    for task, listed in session.exec(query.order_by(col(TaskList.seq))):
        found[task.person_id].append(VerifyTask(task.reason, listed.received_on))
    return found


def one(session: Session, who: str) -> Person:
    """Find exactly one person by id, person number, ID number or name. Raises OfficeError E_NOT_FOUND."""
    people = list(
        session.exec(
            select(Person).where(
                or_(
                    Person.id == who, Person.person_no == who, Person.id_no == who.upper(), Person.name == who
                )
            )
        )
    )
    if not people:
        raise OfficeError("office.no_person", code="E_NOT_FOUND", person=who)
    if len(people) > 1:
        raise OfficeError("office.several_people", code="E_NOT_FOUND", person=who, count=len(people))
    return people[0]


def card(office: Office, who: str) -> PersonCard:
    """Show everything about one person. Raises OfficeError E_NOT_FOUND."""
    today = office.today()
    with office.store.session() as session:
        person = one(session, who)
        facts = gather(office, session, [person.id])[person.id]
        tasks = _tasks(session)[person.id]
        rows = history.of_person(office, session, person.id)
        consent = current_consent(session, person.id)
        tries = _failed_today(office, session, person.id)
    waiting = _open_task(tasks, facts)
    return PersonCard(
        id=person.id,
        person_no=person.person_no,
        name=person.name,
        sex=person.sex,
        birth=person.birth,
        age=age(person.birth, today),
        id_kind=person.id_kind,
        id_no=person.id_no,
        id_masked=masked_id(person.id_no),
        phone=person.phone,
        phone_masked=masked_phone(person.phone),
        address=person.address,
        village=person.village,
        mobility=person.mobility,
        benefits=tuple(
            BenefitView(b.id, b.benefit, b.profile, b.start_on, facts.standing(b, today), bool(facts.pending))
            for b in facts.benefits
        ),
        history=rows,
        templates=_templates(office, person.id),
        consent=consent,
        verify_reason=waiting.reason if waiting else "",
        verify_days=waiting.days_left(today) if waiting else None,
        tries_today=tries,
    )


def current_consent(session: Session, person_id: str) -> ConsentView | None:
    """Give the consent that holds now: the newest one."""
    row = session.exec(
        select(Journal)
        .where(Journal.person_id == person_id, Journal.kind == "consent")
        .order_by(col(Journal.position).desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    said = row.payload
    return ConsentView(
        said["face"], said["voice"], row.occurred_on, said["read_by"], said["mark"], said["text_version"]
    )


def _failed_today(office: Office, session: Session, person_id: str) -> int:
    rows = session.exec(select(Journal).where(Journal.person_id == person_id, Journal.kind == "verification"))
    today = office.today()
    return sum(
        1
        for row in rows
        if not row.payload["passed"] and local_date(instant(row.recorded_at), office.config.timezone) == today
    )


def _templates(office: Office, person_id: str) -> tuple[TemplateView, ...]:
    from biometric.template import Template

    shown = []
    for row in template_store.of_person(office, person_id):
        samples = len(Template.from_bytes(row.data).vectors)
        shown.append(TemplateView(row.modality, row.engine, row.version, row.made_at, samples, samples >= 3))
    return tuple(shown)
