"""The desk's day: how much waits in each of its jobs, and which comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fieldsuite.office import Office
from fieldsuite.province import adjudicate, approvals, daily, lists, objections, proposals, verifying
from fieldsuite.rules.areas import Level, level_of

JOBS = (
    "bundles",
    "compare",
    "objections",
    "lists",
    "sent",
    "uncertified",
    "payment",
    "approvals",
    "dispatch",
)
"""The jobs in the order in which a clerk's day runs; digits 1 to 9."""


@dataclass(frozen=True, slots=True)
class JobCount:
    """How much waits in one job."""

    job: str
    count: int
    """What waits; 0 is nothing."""
    values: dict[str, int]
    """Numbers of the sentence that stands beside it."""
    pressing: bool = False
    """True for what the notice wants done at once, or what is late."""


@dataclass(frozen=True, slots=True)
class DeskDay:
    """Which desk this is."""

    level: Level
    area: str
    sites: tuple[tuple[str, str, int, int], ...]
    """(site, name, people, lists sent)."""
    not_sent: int
    stale: date | None = None
    """Day on which this desk's own word ran out: offices take no list and no key before it was signed anew."""


def sites(office: Office) -> tuple[tuple[str, str, int, int], ...]:
    """Give the offices of this desk: (site, name, people, lists sent)."""
    return adjudicate.desk(office).sites


def day(office: Office) -> Iterator[DeskDay | JobCount]:
    """Count what waits, job after job; who the desk is comes first."""
    view = adjudicate.desk(office)
    trust = office.trust
    stale = trust.expires.date() if trust is not None and trust.expired(office.now()) else None
    yield DeskDay(level_of(office.config.area), office.config.area, view.sites, view.not_sent, stale)
    waiting = {"waiting": view.waiting, "held": view.held}
    yield JobCount("bundles", view.waiting, waiting, view.waiting > 0)
    yield JobCount("dispatch", view.not_sent, {"not_sent": view.not_sent})
    open_ = approvals.approvals(office)
    mine = sum(office.officer.name not in (row.first, row.second) for row in open_)
    yield JobCount("approvals", len(open_), {"open": len(open_), "mine": mine}, mine > 0)
    objected = len(objections.signs(office, state="objected"))
    yield JobCount("objections", objected, {"objected": objected}, objected > 0)
    sent = verifying.sent_lists(office)
    running = [one for one in sent if one.open]
    late = sum(one.days < 0 for one in running)
    yield JobCount("sent", len(running), {"lists": len(running), "open": sum(one.open for one in running),
                                          "late": late, "days": min((one.days for one in running), default=0)},
                   late > 0)  # fmt: skip
    found = proposals.counts(office)
    yield JobCount("payment", sum(found.values()), found, found["stop"] + found["suspend"] > 0)
    by_list, new = lists.counts(office)
    yield JobCount("lists", by_list["verify"], {**by_list, "new": new}, new > 0)
    spans = daily.page(office, most=0).spans
    years = sum(number for span, number in spans.items() if span >= 12)
    yield JobCount("uncertified", sum(spans.values()), {"all": sum(spans.values()), "over_year": years})
    yield JobCount("compare", 0, {})
