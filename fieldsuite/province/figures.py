"""统计: what the desk did in a span of days: by clerk, by office, by day, and how long offices waited for an answer."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from sqlmodel import Session, col, func, select

from fieldsuite.clock import instant, local_date
from fieldsuite.decided import RULE
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.known_records import parts
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.open_cases import waiting_by_site
from fieldsuite.tables import Decision, Journal, ReceivedBundle
from keys.vault import officers

DAYS = 30
"""Days that are shown unless others are asked for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: a clerk, an office or a day."""

    by: str
    """clerk, site, day."""
    name: str
    arrived: int
    """Records that came in these days; of a clerk none."""
    waiting: int
    """Records that wait now, whenever they came; of a clerk and of a day none."""
    accepted: int
    held: int
    returned: int
    undone: int
    """Taken back with their batch."""
    hours: float | None
    """Half of the records had their first decision within so many hours of their arrival; None without any."""

    @property
    def decided(self) -> int:
        """Decisions of people."""
        return self.accepted + self.held + self.returned


@dataclass(frozen=True, slots=True)
class _Made:
    clerk: str
    site: str
    day: date
    status: str
    undone: bool
    hours: float | None


def figures(office: Office, since: date | None = None, until: date | None = None) -> tuple[Figure, ...]:
    """Count the decisions of people between two days, both counted; the last thirty unless told otherwise.

    Lines come in three groups: clerks, offices, days (the newest first).
    """
    office.require_province()
    last = until or office.today()
    first = since or last - timedelta(days=DAYS - 1)
    zone = office.config.timezone
    with office.store.session() as session:
        rows = session.exec(
            select(Decision, Journal.site, Journal.bundle)
            .join(Journal, col(Journal.id) == col(Decision.record_id))
            .where(
                Decision.decided_by != RULE, Decision.decided_at >= (first - timedelta(days=1)).isoformat()
            )
            .order_by(col(Decision.position))
        ).all()
        came = _came(session, {bundle for _, _, bundle in rows if bundle})
        arrived = _arrived(session, first, last, zone)
    made: list[_Made] = []
    seen: set[str] = set()
    for row, site, bundle in rows:
        day = local_date(instant(row.decided_at), zone)
        if first <= day <= last:
            hours = None
            if row.record_id not in seen and bundle in came:
                hours = (instant(row.decided_at) - instant(came[bundle])).total_seconds() / 3600
            made.append(_Made(row.decided_by, site, day, row.status, row.code == "UNDONE", hours))
        seen.add(row.record_id)
    return _lines(office, made, arrived)


def _came(session: Session, bundles: Collection[str]) -> dict[str, str]:
    """Give the instant at which each of these bundles came."""
    query = select(ReceivedBundle.bundle, ReceivedBundle.received_at).order_by(col(ReceivedBundle.position))
    return {
        bundle: at
        for part in parts(bundles)
        for bundle, at in session.exec(query.where(col(ReceivedBundle.bundle).in_(part)))
    }


def _arrived(session: Session, first: date, last: date, zone: str) -> list[tuple[date, str, int]]:
    """Give (day, office, number) of the records that came from the first day to the last, a line a bundle."""
    since = (first - timedelta(days=1)).isoformat()
    query = select(ReceivedBundle.bundle, ReceivedBundle.received_at).where(
        ReceivedBundle.received_at >= since
    )
    came = session.exec(query.order_by(col(ReceivedBundle.position)))
    day_of = {bundle: day for bundle, at in came if first <= (day := local_date(instant(at), zone)) <= last}
    counted = select(Journal.bundle, Journal.site, func.count()).group_by(
        col(Journal.bundle), col(Journal.site)
    )
    return [
        (day_of[bundle], site, number)
        for part in parts(day_of)
        for bundle, site, number in session.exec(counted.where(col(Journal.bundle).in_(part)))
        if bundle
    ]


def _lines(
    office: Office, made: Sequence[_Made], came: Sequence[tuple[date, str, int]]
) -> tuple[Figure, ...]:
    names = {card.id: card.name for card in officers(office.home.keys)}
    by_site, by_day = Counter[str](), Counter[date]()
    for day, site, number in came:
        by_site[site] += number
        by_day[day] += number
    with office.store.session() as session:
        waiting = waiting_by_site(session, held=True)
    groups: dict[str, dict[str, list[_Made]]] = {name: defaultdict(list) for name in ("clerk", "site", "day")}
    for one in made:
        groups["clerk"][names.get(one.clerk, one.clerk)].append(one)
        groups["site"][one.site].append(one)
        groups["day"][one.day.isoformat()].append(one)
    for site in {*by_site, *waiting}:
        groups["site"].setdefault(site, [])
    for day in by_day:
        groups["day"].setdefault(day.isoformat(), [])
    lines = [_figure("clerk", name, some, 0, 0) for name, some in sorted(groups["clerk"].items())]
    lines += [
        _figure("site", name, some, by_site[name], waiting[name])
        for name, some in sorted(groups["site"].items())
    ]
    days = sorted(groups["day"].items(), reverse=True)
    return (*lines, *(_figure("day", name, some, by_day[date.fromisoformat(name)], 0) for name, some in days))


def _figure(by: str, name: str, made: Sequence[_Made], arrived: int, waiting: int) -> Figure:
    count = Counter(one.status for one in made if not one.undone)
    hours = [one.hours for one in made if one.hours is not None and not one.undone]
    return Figure(
        by, name, arrived, waiting, count["accepted"], count["held"], count["returned"],
        sum(one.undone for one in made), round(median(hours), 1) if hours else None,
    )  # fmt: skip


COLUMNS = (
    ("name", "经办人、来源、日期", "clerk, office, day", 20), ("arrived", "收到", "arrived", 10),
    ("waiting", "待办", "waiting", 10), ("accepted", "采纳", "accepted", 10), ("held", "待定", "held", 10),
    ("returned", "退回", "returned", 10), ("undone", "撤销", "taken back", 10),
    ("hours", "一半在几小时内决定", "half within hours", 14),
)  # fmt: skip
"""Columns of the file: key, Chinese, English, share of the width of a page."""


def write(office: Office, out: Path, rows: Sequence[Figure], encoding: Encoding = "utf-8") -> ListFile:
    """Write the figures as Excel, CSV or PDF. Raises what ``list_files.write`` raises."""
    return list_files.write(office, out, "经办统计", COLUMNS, rows, None, encoding)
