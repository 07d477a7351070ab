"""What the pictures count: progress by village, deadlines ahead, ways, suspended and restored, likeness of a person.

The numbers are those of the reports: ``summary.progress``, the deadlines of the calendar, the score history of a
template. ``chart_words.worded`` puts words to them; nothing here knows how they are drawn.
"""

from collections import Counter
from dataclasses import dataclass, field

from sqlmodel import col, select

from fieldsuite.casework import template_care
from fieldsuite.casework.reports import summary
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.records import TELLING
from fieldsuite.rules.months import last_day, month_of, month_text
from fieldsuite.rules.standing import Standing
from fieldsuite.tables import Journal

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
    with office.store.session() as session:
        facts = gather(office, session)
        made_here = set(session.exec(select(Journal.id).where(col(Journal.kind).in_(TELLING))))
    return (_deadlines(office, facts) if name == "deadlines" else _stops(office, facts, made_here),)


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
    return Counted("villages", tuple(areas), series, {"certified": certified, "owed": whole})


def _deadlines(office: Office, facts: dict[str, Facts]) -> Counted:
    """Benefits by the month in which they fall due; those of earlier months are over and counted apart."""
    today = office.today()
    first, due = month_of(today), Counter[int]()
    for one in facts.values():
        for benefit in one.benefits:
            deadline = one.standing(benefit, today).deadline
            if deadline is not None:
                due[month_of(deadline)] += 1
    months = range(first, first + MONTHS)
    over = sum(number for month, number in due.items() if month < first)
    later = sum(number for month, number in due.items() if month not in months) - over
    labels = tuple(map(month_text, months)) if due else ()
    return Counted("deadlines", labels, {"due": tuple(float(due[month]) for month in months)},
                   {"over": over, "later": later})  # fmt: skip


def _ways(office: Office, year: int) -> Counted:
    """Certifications of a year by way, each once, however many benefits it holds for."""
    group = {way: name for name, ways in GROUPS.items() for way in ways}
    found = Counter(group.get(way, "other") for way in summary.ways(office, year))
    names = (*GROUPS, "other") if found else ()
    return Counted("ways", names, {"number": tuple(float(found[name]) for name in names)},
                   {"total": found.total(), "year": year})  # fmt: skip


def _stops(office: Office, facts: dict[str, Facts], made_here: set[str]) -> Counted:
    """Benefits that ceased to be paid for want of certification, and those paid again, month by month.

    Compared are the last days of two months, as they were known then; a benefit that ended by death, prison or
    disappearance is neither (四川规程 第25条). A register may know the last certification only: what lies before the
    first one it knows is left out, unless that was made here, to somebody who had none.
    """
    today, this = office.today(), month_of(office.today())
    days = [min(last_day(month), today) for month in range(this - MONTHS, this + 1)]
    cut, back = [0.0] * MONTHS, [0.0] * MONTHS
    for one in facts.values():
        first = min(one.certified, key=lambda known: known.known_on, default=None)
        since = first.known_on if first is not None and first.record not in made_here else days[0]
        for benefit in one.benefits:
            past = ""
            for at, day in enumerate(days):
                if day < since:
                    continue
                state = _state(one.standing(benefit, day))
                if state == "down" and past in ("up", "out"):
                    cut[at - 1] += 1
                elif (past, state) == ("down", "up"):
                    back[at - 1] += 1
                past = state
    labels = tuple(month_text(month) for month in range(this - MONTHS + 1, this + 1)) if facts else ()
    return Counted("stops", labels, {"suspended": tuple(cut), "restored": tuple(back)},
                   {"suspended": int(sum(cut)), "restored": int(sum(back))})  # fmt: skip


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
