"""Computes the row of one benefit: what the rules say today, and the first day on which they may say something else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from fieldsuite.rules.buckets import BUCKETS, bucket_of
from fieldsuite.rules.cycle import Certified, Event
from fieldsuite.rules.months import add_months, first_day, month_of
from fieldsuite.rules.profile import Profile
from fieldsuite.rules.standing import Standing
from fieldsuite.rules.survivors import ADULT, birthday
from fieldsuite.standings.known import Entitled, Known, profile_of
from fieldsuite.standings.placing import Right, placed, with_losses
from fieldsuite.standings.proposing import LONG_MONTHS, proposed, suspended_since

ENGINE = 1
"""Rises with every change of the program by which the same facts give another row: older rows are then stale."""

Row = dict[str, Any]
"""Values of one ``tables.ComputedStanding``."""


@dataclass(frozen=True, slots=True)
class Present:
    """The day that rows are computed for, and by which rules."""

    today: date
    at: str
    """UTC instant."""
    profiles: Mapping[str, Profile]
    zone: str


def name_of(profile: Profile) -> str:
    """Name the rules a row is computed by: another version, another file or another engine is another name."""
    return f"{profile.name} {profile.version} {profile.digest[:16]} {ENGINE}"


def compute(one: Known, present: Present) -> Iterator[Row]:
    """Give the row of every benefit of somebody. Raises OfficeError ``rules.unknown_profile``."""
    for mine in one.benefits:
        yield _row(one, mine, present)


def _row(one: Known, mine: Entitled, present: Present) -> Row:
    today = present.today
    standing, rule = one.standing(mine, today), profile_of(one.profiles, mine.profile).rule(mine.benefit)
    place = placed(one, mine, one.compared, today, standing)
    told, source = with_losses(one, mine, one.compared, today) if one.compared else (one, "")
    paid = told.standing(mine, today) if source else standing
    asked = one.asked.get(mine.id, ())
    what = proposed(rule, paid, today, failed=mine.failed_payments, asked=asked, lost=bool(source))
    last = max((made.on for made in one.certified if made.known_on <= today), default=None)
    bucket = bucket_of(last, mine.start_on, today)
    doubtful = any(reason.key in ("rules.list_both", "rules.list_objected") for reason in place.reasons)
    days = [*_days(one, mine, standing, last or mine.start_on), *(_long(paid) if source else ())]
    return {
        "person_id": one.id, "benefit_id": mine.id, "benefit": mine.benefit, "area": one.area, "site": one.site,
        "village": one.village, "status": standing.status, "deadline": standing.deadline,
        "suspend_from": standing.suspend_from or "", "last": last, "uncertified_since": last or mine.start_on,
        "bucket": bucket.from_months if bucket else 0, "list": place.list,
        "urgency": 0 if place.fraud else 1 if doubtful else 2,
        "proposed": f" {' '.join(row.what for row in what)} " if what else "",
        "rules": name_of(one.profiles[mine.profile]), "since": today,
        "until": min((day for day in days if day > today), default=date.max), "at": present.at,
    }  # fmt: skip


def _days(one: Known, mine: Entitled, standing: Standing, since: date) -> Iterator[date]:
    """Days on which something may change by itself: a day too many costs a computation, one too few a wrong list."""
    yield from change_days(one, mine, standing)
    yield birthday(one.birth, ADULT)
    for sign in one.compared:
        yield sign.on
    for bucket in BUCKETS:
        yield add_months(since, bucket.from_months)


class Person(Protocol):
    """What the days of a change follow from, however it was gathered."""

    profiles: Mapping[str, Profile]

    @property
    def certified(self) -> Sequence[Certified]:
        """Certifications."""

    @property
    def enrolled(self) -> Sequence[Certified]:
        """Enrolments of somebody who was there."""

    @property
    def events(self) -> Sequence[Event]:
        """Losses and objections."""


def change_days(one: Person, mine: Right, standing: Standing) -> Iterator[date]:
    """Give every day on which the status may be another by itself, seen from the day ``standing`` was computed for."""
    yield mine.start_on
    if standing.deadline is not None:
        yield min(standing.deadline, date.max - timedelta(days=1)) + timedelta(days=1)
    for month in (standing.remind_from, standing.suspend_from):
        if month:
            yield date.fromisoformat(f"{month}-01")
    for day in (standing.stop_from, standing.verify_from):
        if day is not None:
            yield day
    yield from _long(standing)
    rule = one.profiles[mine.profile].rule(mine.benefit)
    for made in (*one.certified, *one.enrolled):
        yield made.known_on
        # From then on a suspension that it healed is no longer spoken of (rules.pay.healed_gap).
        yield first_day(month_of(made.known_on) + rule.cycle_months + 1)
    for event in one.events:
        yield event.on


def _long(standing: Standing) -> Iterator[date]:
    """Day from which a suspension or stop is to be cleared up."""
    if standing.suspend_from:
        yield add_months(suspended_since(standing), LONG_MONTHS)
    if standing.stop_from is not None:
        yield add_months(standing.stop_from, LONG_MONTHS)
