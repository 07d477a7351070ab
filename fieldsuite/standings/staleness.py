"""Which rows hold on a day by the rules of that day, and bringing the others up before anybody reads them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session

from fieldsuite.rules.profile import Profile
from fieldsuite.standings.computing import Present, name_of
from fieldsuite.tables import ComputedStanding

TABLE: Any = ComputedStanding.__table__  # type: ignore[attr-defined]
OUTDATED: Mapping[str, Any] = {
    "status": "", "deadline": None, "suspend_from": "", "last": None, "bucket": 0, "list": "", "urgency": 2,
    "proposed": "", "rules": "", "since": date.min, "until": date.min, "at": "",
}  # fmt: skip
"""What stands in a row that nobody computed yet: it holds on no day."""


def names_in_use(session: Session) -> list[str]:
    """Give every name of rules that a row has; one step through the index for each, not one for each row."""
    found: list[str] = []
    query = select(func.min(TABLE.c.rules))
    name = session.connection().execute(query).scalar()
    while name is not None:
        found.append(name)
        name = session.connection().execute(query.where(TABLE.c.rules > name)).scalar()
    return found


def stale(session: Session, profiles: Mapping[str, Profile], today: date) -> ColumnElement[bool]:
    """Give the condition for rows that do not hold on a day, or that other rules computed."""
    current = {name_of(profile) for profile in profiles.values()}
    others = [name for name in names_in_use(session) if name not in current]
    conditions = [TABLE.c.until <= today, TABLE.c.since > today]
    return or_(*conditions, TABLE.c.rules.in_(others)) if others else or_(*conditions)


def stale_people(session: Session, present: Present, within: ColumnElement[bool] | None = None) -> list[str]:
    """Give the people with a row that is stale, in the order of their ids."""
    query = select(TABLE.c.person_id).distinct().where(stale(session, present.profiles, present.today))
    if within is not None:
        query = query.where(within)
    return list(session.connection().execute(query.order_by(TABLE.c.person_id)).scalars())
