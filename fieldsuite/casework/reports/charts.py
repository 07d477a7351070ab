"""What the pictures count: progress by village, deadlines ahead, ways, suspended and restored, likeness of a person.

The numbers are those of the reports: ``summary.progress``, the deadlines of the calendar, the score history of a
template. ``chart_words.worded`` puts words to them; nothing here knows how they are drawn.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sqlmodel import col, select

from fieldsuite.casework import template_care
from fieldsuite.casework.reports import summary
from fieldsuite.casework.reports.calendar import falling_due
from fieldsuite.facts import TOGETHER, Facts, in_parts
from fieldsuite.office import Office
from fieldsuite.records import TELLING
from fieldsuite.rules.months import last_day, month_of, month_text
from fieldsuite.rules.standing import Standing
from fieldsuite.tables import Benefit, Journal

NAMES = ("villages", "deadlines", "ways", "stops", "likeness")
"""Every chart, in the order of the digits; the last is of one person."""
MONTHS = 12
"""Months ahead for deadlines, months back for suspensions."""
IN_ORDER = ("OK", "DUE_SOON", "OVERDUE_IN_MONTH")
"""Statuses in which a benefit is paid."""
GROUPS = {
    "face": ("face",), "voice": ("voice",), "manual": ("manual",),
    "visit": ("visit", "home", "activity", "call", "check_up", "household", "counter", "coordinator", "unit", "bank"),
    "overseas": ("consulate", "consulate_proxy", "overseas"), "comparison": ("comparison",),
    "self": summary.SELF_SERVICE,
}  # fmt: skip
"""Ways that stand under one name (四川规程 第10条: 第三方比对、自助、人工 …); what is in none is ``other``."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one chart, without words."""

    name: str
    labels: tuple[str, ...] = ()
    """Villages, months YYYY-MM, days, or names of ``GROUPS``."""
    series: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """Name of a series -> a number for each label."""
    values: dict[str, object] = field(default_factory=dict)
    """What fills the sentence beneath."""


def count(office: Office, name: str, *, year: int | None = None, person: str = "") -> tuple[Counted, ...]:
    """Count what a chart of ``NAMES`` shows; ``likeness`` gives one for each template of ``person``.

    Where there is nothing to draw there are no labels. Raises OfficeError E_NOT_FOUND for a person nobody knows.
    """
    if name == "likeness":
        return _likeness(office, person)
    if name == "villages":
        return (_villages(office),)
    if name == "ways":
        return (_ways(office, year or office.today().year),)
    return (_deadlines(office) if name == "deadlines" else _stops(office),)


def _villages(office: Office) -> Counted:
    """Certified and not, by village, those with most to do first; what is stopped is owed by nobody."""
    done, owed = Counter[str](), Counter[str]()
    for one in summary.progress(office):
        done[one.area] += one.certified
        owed[one.area] += one.people - one.stopped
    whole, certified = owed.pop("", 0), done.pop("", 0)
    if rest := whole - owed.total():
        owed[""], done[""] = rest, certified - done.total()
    areas = sorted((area for area in owed if owed[area]), key=lambda area: (done[area] / owed[area], area))
    series = {
        "certified": tuple(float(done[area]) for area in areas),
        "open": tuple(float(owed[area] - done[area]) for area in areas),
    }
    # At a desk an area is an office: people know its name, not its code.
    devices = office.trust.by_role("device") if office.config.kind == "province" and office.trust else ()
    names = {one.office: one.name for one in devices}
    labels = tuple(names.get(area, area) for area in areas)
    return Counted("villages", labels, series, {"certified": certified, "owed": whole})


def _deadlines(office: Office) -> Counted:
    """Benefits by the month in which they fall due; those of earlier months are over and counted apart."""
    first, due = month_of(office.today()), Counter[int]()
    for deadline, number in falling_due(office).items():
        due[month_of(deadline)] += number
    months = range(first, first + MONTHS)
    over = sum(number for month, number in due.items() if month < first)
    later = sum(number for month, number in due.items() if month not in months) - over
    labels = tuple(map(month_text, months)) if due else ()
    return Counted("deadlines", labels, {"due": tuple(float(due[month]) for month in months)},
                   {"over": over, "later": later})  # fmt: skip


def _ways(office: Office, year: int) -> Counted:
    """Certifications of a year by way, each once, however many benefits it holds for."""
    group = {way: name for name, ways in GROUPS.items() for way in ways}
    found = Counter[str]()
    for way, number in summary.ways(office, year).items():
        found[group.get(way, "other")] += number
    names = (*GROUPS, "other") if found else ()
    return Counted("ways", names, {"number": tuple(float(found[name]) for name in names)},
                   {"total": found.total(), "year": year})  # fmt: skip


def _stops(office: Office) -> Counted:
    """Benefits that ceased to be paid for want of certification, and those paid again, month by month.

    Compared are the last days of two months, as they were known then; a benefit that ended by death, prison or
    disappearance is neither (四川规程 第25条). A register may know the last certification only: what lies before the
    first one it knows is left out, unless that was made here, to somebody who had none.
    """
    today, this = office.today(), month_of(office.today())
    days = [min(last_day(month), today) for month in range(this - MONTHS, this + 1)]
    cut, back, anybody = [0.0] * MONTHS, [0.0] * MONTHS, False
    for facts in in_parts(office):
        firsts = {
            key: min(one.certified, key=lambda known: known.known_on)
            for key, one in facts.items()
            if one.certified
        }
        here = _made_here(office, [first.record for first in firsts.values()])
        anybody = anybody or bool(facts)
        for key, one in facts.items():
            first = firsts.get(key)
            since = first.known_on if first is not None and first.record not in here else days[0]
            for benefit in one.benefits:
                for at, what in _turns(one, benefit, days, since):
                    (cut if what == "cut" else back)[at] += 1
    labels = tuple(month_text(month) for month in range(this - MONTHS + 1, this + 1)) if anybody else ()
    return Counted("stops", labels, {"suspended": tuple(cut), "restored": tuple(back)},
                   {"suspended": int(sum(cut)), "restored": int(sum(back))})  # fmt: skip


def _turns(
    one: Facts, benefit: Benefit, days: Sequence[date], since: date
) -> Iterator[tuple[int, Literal["cut", "back"]]]:
    """Give the months in which a benefit was cut or paid again."""
    past = ""
    for at, day in enumerate(days):
        if day < since:
            continue
        state = _state(one.standing(benefit, day))
        if state == "down" and past in ("up", "out"):
            yield at - 1, "cut"
        elif (past, state) == ("down", "up"):
            yield at - 1, "back"
        past = state


def _made_here(office: Office, records: Sequence[str]) -> set[str]:
    """Give those of these records that were made by an office of this register, and did not come with it."""
    found: set[str] = set()
    with office.store.session() as session:
        for at in range(0, len(records), TOGETHER):
            some = col(Journal.id).in_(records[at : at + TOGETHER])
            found.update(session.exec(select(Journal.id).where(some, col(Journal.kind).in_(TELLING))))
    return found


def _state(now: Standing) -> str:
    if now.status == "SUSPENDED" or now.stop_reason == "not_certified":
        return "down"
    return "up" if now.status in IN_ORDER else "out"


def _likeness(office: Office, person: str) -> tuple[Counted, ...]:
    """Likeness and threshold at each verification of each template."""
    found = template_care.of_person(office, person) if person else ()
    made = tuple(
        Counted(
            "likeness", tuple(each.on.isoformat() for each in one.scores),
            {"likeness": tuple(each.likeness for each in one.scores),
             "threshold": tuple(each.threshold for each in one.scores)},
            {"modality": one.modality, "variant": one.variant, "made": one.made_on.isoformat(),
             "number": len(one.scores)},
        )
        for one in found
    )  # fmt: skip
    return made or (Counted("likeness", values={"person": person}),)
