"""没有疑点的记录: those that a clerk decides together after one look at the list, each with a decision of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlmodel import col, select

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.adjudicate import decide
from fieldsuite.province.allotments import Whose, marked
from fieldsuite.province.cases import cases
from fieldsuite.province.conflicts import conflicts
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.photo_days import other_day
from fieldsuite.province.views import CaseRow
from fieldsuite.tables import Journal
from fieldsuite.words import say

PASSED = ("alive_and_same", "same_and_digits")
"""Verdicts of a live check by face or voice that was passed (words-and-codes, Verdicts)."""


MOST = 200
"""Records that are accepted together at most: what a person can read through."""


def is_clear(row: CaseRow) -> bool:
    """True for a live check by face or voice that passed by its own threshold, that a second person agreed to, and
    beside which nothing stands: no sign, no alarm, no conflict, no death.
    """
    return (
        row.kind == "verification"
        and row.method in ("face", "voice")
        and row.detail in PASSED
        and row.status == "waiting"
        and row.review_agrees is True
        and not row.flags
        and row.likeness is not None
        and row.threshold is not None
        and row.likeness >= row.threshold
    )


def clear_cases(
    office: Office, *, bundle: str | None = None, whose: Whose = "mine_or_nobody"
) -> tuple[CaseRow, ...]:
    """Give the clear ones that wait, of a bundle or of all; those that another clerk has are left to them."""
    rows = [row for row, _ in marked(office, cases(office, bundle=bundle), whose) if is_clear(row)]
    return _beyond_doubt(office, rows)


def one_by_one(office: Office, *, bundle: str | None = None, whose: Whose = "mine_or_nobody") -> int:
    """Count what waits without any sign and is decided one by one all the same: visits, human checks, forms."""
    rows = [row for row, _ in marked(office, cases(office, bundle=bundle), whose) if row.status == "waiting"]
    return sum(not row.flags and not is_clear(row) for row in rows)


def accept_clear(office: Office, record_ids: Sequence[str]) -> int:
    """Accept exactly these, all or none, each signed; looked at once more, for something may have come meanwhile.

    Raises OfficeError ``rulings.not_clear`` E_RULE, ``rulings.nothing_clear``, and what ``decide`` raises.
    """
    office.require_province()
    if not record_ids:
        raise OfficeError("rulings.nothing_clear", code="E_NOT_FOUND")
    found = [row for row in cases(office, records=set(record_ids)) if is_clear(row)]
    still = {row.record_id for row in _beyond_doubt(office, found)}
    for record in record_ids:
        if record not in still:
            raise OfficeError("rulings.not_clear", code="E_RULE", record=record[:8])
    return decide(office, record_ids, "accepted")


def _beyond_doubt(office: Office, rows: Sequence[CaseRow]) -> tuple[CaseRow, ...]:
    """Leave out what another record contradicts, and what has a photograph of another day (a list of the whole desk
    does not open photographs).
    """
    against = (
        {side.record for one in conflicts(office) for side in (one.first, one.second)} if rows else set()
    )
    rows = [row for row in rows if row.record_id not in against]
    with office.store.session() as session:
        ids = [row.record_id for row in rows]
        records = list(session.exec(select(Journal).where(col(Journal.id).in_(ids))))
        other = other_day(session, records)
    return tuple(row for row in rows if row.record_id not in other)


COLUMNS = (
    ("name", "姓名", "name", 12), ("method", "方式", "way", 12),
    ("occurred_on", "日期", "day", 12), ("officer", "经办", "officer", 12), ("reviewed_by", "复核", "reviewer", 12),
)  # fmt: skip
"""Columns of the file: key, Chinese, English, share of the width of a page."""


def write(office: Office, out: Path, rows: Sequence[CaseRow]) -> ListFile:
    """Write the list as Excel, CSV or PDF. Raises what ``list_files.write`` raises."""
    texts: dict[str, Callable[[CaseRow], str]] = {
        "method": lambda row: say(f"screens.method_{row.method}", "zh"),
    }
    return list_files.write(office, out, "成批采纳清单", COLUMNS, rows, texts)
