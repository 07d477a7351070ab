"""What a desk counts in its database, a part at a time, is what one gets from reading everybody at once."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import select

from fieldsuite.casework.ledgers.follow_up import follow_up
from fieldsuite.casework.reports import charts, notices, summary
from fieldsuite.casework.reports.calendar import AHEAD, calendar
from fieldsuite.facts import Facts, gather
from fieldsuite.office import Office
from fieldsuite.province import proposals
from fieldsuite.rules.lists import ledger_from
from fieldsuite.rules.months import add_months, last_day, month_of, month_text
from fieldsuite.tables import Benefit, ComparedFile, KnownCertification, Person
from tests.fieldsuite.cli.desks import written
from tests.fieldsuite.province.computed import act
from tests.fieldsuite.province.desks import move
from tests.grounds import Place

KINDS = (("pension", "sichuan"), ("work-injury", "sichuan"), ("resident-pension", "guangdong"),
         ("pension", "inner-mongolia"), ("dependants", "guangxi-dependants"))  # fmt: skip
PEOPLE = 120


def people_with_pasts(office: Office) -> None:
    """People of every profile with certifications, events and benefits that began and ended, known in time or late."""
    chance, today = random.Random(20_261_121), office.today()

    def day(back: int) -> date:
        return today - timedelta(days=chance.randint(-20, back))

    with office.store.session() as session:
        session.add(ComparedFile(id="f", name="f", sha256="f", department="police", kind="death", issued_on=today,
                                 read_at="", officer="o", lines=1, matched=1))  # fmt: skip
        for at in range(PEOPLE):
            who = f"many-{at:03}"
            session.add(
                Person(id=who, person_no=who, name=f"某{at}", sex="男", id_no=f"none-{at}", id_tail="0000",
                       birth=date(1940, 1, 1) + timedelta(days=at * 180), site=f"site-{at % 3}" if at % 7 else "",
                       village=f"v{at % 4}", insured_area=("790123", "510502", "")[at % 3])
            )  # fmt: skip
            session.flush()
            for kind in chance.sample(KINDS, chance.randint(0, 2)):
                act(session, who, "benefit", kind, day(2500))
            for _ in range(chance.randint(0, 4)):
                act(session, who, "certified", day(900), chance.choice((0, 0, 0, 3, 90)))
            if chance.random() < 0.4:
                act(
                    session,
                    who,
                    "event",
                    chance.choice(("death", "missing", "prison", "objection")),
                    day(800),
                )
            for what, often in (("withdrawn", 0.1), ("taken_back", 0.1), ("ended", 0.1)):
                if chance.random() < often:
                    act(session, who, what, *([today] if what == "ended" else []))
            if chance.random() < 0.2:
                act(session, who, "enrolled", day(300))
                if chance.random() < 0.4:
                    act(session, who, "returned")


@pytest.fixture(params=["files", "server"])
def desk(place: Place, request: pytest.FixtureRequest) -> Iterator[Office]:
    if request.param == "server":
        move(place, request.getfixturevalue("postgres"))
    with place.clerk() as office:
        people_with_pasts(office)
        yield office


def everybody(office: Office) -> dict[str, Facts]:
    with office.store.session() as session:
        return gather(office, session)


def benefits(office: Office) -> list[tuple[Facts, Benefit]]:
    return [(one, mine) for one in everybody(office).values() for mine in one.benefits]


def test_what_is_counted_is_what_everybody_read_at_once_gives(desk: Office, place: Place) -> None:
    today, all_ = desk.today(), benefits(desk)
    assert len({one.standing(mine, today).status for one, mine in all_}) > 5
    months_as_read(desk, all_)
    progress_as_read(desk, all_)
    deadlines_as_read(desk, all_)
    notices_as_read(desk, all_)
    stops_as_read(desk, all_)
    payroll_as_read(desk, place, everybody(desk))


def months_as_read(desk: Office, all_: list[tuple[Facts, Benefit]]) -> None:
    this, expected = month_of(desk.today()), []
    for month in range(this - 11, this + 1):
        day = min(last_day(month), desk.today())
        at = Counter(one.standing(mine, day).status for one, mine in all_)
        stopped = at["STOPPED"] + at["STOPPED_PRISON"] + at["DECEASED"]
        expected.append((month_text(month), at["SUSPENDED"], stopped))
    assert list(proposals.trend(desk)) == expected
    assert len({suspended for _, suspended, _ in expected}) > 3


def progress_as_read(desk: Office, all_: list[tuple[Facts, Benefit]]) -> None:
    year = desk.today().year
    with desk.store.session() as session:
        made = [
            one
            for one in session.exec(select(KnownCertification))
            if one.on.year == year and not one.withdrawn
        ]
    for line in summary.progress(desk):
        mine = [(one, each) for one, each in all_
                if line.area in ("", one.person.site) and each.benefit == line.benefit]  # fmt: skip
        status = Counter(one.standing(each, desk.today()).status for one, each in mine)
        ways = Counter(known.method for one, _ in mine for known in made if known.person_id == one.person.id)
        assert line.people == len(mine) and line.methods == dict(ways) and line.this_year == ways.total()
        assert line.certified == status["OK"] + status["DUE_SOON"] + status["OVERDUE_IN_MONTH"]
        assert (line.suspended, line.due) == (
            status["SUSPENDED"],
            status["DUE_SOON"] + status["OVERDUE_IN_MONTH"],
        )
        assert line.stopped == status["STOPPED"] + status["STOPPED_PRISON"] + status["DECEASED"]
    assert {line.area for line in summary.progress(desk)} >= {"", "site-0", "site-1", "site-2"}
    assert sum(line.people for line in summary.progress(desk) if not line.area) == len(all_)
    assert summary.ways(desk, year) == Counter(known.method for known in made)


def deadlines_as_read(desk: Office, all_: list[tuple[Facts, Benefit]]) -> None:
    today = desk.today()
    days = Counter(day for one, mine in all_ if (day := one.standing(mine, today).deadline) is not None)
    shown = {one.on: one.people for one in calendar(desk) if one.what == "due"}
    assert shown == {day: many for day, many in days.items() if today <= day <= add_months(today, AHEAD)}
    (counted,) = charts.count(desk, "deadlines")
    assert counted.values["over"] == sum(
        many for day, many in days.items() if month_of(day) < month_of(today)
    )


def notices_as_read(desk: Office, all_: list[tuple[Facts, Benefit]]) -> None:
    for kind in notices.KINDS:
        for village in ("", "v1"):
            told = Counter(one.person_id for one in notices.due_notices(desk, kind, village=village))
            assert told == Counter(
                one.person.id for one, mine in all_
                if one.standing(mine, desk.today()).status in notices.STATUSES[kind]
                and village in ("", one.person.village)
            ) and told  # fmt: skip
    with desk.store.session() as session:
        followed = Counter(row["id_no"] for row in follow_up(desk, session))
    since = [(one, ledger_from(one.standing(mine, desk.today()))) for one, mine in all_]
    assert followed == Counter(one.person.id_no for one, day in since if day and day <= desk.today())


def stops_as_read(desk: Office, all_: list[tuple[Facts, Benefit]]) -> None:
    this, (shown,) = month_of(desk.today()), charts.count(desk, "stops")
    days = [min(last_day(month), desk.today()) for month in range(this - 12, this + 1)]
    cut = [0.0] * 12
    for one, mine in all_:
        since = min((made.known_on for made in one.certified), default=days[0])
        past = ""
        for at, day in enumerate(days):
            if day >= since:
                state = charts._state(one.standing(mine, day))
                cut[at - 1] += state == "down" and past in ("up", "out")
                past = state
    assert shown.series["suspended"] == tuple(cut) and any(cut)


def payroll_as_read(desk: Office, place: Place, facts: dict[str, Facts]) -> None:
    numbers = {key: one.person.id_no for key, one in facts.items() if not key.startswith("many")}
    with desk.store.session() as session:
        for key in numbers:
            act(session, key, "event", "prison", date(2026, 10, 1)) if key == "p-fine" else None
    file = written(place, [("身份证号码",), *((numbers[key],) for key in ("p-fine", "p-cut", "p-month"))])
    found = proposals.payroll(desk, file, {})
    facts = everybody(desk)

    def worst(one: Facts) -> str:
        order = ("DECEASED", "STOPPED_PRISON", "STOPPED", "SUSPENDED", "OVERDUE_IN_MONTH", "DUE_SOON", "OK")
        at = [one.standing(mine, desk.today()).status for mine in one.benefits]
        return min((status for status in at if status in order), key=order.index, default="")

    assert [(key, status) for key, _, status in found.paid_uncertified] == [
        ("p-cut", "SUSPENDED"), ("p-fine", "STOPPED_PRISON"),
    ]  # fmt: skip
    due = [key for key, one in sorted(facts.items()) if worst(one) in ("OK", "DUE_SOON")]
    assert [key for key, _ in found.unpaid_entitled] == [
        key for key in due if key not in ("p-fine", "p-cut", "p-month")
    ]
