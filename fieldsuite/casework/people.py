"""Find people and show one: by name, by pinyin initials, or by the last four characters of the ID number."""

import unicodedata
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from fieldsuite.casework import history, score_history
from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.outlooks import asking
from fieldsuite.casework.outlooks.asking import Which
from fieldsuite.casework.outlooks.computing import ROW, bring_up, outlook
from fieldsuite.casework.reach import require_own
from fieldsuite.casework.tasks import open_task, seen_today, verify_tasks
from fieldsuite.casework.views import BenefitView, ConsentView, PersonCard, PersonRow, TemplateView
from fieldsuite.clock import age, instant, local_date, stamp
from fieldsuite.errors import OfficeError
from fieldsuite.facts import gather
from fieldsuite.name_keys import begins, people_called
from fieldsuite.office import Office
from fieldsuite.rules.areas import begins_with
from fieldsuite.tables import Journal, Look, NameKey, Outlook, Person
from fieldsuite.tidy import tidy

__all__ = ["Which", "card", "current_consent", "find", "one", "these", "unmask"]

DOTS = "・･•‧．∙⋅"
"""Dots that are typed for the one in a name, U+00B7."""


def find(
    office: Office, query: str = "", *, which: Which = "all", limit: int | None = 200
) -> tuple[PersonRow, ...]:
    """Find people; ``query`` is a part of the name, pinyin or initials, a person number, or an ID number or its end.

    ``limit`` is for what is shown to choose from: who goes through a list asks for None, all. Raises OfficeError at
    the provincial desk for the lists of a field office's day.
    """
    words, today = tidy(query.strip()), office.today()
    if which != "all":
        office.require_field()
    if which == "all" and (limit is not None or office.config.kind == "province"):
        with office.store.session() as session:
            few = _first(session, words, limit, _own_level(office))
            if office.config.kind == "province":
                return _at_desk(office, session, few, words)
        return these(office, few, first=words)
    for _ in bring_up(office):
        pass
    with office.store.session() as session:
        seen = seen_today(office, session)
        where = asking.listed(which, today, seen)
        if words:
            where &= ROW.person_id.in_(select(Person.id).where(_fits(words)))
        return tuple(asking.rows(session, today, where, seen=seen, first=words, limit=limit))


def these(office: Office, ids: Collection[str], *, first: str = "") -> tuple[PersonRow, ...]:
    """Give the lines of these people of a field office, who needs most first; before them who is called ``first``."""
    few, today = list(ids), office.today()
    for _ in bring_up(office, few):
        pass
    with office.store.session() as session:
        seen = seen_today(office, session)
        return tuple(asking.rows(session, today, ROW.person_id.in_(few), seen=seen, first=first))


def _at_desk(office: Office, session: Session, found: Sequence[str], words: str) -> tuple[PersonRow, ...]:
    """Show people at the provincial desk, which keeps other rows: the rules are asked about those who are shown."""
    facts, tasks, today = gather(office, session, found), verify_tasks(session, found), office.today()
    said = sorted(
        (Outlook(person_id=who, **outlook(facts[who], tasks.get(who, ()), today)) for who in found),
        key=lambda row: (row.name != words, row.urgency, row.deadline, row.village, row.name),
    )
    seen = seen_today(office, session)
    return tuple(asking.shown(facts[row.person_id].person, row, today, seen) for row in said)


def _own_level(office: Office) -> list[ColumnElement[bool]]:
    """第38条: a desk sees the people of its own level; whose insured place is unknown, every desk."""
    if office.config.kind == "province" and (begin := begins_with(office.config.area)):
        return [or_(col(Person.insured_area) == "", col(Person.insured_area).startswith(begin))]
    return []


def _first(
    session: Session, words: str, limit: int | None, conditions: Sequence[ColumnElement[bool]]
) -> list[str]:
    """Give the first who fit; without words the first villages. A number is looked up before a name."""
    query = select(Person.id).where(*conditions)
    if not words:
        return list(session.exec(query.order_by(col(Person.village), col(Person.name)).limit(limit)))
    if limit is None:
        return list(session.exec(query.where(_fits(words))))
    found = dict.fromkeys(session.exec(query.where(_numbered(words)).limit(limit)))
    for typed in dict.fromkeys((words, _typed(words))):
        found |= dict.fromkeys(people_called(session, typed, limit, conditions))
    return list(found)[:limit]


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
        tasks = verify_tasks(session, [person.id])[person.id]
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
