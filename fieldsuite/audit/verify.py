"""Says whether the log is whole: which entry was altered, which are missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from fieldsuite.audit.chain import START, closed_part, link
from fieldsuite.tables import AuditEntry
from keys.errors import KeysError

Kind = Literal["altered", "missing", "head", "cut"]
"""altered: the entry is not what was noted; missing: entries before it are gone; head: the log is not the one whose
head left with a bundle; cut: its end is gone."""


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the log is not whole."""

    position: int
    """Number of the entry that was altered, or of the first one that is missing."""
    kind: Kind
    until: int = 0
    """missing, cut: number of the last one that is missing, where that is known."""
    at: str = ""
    act: str = ""
    """What the entry says of itself; of a missing one, what the one before it says."""


def verify(rows: Iterable[AuditEntry], heads: Mapping[int, str]) -> Iterator[Break]:
    """Give every break, the first one first. ``heads`` are number -> chain value of what left with bundles."""
    prev, expected, at, act = START, 1, "", ""
    for row in rows:
        whole = row.position == expected
        if not whole:
            yield Break(expected, "missing", row.position - 1, at, act)
        if not _sound(row, prev if whole else None):
            yield Break(row.position, "altered", 0, row.at, row.act)
        elif row.position in heads and heads[row.position] != row.chain:
            yield Break(row.position, "head", 0, row.at, row.act)
        prev, expected, at, act = row.chain, row.position + 1, row.at, row.act
    last = max(heads, default=0)
    if last >= expected:
        yield Break(expected, "cut", last, at, act)


def _sound(row: AuditEntry, prev: str | None) -> bool:
    """After a gap the chain before is not known: then only what the entry says of itself can be held against it."""
    try:
        closed = closed_part(row.salt, row.subject, row.why, row.details)
        if closed != row.closed:
            return False
        return prev is None or link(prev, row.position, row.at, row.officer, row.act, closed) == row.chain
    except (KeysError, ValueError, TypeError):
        return False
