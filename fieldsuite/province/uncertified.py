"""未认证人员名单: who was not certified for how long, in six buckets (四川规程 附件7)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from fieldsuite.office import Office
from fieldsuite.rules.buckets import BUCKETS
from fieldsuite.standing_rows import ROW, asked


@dataclass(frozen=True, slots=True)
class BucketView:
    """One bucket: months from, months to (not included; None without end), and who is in it."""

    from_months: int
    to_months: int | None
    people: tuple[str, ...]


def buckets(office: Office, *, area: str = "", benefit: str = "") -> tuple[BucketView, ...]:
    """Sort everybody alive into the buckets; ``area`` is an office, a village or an area.

    ``benefit`` is one of the benefits. Who draws several stands where the longest of them does. Nobody is counted whom
    this desk's level may not look at (第38条).
    """
    found: dict[int, list[str]] = {bucket.from_months: [] for bucket in BUCKETS}
    with asked(office, area=area, benefit=benefit) as rows:
        people = _longest(rows.where).order_by(ROW.person_id)
        for person, bucket in rows.session.connection().execute(people):
            found[bucket].append(person)
    return tuple(BucketView(b.from_months, b.to_months, tuple(found[b.from_months])) for b in BUCKETS)


def bucket_counts(
    office: Office, *, area: str = "", benefit: str = ""
) -> tuple[tuple[int, int | None, int], ...]:
    """Count them only: (months from, months to, people)."""
    with asked(office, area=area, benefit=benefit) as rows:
        people = _longest(rows.where).subquery()
        counted = select(people.c.bucket, func.count()).group_by(people.c.bucket)
        found: dict[int, int] = dict(rows.session.connection().execute(counted).tuples().all())
    return tuple((b.from_months, b.to_months, found.get(b.from_months, 0)) for b in BUCKETS)


def _longest(where: ColumnElement[bool]) -> Select[Any]:
    """Everybody alive with ten months or more, in the highest of their buckets."""
    return (
        select(ROW.person_id, func.max(ROW.bucket).label("bucket"))
        .where(where, ROW.bucket > 0, ROW.status != "DECEASED")
        .group_by(ROW.person_id)
    )
