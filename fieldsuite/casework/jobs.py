"""办公事项: the jobs of a whole office with what waits in each, so that one list leads to all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sqlmodel import col, select

from fieldsuite.casework import first_steps, phones, same_person, sites, staff
from fieldsuite.casework.ledgers.applications import applications
from fieldsuite.casework.overseas import mail, queue
from fieldsuite.casework.reports import calendar, issues, reported
from fieldsuite.casework.reports.calling import call_list
from fieldsuite.casework.reports.notices import KINDS
from fieldsuite.casework.visits import sheet
from fieldsuite.casework.visits.plan import day_plan
from fieldsuite.office import Office
from fieldsuite.tables import Person

Section = Literal["begin", "visits", "telling", "counter", "books", "people", "paper", "safe"]
SOON = 7
"""Days before a deadline of the office from which it is the next thing to do; our own."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job of the office."""

    name: str
    """Its words are ``work.job_<name>``."""
    section: Section
    number: int | None = None
    """How much waits; None where nothing is counted."""
    about: str = ""
    """Key of one more sentence, ``work.about_<about>``."""
    values: dict[str, object] = field(default_factory=dict)
    urgent: bool = False
    """True when it should be done today."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """Every job, and which of them comes next."""

    jobs: tuple[Job, ...]
    next: str
    """Name of the job to do next, empty when nothing presses."""


ORDER = ("begin", "plan", "roster", "services", "notices", "losses", "issues", "mail", "ledgers", "summary", "charts",
         "calendar", "register", "batch", "same", "waiting", "care", "slips", "papers", "sites", "printer", "staff",
         "backup", "audit")  # fmt: skip
"""Every job; a consulate begins with its counter and its post."""


def names(office: Office) -> tuple[str, ...]:
    """Give the jobs this office has, in their order."""
    if office.config.kind != "consulate":
        return ORDER
    return ("begin", "counter", "mail", *(name for name in ORDER if name not in ("begin", "mail")))


def jobs(office: Office) -> Jobs:
    """Count what waits in every job; the first one that presses is the next."""
    known = names(office)
    # A consulate goes to nobody's door: what belongs to that stands there only while something waits in it.
    abroad = office.config.kind == "consulate"
    counted = tuple(
        one
        for one in _counted(office)
        if one.name in known and not (abroad and one.section == "visits" and not one.number)
    )
    ordered = tuple(sorted(counted, key=lambda one: known.index(one.name)))
    return Jobs(ordered, next((one.name for one in ordered if one.urgent), ""))


def _counted(office: Office) -> Iterator[Job]:
    steps = first_steps.first_steps(office)
    coming = next((one.name for one in steps if one.next), "")
    yield Job("begin", "begin", sum(not one.done for one in steps), f"begin_{coming}" if coming else "",
              urgent=any(one.barring for one in steps))  # fmt: skip
    for made in (_visits, _telling, _counter, _books, _people):
        yield from made(office)
    yield Job("papers", "paper")
    yield Job("sites", "paper", len(sites.sites(office)))
    yield Job("printer", "paper")
    unknown = sum(one.known != "trusted" for one in staff.staff(office).rows)
    yield Job("staff", "safe", unknown or None, "unknown_keys" if unknown else "", {"unknown": unknown})
    yield Job("backup", "safe")
    yield Job("audit", "safe")


def _visits(office: Office) -> Iterator[Job]:
    today = office.today()
    stops = day_plan(office, most=10_000)
    booked = sum(bool(one.appointment) for one in stops)
    yield Job("plan", "visits", len(stops), "booked" if booked else "", {"booked": booked}, bool(stops))
    lines = sheet.look(office).lines
    begun = sum(one.mark in ("wrong", "no_photo", "draft") for one in lines)
    yield Job("roster", "visits", len(lines), "begun" if begun else "", {"begun": begun}, begun > 0)
    waiting = applications(office, open_only=True)
    unplanned = [one for one in waiting if one.step == "applied"]
    over = [one for one in waiting if one.visit_on is not None and one.visit_on < today]
    about = "over" if over else "unplanned" if unplanned else ""
    yield Job("services", "visits", len(waiting), about, {"over": len(over), "unplanned": len(unplanned)},
              bool(over or unplanned))  # fmt: skip


def _telling(office: Office) -> Iterator[Job]:
    untold: dict[str, int] = {kind: sum(not row.told for row in call_list(office, kind)) for kind in KINDS}
    yield Job(
        "notices", "telling", sum(untold.values()), "untold", dict[str, object](untold), any(untold.values())
    )
    yield Job("losses", "telling", len(reported.reported(office)))
    yield Job("issues", "telling", len(issues.register(office)))


def _counter(office: Office) -> Iterator[Job]:
    waits = sum(one.state in ("waiting", "serving") for one in queue.tickets(office))
    yield Job("counter", "counter", waits, urgent=waits > 0)
    yield Job("mail", "counter", len(mail.register(office)))
    yield Job("slips", "paper")


def _books(office: Office) -> Iterator[Job]:
    yield Job("ledgers", "books")
    yield Job("summary", "books")
    yield Job("charts", "books")
    entries = calendar.calendar(office)
    first: date | None = entries[0].on if entries else None
    left = entries[0].days_left if entries else 0
    about: dict[str, object] = {"on": first.isoformat() if first else "", "left": left}
    pressing = sum(one.days_left <= SOON for one in entries)
    yield Job("calendar", "books", pressing, "nearest" if first else "", about)


def _people(office: Office) -> Iterator[Job]:
    found = phones.report(office)
    doubles = len(same_person.same_people(office))
    about: dict[str, object] = {
        "shared": len(found.shared),
        "missing": len(found.missing),
        "doubles": doubles,
    }
    yield Job("register", "people", len(found.shared) + len(found.missing) + doubles, "register", about)
    for name in ("batch", "same", "waiting", "care"):
        yield Job(name, "people")


def villages(office: Office) -> tuple[str, ...]:
    """Give the villages of the register, for lists that can be limited to one."""
    with office.store.session() as session:
        named = select(Person.village).where(Person.village != "").distinct()
        return tuple(session.exec(named.order_by(col(Person.village))))
