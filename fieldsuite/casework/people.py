"""Find people and show one: by name, by pinyin initials, or by the last four characters of the ID number."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from fieldsuite.casework import history, score_history
from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.reach import require_own
from fieldsuite.casework.tasks import VerifyTask, open_task, seen_today, verify_tasks
from fieldsuite.casework.views import BenefitView, ConsentView, PersonCard, PersonRow, TemplateView
from fieldsuite.clock import age, instant, local_date, stamp
from fieldsuite.errors import OfficeError
from fieldsuite.facts import Facts, gather
from fieldsuite.name_keys import begins, people_called
from fieldsuite.office import Office
from fieldsuite.rules.areas import begins_with
from fieldsuite.tables import Journal, Look, NameKey, Person
from fieldsuite.tidy import tidy

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

DOTS = "・･•‧．∙⋅"
"""Dots that are typed for the one in a name, U+00B7."""

OVERDUE = frozenset({"SUSPENDED", "STOPPED", "OVERDUE_IN_MONTH"})


def find(
    office: Office, query: str = "", *, which: Which = "all", limit: int | None = 200
) -> tuple[PersonRow, ...]:
    """Find people; ``query`` is a part of the name, pinyin or initials, a person number, or an ID number or its end.

    ``limit`` is for what is shown to choose from: who goes through a list asks for None, all.
    """
    words = tidy(query.strip())
    with office.store.session() as session:
        if which == "all" and limit is not None:
            people = _first(session, words, limit, _own_level(office))
        else:
            fitting = [_fits(words)] if words else []
            people = list(session.exec(select(Person).where(*_own_level(office), *fitting)))
        facts = gather(office, session, None if len(people) > 500 else [person.id for person in people])
        tasks = verify_tasks(session)
        seen = seen_today(office, session)
        rows = [_row(office, facts[person.id], tasks[person.id], person.id in seen) for person in people]
    kept = sorted(choose(rows, which, office.today()), key=lambda row: (row.name != words, _urgency(row)))
    return tuple(kept[:limit])


def _own_level(office: Office) -> list[ColumnElement[bool]]:
    """第38条: a desk sees the people of its own level; whose insured place is unknown, every desk."""
    if office.config.kind == "province" and (begin := begins_with(office.config.area)):
        return [or_(col(Person.insured_area) == "", col(Person.insured_area).startswith(begin))]
    return []


def _first(
    session: Session, words: str, limit: int, conditions: Sequence[ColumnElement[bool]]
) -> list[Person]:
    """Give the first who fit; without words the first villages. A number is looked up before a name."""
    query = select(Person).where(*conditions)
    if not words:
        return list(session.exec(query.order_by(col(Person.village), col(Person.name)).limit(limit)))
    found = dict.fromkeys(session.exec(select(Person.id).where(*conditions, _numbered(words)).limit(limit)))
    for typed in dict.fromkeys((words, _typed(words))):
        found |= dict.fromkeys(people_called(session, typed, limit, conditions))
    return list(session.exec(select(Person).where(col(Person.id).in_(list(found)[:limit]))))


def _fits(words: str) -> ColumnElement[bool]:
    called = [begins(typed) for typed in dict.fromkeys((words, _typed(words)))]
    return or_(col(Person.id).in_(select(NameKey.person_id).where(or_(*called))), _numbered(words))


def _numbered(words: str) -> ColumnElement[bool]:
    return or_(col(Person.id_tail) == _typed(words).upper(), _is(words))


def _typed(words: str) -> str:
    """Undo what a keyboard does to a name or a number: full width, spaces, another dot."""
    dotted = "".join("·" if char in DOTS else char for char in tidy(words) if not char.isspace())
    return unicodedata.normalize("NFKC", dotted)


def _is(who: str) -> ColumnElement[bool]:
    """Match one person by id, person number or ID number; a number may be typed x or X, with spaces or hyphens."""
    who, typed = tidy(who), _typed(who)
    numbers = {who, typed, typed.upper(), typed.lower(), typed.upper().replace("-", "")}
    return or_(Person.id == who, Person.person_no == typed, col(Person.id_no).in_(numbers))


def _row(office: Office, facts: Facts, tasks: Sequence[VerifyTask], seen: bool) -> PersonRow:
    person, today = facts.person, office.today()
    standings = [facts.standing(benefit, today) for benefit in facts.benefits]
    worst = min((standing.status for standing in standings), key=WORST.index, default="NOT_STARTED")
    deadlines = [
        standing.deadline for standing in standings if standing.deadline and standing.status == worst
    ]
    waiting = open_task(tasks, facts)
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
        reason=waiting.reason if waiting else "",
        verify_days=waiting.days_left(today) if waiting else None,
        seen_today=seen,
    )


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


def one(session: Session, who: str) -> Person:
    """Find exactly one person by id, person number, ID number or name. Raises OfficeError E_NOT_FOUND."""
    people = list(
        session.exec(select(Person).where(or_(_is(who), col(Person.name).in_((tidy(who), _typed(who))))))
    )
    if not people:
        raise OfficeError("office.no_person", code="E_NOT_FOUND", person=who)
    if len(people) > 1:
        raise OfficeError("office.several_people", code="E_NOT_FOUND", person=who, count=len(people))
    return people[0]


def card(office: Office, who: str) -> PersonCard:
    """Show everything about one person. Raises OfficeError E_NOT_FOUND; E_ROLE for one of another desk's area."""
    today = office.today()
    with office.store.session() as session:
        person = one(session, who)
        require_own(office, person)
        facts = gather(office, session, [person.id])[person.id]
        tasks = verify_tasks(session)[person.id]
        rows = history.of_person(office, session, person.id)
        consent = current_consent(session, person.id)
        tries = _failed_today(office, session, person.id)
    waiting = open_task(tasks, facts)
    return PersonCard(
        id=person.id,
        person_no=person.person_no,
        name=person.name,
        sex=person.sex,
        birth=person.birth,
        age=age(person.birth, today),
        id_kind=person.id_kind,
        id_masked=masked_id(person.id_no),
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


def unmask(office: Office, person_id: str) -> tuple[str, str]:
    """Give the ID number and the phone number in the clear; who looked is noted."""
    with office.store.session() as session:
        person = one(session, person_id)
        require_own(office, person)
        session.add(Look(person_id=person.id, officer=office.officer.id, at=stamp(office.now())))
        return person.id_no, person.phone


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
    found = sorted(score_history.of_people(office, [person_id]), key=lambda one: (one.modality, one.variant))
    return tuple(
        TemplateView(
            one.modality, one.engine, one.version, one.made_at, one.captures, one.captures >= 3, one.variant,
            one.advice, one.state, one.review_until,
        )
        for one in found
    )  # fmt: skip
