"""What the desk shows of batches that are taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fieldsuite.tables import Journal


@dataclass(frozen=True, slots=True)
class Effect:
    """What taking a batch back changes."""

    what: Literal["bundle", "decisions"]
    target: str
    records: int
    """Records that count no more, or whose decision is taken back: they wait again."""
    people: int
    certifications: int
    """Certifications that no longer count: the deadlines before them hold again."""
    events: int
    """Deaths, disappearances and prison terms that are taken back."""
    restored: int
    """Particulars that get their earlier value, and tasks that are open again."""
    kept: int
    """Particulars that something else has changed since: they stay as they are."""
    applications: int
    """Open applications to restore or pay back that are returned with it."""
    carried_out: tuple[str, ...]
    """Applications that three people have carried out since: a person must look at them."""
    elsewhere: int
    """Records of other bundles that were filed or returned because of this one: they wait for a clerk."""


@dataclass(frozen=True, slots=True)
class UndoRow:
    """One batch that somebody asked to take back."""

    record: str
    what: Literal["bundle", "decisions"]
    target: str
    about: str
    """Office and number of a bundle; who decided, of a batch of decisions."""
    records: int
    reason: str
    asked_on: str
    first: str
    """Name of who asked."""
    second: str
    """Name of who agreed or returned it."""
    state: Literal["open", "done", "returned"]
    returned: str
    """Why it was returned."""


def row_of(row: Journal, steps: Sequence[Journal], about: str) -> UndoRow:
    """Show what was asked, with the step that was taken."""
    last, said = steps[-1] if steps else None, row.payload
    agreed = last is not None and bool(last.payload["agree"])
    return UndoRow(
        row.id, said["what"], str(said["target"]), about, int(said["records"]), str(said["reason"]),
        row.occurred_on.isoformat(), row.officer_name, last.officer_name if last else "",
        "open" if last is None else "done" if agreed else "returned",
        str(last.payload.get("reason", "")) if last and not agreed else "",
    )  # fmt: skip


COLUMNS = (
    ("what", "撤销什么", "what", 10), ("about", "来源或经办", "from", 16), ("records", "记录数", "records", 8),
    ("asked_on", "申请日期", "asked on", 12), ("first", "申请人", "asked by", 10),
    ("second", "复核人", "agreed by", 10),
    ("state", "状态", "state", 10), ("reason", "原因", "reason", 24),
)  # fmt: skip
"""Columns of the file: key, Chinese, English, share of the width of a page."""
