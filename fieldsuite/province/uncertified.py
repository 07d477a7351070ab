"""未认证人员名单: who was not certified for how long, in six buckets (四川规程 附件7)."""

from dataclasses import dataclass

from fieldsuite.facts import gather
from fieldsuite.office import Office
from fieldsuite.province.lists import visible
from fieldsuite.rules.buckets import BUCKETS, bucket_of


@dataclass(frozen=True, slots=True)
class BucketView:
    """One bucket: months from, months to (not included; None without end), and who is in it."""

    from_months: int
    to_months: int | None
    people: tuple[str, ...]


def buckets(office: Office, *, area: str = "", benefit: str = "") -> tuple[BucketView, ...]:
    """Sort everybody alive into the buckets; ``area`` is an office, a village or an area.

    ``benefit`` is one of the benefits. Nobody is counted whom this desk's level may not look at (第38条).
    """
    today = office.today()
    with office.store.session() as session:
        facts = gather(office, session)
    found: dict[int, list[str]] = {bucket.from_months: [] for bucket in BUCKETS}
    for key, one in facts.items():
        chosen = [b for b in one.benefits if benefit in ("", b.benefit)]
        dead = any(event.kind == "death" for event in one.events)
        if dead or not chosen or not visible(office, one, area):
            continue
        last = max((made.on for made in one.certified if made.on <= today), default=None)
        start = min(b.start_on for b in chosen)
        if bucket := bucket_of(last, start, today):
            found[bucket.from_months].append(key)
    return tuple(BucketView(b.from_months, b.to_months, tuple(sorted(found[b.from_months]))) for b in BUCKETS)
