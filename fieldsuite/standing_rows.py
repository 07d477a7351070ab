"""Reads where benefits stand from the rows that are kept of it; a row that does not hold today is computed first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlmodel import Session, col

from fieldsuite.databases.locks import without_guard
from fieldsuite.office import Office, present
from fieldsuite.rules.areas import begins_with
from fieldsuite.standings.rebuilding import Rebuilding, Rebuilt, rebuild, refresh
from fieldsuite.standings.staleness import TABLE, stale_people
from fieldsuite.tables import Person

ROW: Any = TABLE.c
"""Columns of the rows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows that are asked for, open for reading: those that the desk's level may see, of a place and a benefit."""

    session: Session
    where: ColumnElement[bool]

    def count(self, *more: ColumnElement[bool]) -> int:
        """Count the rows of which more is true as well."""
        query = select(func.count()).select_from(TABLE).where(self.where, *more)
        return int(self.session.connection().execute(query).scalar_one())

    def counts(self, column: Any, *more: ColumnElement[bool]) -> dict[Any, int]:
        """Count the rows by what stands in a column."""
        query = select(column, func.count()).where(self.where, *more).group_by(column)
        return dict(self.session.connection().execute(query).tuples().all())

    def rows(
        self,
        columns: Sequence[Any],
        order: Sequence[Any],
        *more: ColumnElement[bool],
        first: int = 0,
        most: int | None = None,
    ) -> Sequence[Any]:
        """Give rows with what the register says of their people, from the ``first`` on, at most ``most``.

        The people are looked up after the page was cut out: a county's list has ten thousand, a page two hundred.
        """
        if most is None and not first:
            whole = select(*columns).join_from(TABLE, Person, col(Person.id) == ROW.person_id)
            query = whole.where(self.where, *more).order_by(*order)
            return self.session.connection().execute(query).all()
        page = select(TABLE).where(self.where, *more).order_by(*order).offset(first).limit(most).subquery()
        there = [page.c[column.name] if column.table is TABLE else column for column in columns]
        again = [_on(page, one) for one in order]
        query = select(*there).join_from(page, Person, col(Person.id) == page.c.person_id).order_by(*again)
        return self.session.connection().execute(query).all()


def _on(page: Any, order: Any) -> Any:
    """Give the same order on the page that was cut out."""
    from sqlalchemy.sql import visitors

    def same(element: Any, **_: Any) -> Any:
        return page.c[element.name] if getattr(element, "table", None) is TABLE else None

    return visitors.replacement_traverse(order, {}, same)


@contextmanager
def asked(office: Office, *, area: str = "", benefit: str = "", everybody: bool = False) -> Iterator[Asked]:
    """Open the rows of a place and a benefit for reading; those that do not hold today are brought up before.

    ``area`` is an office, a village, or a code of GB/T 2260. ``everybody`` on the register, also whom the desk's level
    may not look at: for figures that name nobody. Raises OfficeError at a field office.
    """
    office.require_province()
    now = present(office)
    with office.store.session() as session:
        where = true() if everybody else _where(office, session, area, benefit)
        stale = stale_people(session, now, where)
    if stale:
        for _ in refresh(lambda: _begun(office), now, stale):
            pass
    with office.store.session() as session:
        yield Asked(session, where)


def rebuild_rows(office: Office, *, only_stale: bool = False) -> Iterator[Rebuilding | Rebuilt]:
    """Make every row again from the register, or only those that do not hold today; Rebuilt comes last."""
    office.require_province()
    job = refresh if only_stale else rebuild
    yield from job(lambda: _begun(office), present(office))


@contextmanager
def _begun(office: Office) -> Iterator[Session]:
    """Begin a transaction that writes rows: on a disk that takes nothing, into the copy that is dropped at the end."""
    with office.store.session() as session:
        if office.read_only:
            with without_guard(session):
                yield session
        else:
            yield session


def _where(office: Office, session: Session, area: str, benefit: str) -> ColumnElement[bool]:
    """Give the condition: what the desk's level may look at (第38条), the place and the benefit that are asked for."""
    conditions: list[ColumnElement[bool]] = []
    if own := office.config.area:
        conditions.append(or_(_within(own), ROW.area == ""))
    if area:
        names: list[ColumnElement[bool]] = [
            column == area for column in (ROW.site, ROW.village) if _there(session, column == area)
        ]
        if area.isdigit() and len(area) == 6:
            names.append(_within(area))
        conditions.append(or_(*names) if names else false())
    if benefit:
        conditions.append(ROW.benefit == benefit)
    return and_(true(), *conditions)


def _within(area: str) -> ColumnElement[bool]:
    """Codes within an area, said so that an index on them helps."""
    begin = begins_with(area)
    if len(begin) == len(area):
        return ROW.area == area  # type: ignore[no-any-return]
    return (ROW.area >= begin) & (ROW.area < begin[:-1] + chr(ord(begin[-1]) + 1))  # type: ignore[no-any-return]


def _there(session: Session, condition: ColumnElement[bool]) -> bool:
    return (
        session.connection().execute(select(TABLE.c.benefit_id).where(condition).limit(1)).first() is not None
    )
