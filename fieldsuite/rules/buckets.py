"""How long somebody has not been certified: the six time spans of the province's list (四川规程 附件7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fieldsuite.rules.months import full_months


@dataclass(frozen=True, slots=True)
class Bucket:
    """A span of full months without a certification: from, counted, to, not counted."""

    from_months: int
    to_months: int | None
    """None: no end."""

    @property
    def key(self) -> str:
        """Key of its name in the word catalogues."""
        return f"rules.bucket_{self.from_months}"

    def holds(self, months: int) -> bool:
        """True when so many full months lie in this span."""
        return self.from_months <= months and (self.to_months is None or months < self.to_months)


BUCKETS = (
    Bucket(10, 12), Bucket(12, 24), Bucket(24, 36), Bucket(36, 48), Bucket(48, 60), Bucket(60, None),
)  # fmt: skip
"""大于等于 10 个月小于 12 个月 … 大于等于 5 年 (附件7). Twelve months exactly lie in the second."""


def months_without(last: date | None, start: date, as_of: date) -> int:
    """Full months since the last certification, or since the benefit began for somebody never certified."""
    return full_months(last or start, as_of)


def bucket_of(last: date | None, start: date, as_of: date) -> Bucket | None:
    """Give the span somebody lies in, or None below ten months."""
    months = months_without(last, start, as_of)
    return next((bucket for bucket in BUCKETS if bucket.holds(months)), None)


def count(people: Iterable[tuple[date | None, date]], as_of: date) -> dict[Bucket, int]:
    """Count people in each of the six spans; each is (last certification or None, start of the benefit)."""
    counts = dict.fromkeys(BUCKETS, 0)
    for last, start in people:
        bucket = bucket_of(last, start, as_of)
        if bucket is not None:
            counts[bucket] += 1
    return counts
