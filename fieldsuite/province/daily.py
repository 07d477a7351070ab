"""The lists of every day: 未认证人员名单 by span of time, and who is due or overdue (四川规程 第38至40条, 附件7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.list_files import ListFile
from fieldsuite.rules.buckets import BUCKETS
from fieldsuite.rules.months import full_months
from fieldsuite.standing_rows import ROW, Asked, asked
from fieldsuite.tables import Person

DUE = ("DUE_SOON", "OVERDUE_IN_MONTH", "SUSPENDED")
ENDED = ("DECEASED", "STOPPED_PRISON", "NOT_STARTED")


class DailyRow(NamedTuple):
    """One benefit of one person who is due, overdue, or was not certified for long.

    A named tuple: a county's list has ten thousand, and a frozen dataclass costs three times as much.
    """

    person: str
    person_no: str
    name: str
    id_no: str
    benefit: str
    status: str
    last: date | None
    """Last certification."""
    months: int
    """Full months without one."""
    bucket: int | None
    """First month of the span it lies in (附件7)."""
    deadline: date | None
    suspend_from: str
    site: str
    village: str
    insured_area: str
    unit: str
    phone: str


@dataclass(frozen=True, slots=True)
class DailyPage:
    """A page of a list."""

    rows: tuple[DailyRow, ...]
    total: int
    """Rows of the whole list."""
    spans: dict[int, int]
    """Of 未认证人员名单: how many stand in each span, by its first month, whichever is shown."""


def page(
    office: Office,
    *,
    span: int | None = None,
    due: bool = False,
    area: str = "",
    benefit: str = "",
    first: int = 0,
    most: int | None = None,
) -> DailyPage:
    """Give a part of 未认证人员名单, or of the list of every day (``due``), from the ``first`` row on.

    未认证人员名单: everybody alive without a certification for ten months or more, the longest first; ``span`` the
    first month of one of the six spans. ``area`` is an insured place (six digits), an office or a village. The list
    of every day: who is about to pass the cycle or has passed it, the nearest deadline first (第39、40条). Raises
    OfficeError ``desk.unknown_span``.
    """
    known = [bucket.from_months for bucket in BUCKETS]
    if span is not None and span not in known:
        raise OfficeError("desk.unknown_span", span=span, known=", ".join(map(str, known)))
    with asked(office, area=area, benefit=benefit) as rows:
        if due:
            chosen, order = [ROW.status.in_(DUE)], [ROW.deadline.nulls_last()]
            spans, total = {}, rows.count(*chosen)
        else:
            living = (ROW.bucket > 0, ROW.status.not_in(ENDED))
            chosen = [ROW.bucket == span, *living] if span is not None else [*living]
            order, spans = [ROW.uncertified_since], rows.counts(ROW.bucket, *living)
            total = spans.get(span, 0) if span is not None else sum(spans.values())
        return DailyPage(_rows(office, rows, chosen, order, first, most), total, spans)


def uncertified(
    office: Office, *, area: str = "", benefit: str = "", span: int | None = None
) -> tuple[DailyRow, ...]:
    """Give the whole of 未认证人员名单. Raises what ``page`` raises."""
    return page(office, span=span, area=area, benefit=benefit).rows


def daily(office: Office, *, area: str = "", benefit: str = "") -> tuple[DailyRow, ...]:
    """Give the whole list of every day."""
    return page(office, due=True, area=area, benefit=benefit).rows


def write(
    office: Office, out: Path, rows: Sequence[DailyRow], title: str = "未认证人员名单", encoding: Encoding = "utf-8"
) -> ListFile:  # fmt: skip
    """Write rows as Excel, CSV or PDF, by the name's ending. Raises what ``list_files.write`` raises."""
    return list_files.write(office, out, title, COLUMNS, rows, encoding=encoding)


def write_asked(office: Office, out: Path, title: str, **asked_for: Any) -> ListFile:
    """Write the whole of what ``page`` would give a part of. Raises what both raise."""
    return write(office, out, page(office, **asked_for).rows, title)


COLUMNS = (
    ("person_no", "个人编号", "person number", 12), ("name", "姓名", "name", 10),
    ("id_no", "身份证号码", "identity number", 18), ("benefit", "险种", "benefit", 14),
    ("status", "状态", "status", 10),
    ("last", "上次认证时间", "last certification", 12), ("months", "未认证月数", "months without", 8),
    ("deadline", "认证截止时间", "deadline", 12), ("suspend_from", "暂停月份", "suspended from", 9),
    ("insured_area", "参保地", "insured place", 9), ("unit", "所在单位", "unit", 14), ("site", "经办点", "office", 12),
    ("village", "村（社区）", "village", 10), ("phone", "联系方式", "telephone", 13),
)  # fmt: skip
"""Columns of the file: key, Chinese, English, share of the width of a page."""


SHOWN: Any = (
    Person.id, Person.person_no, Person.name, Person.id_no, ROW.benefit, ROW.status, ROW.last, ROW.uncertified_since,
    ROW.bucket, ROW.deadline, ROW.suspend_from, Person.site, Person.village, Person.insured_area, Person.unit,
    Person.phone,
)  # fmt: skip


def _rows(
    office: Office, rows: Asked, chosen: Sequence[Any], order: Sequence[Any], first: int, most: int | None
) -> tuple[DailyRow, ...]:
    today = office.today()
    found = rows.rows(SHOWN, [*order, ROW.person_id, ROW.benefit], *chosen, first=first, most=most)
    return tuple(
        DailyRow(
            one.id, one.person_no, one.name, one.id_no, one.benefit, one.status, one.last,
            full_months(one.uncertified_since, today), one.bucket or None, one.deadline, one.suspend_from, one.site,
            one.village, one.insured_area, one.unit, one.phone,
        )
        for one in found
    )  # fmt: skip
