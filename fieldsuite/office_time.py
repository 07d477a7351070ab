"""What an office knows of the time: its machine's clock, and signed instants that no clock may lie before.

The floor is the newest instant that the province signed (a receipt, a list, its trust). A clock behind it, or behind
what the office itself has noted, is not believed: work goes on, its records say so (``clock``), and a supervisor
looks (design page bundle-format, 2.3). Nothing is ever dated before the floor, so that no list outlives its end
because somebody turned the clock back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite.clock import instant, utc_now
from fieldsuite.tables import AuditEntry, InDocument

TOLERANCE = timedelta(minutes=5)
"""How far a clock may lie behind (design page bundle-format, 2.3)."""

ClockWord = Literal["", "untrusted", "confirmed"]
"""untrusted: the clock is behind what is known; confirmed: a supervisor has looked at it since."""


@dataclass
class OfficeTime:
    """The time of one open office."""

    wall: Callable[[], datetime] = utc_now
    """The machine's clock."""
    floor: datetime | None = None
    """Newest instant the province signed, as far as it is known here."""
    seen: datetime | None = None
    """Latest instant the office has noted since a supervisor last confirmed the clock."""
    confirmed: datetime | None = None
    """Floor that a supervisor has confirmed the clock against."""

    def now(self) -> datetime:
        """Give the present: the machine's clock, but never before the floor."""
        at = self.wall()
        self.seen = max(at, self.seen) if self.seen else at
        return max(at, self.floor) if self.floor else at

    @property
    def behind(self) -> timedelta:
        """How far the clock lies behind what is known; zero when it does not."""
        at = self.wall()
        late = max((known - at for known in (self.floor, self.seen) if known), default=timedelta(0))
        return late if late > TOLERANCE else timedelta(0)

    @property
    def word(self) -> ClockWord:
        """What a record made now says of the clock."""
        if not self.behind:
            return ""
        at = self.wall()
        by_hand = self.seen is None or self.seen - at <= TOLERANCE
        return (
            "confirmed"
            if self.confirmed is not None and self.confirmed == self.floor and by_hand
            else "untrusted"
        )

    def learn(self, signed: str) -> None:
        """Take in a signed instant; an older one changes nothing."""
        at = instant(signed)
        self.floor = max(at, self.floor) if self.floor else at

    def confirm(self) -> None:
        """Take the clock as it is: a supervisor has looked at it."""
        self.seen, self.confirmed = self.wall(), self.floor


def read_time(session: Session, wall: Callable[[], datetime], trust_issued: datetime | None) -> OfficeTime:
    """Read what the office knows: letters of the province, its trust, the log since the last confirmation."""
    signed = list(
        session.exec(select(InDocument.issued_at).order_by(col(InDocument.issued_at).desc()).limit(1))
    )
    floor = max((*map(instant, signed), *([trust_issued] if trust_issued else [])), default=None)
    last = session.exec(
        select(AuditEntry).where(AuditEntry.act == "clock").order_by(col(AuditEntry.position).desc()).limit(1)
    ).first()
    since = last.position if last else 0
    noted = session.exec(
        select(AuditEntry.at).where(AuditEntry.position >= since).order_by(col(AuditEntry.at).desc()).limit(1)
    ).first()
    against = str(last.details.get("floor", "")) if last else ""
    return OfficeTime(wall, floor, instant(noted) if noted else None, instant(against) if against else None)
