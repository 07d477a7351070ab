"""The lists of every day: 未认证人员名单 by span of time, and who is due or overdue (四川规程 第38至40条, 附件7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.lists import visible
from fieldsuite.rules.buckets import BUCKETS, Bucket, bucket_of, months_without
from fieldsuite.tables import Benefit

DUE = ("DUE_SOON", "OVERDUE_IN_MONTH", "SUSPENDED")
ENDED = ("DECEASED", "STOPPED_PRISON", "NOT_STARTED")


@dataclass(frozen=True, slots=True)
class DailyRow:
    """One benefit of one person who is due, overdue, or was not certified for long."""

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


def uncertified(
    office: Office, *, area: str = "", benefit: str = "", span: int | None = None
) -> tuple[DailyRow, ...]:
    """Give 未认证人员名单: everybody alive without a certification for ten months or more, the longest first.

    ``area`` is an insured place (six digits), an office or a village; ``span`` the first month of one of the six spans.
    Raises OfficeError ``desk.unknown_span``.
    """
    if span is not None and span not in [bucket.from_months for bucket in BUCKETS]:
        raise OfficeError(
            "desk.unknown_span", span=span, known=", ".join(str(bucket.from_months) for bucket in BUCKETS)
        )
    rows = [row for row in _rows(office, area, benefit) if row.status not in ENDED and row.bucket is not None]
    chosen = [row for row in rows if span in (None, row.bucket)]
    return tuple(sorted(chosen, key=lambda row: (-row.months, row.person, row.benefit)))


def daily(office: Office, *, area: str = "", benefit: str = "") -> tuple[DailyRow, ...]:
    """Give who is about to pass the cycle or has passed it, the nearest deadline first (第39、40条)."""
    rows = [row for row in _rows(office, area, benefit) if row.status in DUE]
    return tuple(sorted(rows, key=lambda row: (row.deadline or date.max, row.person, row.benefit)))


def write(
    office: Office, out: Path, rows: Sequence[DailyRow], title: str = "未认证人员名单", encoding: Encoding = "utf-8"
) -> ListFile:  # fmt: skip
    """Write rows as Excel, CSV or PDF, by the name's ending. Raises what ``list_files.write`` raises."""
    return list_files.write(office, out, title, COLUMNS, rows, encoding=encoding)


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


def _rows(office: Office, area: str, benefit: str) -> list[DailyRow]:
    office.require_province()
    with office.store.session() as session:
        facts = gather(office, session)
    return [
        _row(office, one, mine)
        for one in facts.values()
        for mine in one.benefits
        if benefit in ("", mine.benefit) and visible(office, one, area)
    ]


def _row(office: Office, one: Facts, mine: Benefit) -> DailyRow:
    today, person = office.today(), one.person
    standing = one.standing(mine, today)
    last = max((made.on for made in one.certified if made.known_on <= today), default=None)
    bucket: Bucket | None = bucket_of(last, mine.start_on, today)
    return DailyRow(
        person.id, person.person_no, person.name, person.id_no, mine.benefit, standing.status, last,
        months_without(last, mine.start_on, today), bucket.from_months if bucket else None, standing.deadline,
        standing.suspend_from or "", person.site, person.village, person.insured_area, person.unit, person.phone,
    )  # fmt: skip
