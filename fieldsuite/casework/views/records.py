"""What screens show of records: what was saved, what waits for a second person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

RecordState = Literal[
    "waiting_review", "review_returned", "withdrawn", "ready", "sealed", "exported", "stored", "deferred", "conflict",
    "rejected", "accepted", "held", "returned", "desk",
]  # fmt: skip
"""Where a record stands: 待复核, 复核退回, 已撤销 (by its maker), 未发送, 已打包, 已写出, 已收到, 待补, 冲突, 拒收,
采纳, 待定, 退回, 本台办理."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A record that was written, with what it means now."""

    record_id: str
    person_id: str
    kind: str
    certifies: bool
    needs_review: bool
    deadlines: tuple[tuple[str, date | None], ...] = ()
    """(benefit, next deadline once this is accepted)."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One record that waits for a second person."""

    record_id: str
    person_id: str
    name: str
    kind: str
    method: str
    detail: str
    occurred_on: date
    recorded_at: datetime
    officer: str
    own: bool
    """True when the officer at work made it: 您不能复核自己初审的记录."""
    likeness: float | None
    threshold: float | None
    place: str
    evidence: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    """(key of ``screens``, value) pairs to show beside it."""
    left_out: tuple[tuple[str, str], ...] = ()
    """(action, why) of what the person could not do."""
    failed: str = ""
    """Check that failed, with what it measured and needed."""
    value: float | None = None
    needed: float | None = None
    flags: tuple[str, ...] = ()
    """Sentences of ``checks`` to look out for: challenge_recorded, no_depth."""
