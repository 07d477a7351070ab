"""The figures of a provincial desk, counted by the database over the rows it keeps of where benefits stand.

An office counts its few hundred people itself; a desk of twenty million must not read them for a sum. Both ways give
the same numbers (``tests/fieldsuite/province/test_figures_of_a_desk.py``).
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from fieldsuite.facts import TOGETHER, Facts, gather
from fieldsuite.office import Office
from fieldsuite.standing_rows import ROW, asked
from fieldsuite.standings.staleness import TABLE
from fieldsuite.tables import Benefit, KnownCertification


def by_status(office: Office) -> Iterator[tuple[str, str, str, int]]:
    """Give (office that looks after them, benefit, status, number)."""
    columns = (ROW.site, ROW.benefit, ROW.status)
    with asked(office, everybody=True) as found:
        counted = select(*columns, func.count()).group_by(*columns)
        yield from found.session.connection().execute(counted).tuples()


def by_way(office: Office, year: int) -> Iterator[tuple[str, str, str, int]]:
    """Give (office, benefit, way, certifications of the year), each certification for every benefit of its person."""
    columns = (ROW.site, ROW.benefit, col(KnownCertification.method))
    with asked(office, everybody=True) as found:
        query = select(*columns, func.count()).join_from(
            TABLE, KnownCertification, col(KnownCertification.person_id) == ROW.person_id
        )
        counted = query.where(*_of(year)).group_by(*columns)
        yield from found.session.connection().execute(counted).tuples()


def ways(office: Office, year: int) -> Counter[str]:
    """Count the certifications of a year by way, each once."""
    way = col(KnownCertification.method)
    with office.store.session() as session:
        counted = select(way, func.count()).where(*_of(year)).group_by(way)
        return Counter(dict(session.connection().execute(counted).tuples().all()))


def deadlines(office: Office) -> Counter[date]:
    """Count the benefits by their deadline; those without one are left out."""
    with asked(office, everybody=True) as found:
        return Counter(found.counts(ROW.deadline, ROW.deadline.is_not(None)))


def profiles(office: Office) -> set[str]:
    """Name the rules by which somebody draws a benefit."""
    query = select(col(Benefit.profile)).where(col(Benefit.ended_on).is_(None)).distinct()
    with office.store.session() as session:
        return set(session.connection().execute(query).scalars())


def standing_as(office: Office, statuses: Collection[str], *more: ColumnElement[bool]) -> Iterator[Facts]:
    """Give the facts of everybody with a benefit that stands as one of these, in the order of their ids."""
    with asked(office, everybody=True) as found:
        query = (
            select(ROW.person_id).where(ROW.status.in_(statuses), *more).distinct().order_by(ROW.person_id)
        )
        people = list(found.session.connection().execute(query).scalars())
    for at in range(0, len(people), TOGETHER):
        with office.store.session() as session:
            facts = gather(office, session, people[at : at + TOGETHER])
        yield from facts.values()


def _of(year: int) -> tuple[ColumnElement[bool], ...]:
    made = col(KnownCertification.on)
    return made >= date(year, 1, 1), made <= date(year, 12, 31), col(KnownCertification.withdrawn) == ""
