"""The lists of the home screen and their numbers, read from rows that hold today."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlmodel import Session, col

from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.outlooks.computing import ROW, TABLE, WORST
from fieldsuite.casework.views import PersonRow
from fieldsuite.clock import age
from fieldsuite.rules.lists import days_left
from fieldsuite.rules.months import add_months
from fieldsuite.tables import Person

Which = Literal["all", "due", "overdue", "verify", "visits"]

OPEN = ("OK", "DUE_SOON", "OVERDUE_IN_MONTH", "SUSPENDED")
"""Statuses that a certification in time keeps or heals: whose last day lies in this month is due in it."""
OVERDUE = ("SUSPENDED", "STOPPED", "OVERDUE_IN_MONTH")
VISITED = (*OVERDUE, "DUE_SOON")
ORDER = (ROW.urgency, ROW.deadline, ROW.village, ROW.name, ROW.person_id)
"""Who needs most comes first; as in the index ``ix_outlook_order``."""
SHOWN = (Person.id, Person.name, Person.sex, Person.birth, Person.id_no, Person.village, Person.address, Person.phone,
         Person.mobility)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many people stand on the lists."""

    due: int
    overdue: int
    oldest: date | None
    """Earliest last day of those who are overdue."""
    verify: int
    verify_days: int | None
    """Days that are left for the first of them."""


def numbers(session: Session, today: date) -> Numbers:
    """Count the lists."""

    def one(*columns: ColumnElement[Any], where: ColumnElement[bool]) -> Any:
        return session.connection().execute(select(*columns).select_from(TABLE).where(where)).one()

    overdue, oldest = one(func.count(), func.min(ROW.deadline), where=listed("overdue", today))
    verify, first = one(func.count(), func.min(ROW.verify_on), where=listed("verify", today))
    return Numbers(
        due=one(func.count(), where=listed("due", today))[0],
        overdue=overdue,
        oldest=oldest if oldest != date.max else None,
        verify=verify,
        verify_days=days_left(first, today) if first else None,
    )


def listed(which: Which, today: date, seen: Collection[str] = ()) -> ColumnElement[bool]:
    """Give the condition for the rows that belong on one of the home screen's lists; ``seen`` were met today."""
    if which == "due":
        first = today.replace(day=1)
        return and_(_among(OPEN), ROW.deadline.between(first, add_months(first, 1) - timedelta(days=1)))
    if which == "overdue":
        return _among(OVERDUE)
    if which == "verify":
        return ROW.verify_on.is_not(None)  # type: ignore[no-any-return]
    if which == "visits":
        wanted = or_(ROW.verify_on.is_not(None), _among(VISITED))
        return and_(wanted, ROW.person_id.not_in(seen)) if seen else wanted
    return true()


def rows(
    session: Session,
    today: date,
    where: ColumnElement[bool],
    *,
    seen: Collection[str] = (),
    first: str = "",
    limit: int | None = None,
) -> list[PersonRow]:
    """Give the people of these rows, who needs most first; before them who is called ``first``.

    A page is cut out of the rows before anybody is looked up in the register.
    """
    order: Sequence[Any] = (ROW.name != first, *ORDER) if first else ORDER
    # Who was registered a moment ago and is not computed yet has no rules.
    page = select(TABLE).where(where, ROW.rules != "").order_by(*order).limit(limit).subquery()
    of = page.c
    again = ((of.name != first,) if first else ()) + tuple(of[one.name] for one in ORDER)
    query: Select[Any] = (
        select(*(cast(Any, one) for one in SHOWN), of.urgency, of.deadline, of.verify_on, of.verify_reason)
        .join_from(page, Person, col(Person.id) == of.person_id)
        .order_by(*again)
    )
    return [shown(found, found, today, seen) for found in session.connection().execute(query)]


def _among(statuses: Sequence[str]) -> ColumnElement[bool]:
    return ROW.urgency.in_([WORST.index(status) for status in statuses])  # type: ignore[no-any-return]


def shown(person: Any, said: Any, today: date, seen: Collection[str]) -> PersonRow:
    """Give a line of a list: ``person`` has the columns of the register, ``said`` those of a row."""
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
        status=WORST[said.urgency],
        deadline=said.deadline if said.deadline != date.max else None,
        reason=said.verify_reason,
        verify_days=days_left(said.verify_on, today) if said.verify_on else None,
        seen_today=person.id in seen,
    )
