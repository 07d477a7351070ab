"""A desk whose computed rows are held against the rules, and what may happen to the people of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st
from sqlmodel import Session, col, select

from fieldsuite.facts import gather
from fieldsuite.province import lists, proposals
from fieldsuite.rules.buckets import bucket_of
from fieldsuite.rules.profiles import load
from fieldsuite.standings.computing import Present
from fieldsuite.standings.keeping import noticing, settling
from fieldsuite.standings.placing import with_losses
from fieldsuite.standings.rebuilding import refresh
from fieldsuite.standings.staleness import stale_people
from fieldsuite.store import Store
from fieldsuite.tables import (
    Benefit,
    ComparedFile,
    ComparedSign,
    ComputedStanding,
    Journal,
    KnownCertification,
    KnownEvent,
    Person,
)

BEGIN = date(2026, 11, 21)
NUMBERS = count()
PEOPLE = ("a", "b")


class Desk:
    """A store whose rows are kept, and a day that can be moved on."""

    def __init__(self, store: Store) -> None:
        self.store, self.today, self.profiles = store, BEGIN, dict(load())
        store.keep(noticing, settling(lambda: self.present))

    @property
    def present(self) -> Present:
        return Present(self.today, "2026-11-21T01:00:00Z", self.profiles, "Asia/Shanghai")

    def office(self, today: date) -> Any:
        config = SimpleNamespace(kind="province", practice=False, timezone="Asia/Shanghai", area="")
        nowhere = SimpleNamespace(profiles=Path("/nowhere"))
        return SimpleNamespace(config=config, home=nowhere, trust=None, store=self.store, today=lambda: today)

    def computed(self, session: Session, today: date, people: list[str]) -> dict[str, tuple[object, ...]]:
        """What the rules say from scratch, by the way the desk's cards of one person go."""
        office, found = self.office(today), {}
        facts, signs, asked = (
            gather(office, session, people),
            lists.signs_of(session),
            proposals._asked(session),
        )
        for key, one in facts.items():
            one.profiles = self.profiles
            for mine in one.benefits:
                said = signs.get(key, [])
                standing, place = one.standing(mine, today), lists.placed(office, one, mine, said)
                told, source = with_losses(one, mine, said, today)
                what = proposals._of(
                    told,
                    mine,
                    told.standing(mine, today),
                    today,
                    asked.get(mine.id, set()),
                    lost=bool(source),
                )
                last = max((made.on for made in one.certified if made.known_on <= today), default=None)
                span = bucket_of(last, mine.start_on, today)
                found[mine.id] = (
                    mine.benefit, one.person.insured_area, one.person.site, one.person.village, standing.status,
                    standing.deadline, standing.suspend_from or "", last, last or mine.start_on,
                    span.from_months if span else 0, place.list, place.fraud, [row.what for row in what],
                )  # fmt: skip
        return found

    def rows(self, session: Session, people: list[str]) -> dict[str, ComputedStanding]:
        found = session.exec(select(ComputedStanding).where(col(ComputedStanding.person_id).in_(people)))
        return {row.benefit_id: row for row in found}


def values(row: ComputedStanding) -> tuple[object, ...]:
    return (
        row.benefit, row.area, row.site, row.village, row.status, row.deadline, row.suspend_from, row.last,
        row.uncertified_since, row.bucket, row.list, row.urgency == 0, row.proposed.split(),
    )  # fmt: skip


DAYS = st.one_of(st.integers(-1100, 60), st.integers(-60, 60)).map(lambda days: BEGIN + timedelta(days=days))
WHO = st.sampled_from(PEOPLE)
BENEFITS = st.sampled_from([("pension", "sichuan"), ("work-injury", "sichuan"), ("resident-pension", "guangdong"),
                            ("pension", "inner-mongolia"), ("dependants", "guangxi-dependants")])  # fmt: skip
ACTS = st.one_of(
    st.tuples(st.just("benefit"), WHO, BENEFITS, DAYS),
    st.tuples(st.just("certified"), WHO, DAYS, st.integers(-1, 90)),
    st.tuples(st.just("withdrawn"), WHO),
    st.tuples(st.just("undone"), WHO),
    st.tuples(st.just("event"), WHO, st.sampled_from(["death", "missing", "prison", "objection"]), DAYS),
    st.tuples(st.just("taken_back"), WHO),
    st.tuples(st.just("sign"), WHO, st.sampled_from(["death", "survivor", "travel", "hospital"]), DAYS),
    st.tuples(st.just("sign_state"), WHO, st.sampled_from(["objected", "withdrawn", "stands"])),
    st.tuples(st.just("enrolled"), WHO, DAYS),
    st.tuples(st.just("returned"), WHO),
    st.tuples(st.just("moved"), WHO, st.sampled_from(["510502", "510504", ""])),
    st.tuples(st.just("ended"), WHO, st.sampled_from([None, BEGIN])),
    st.tuples(st.just("failed"), WHO, st.integers(0, 8)),
    st.tuples(st.just("asked"), WHO, DAYS),
    st.tuples(st.just("later"), st.integers(1, 200)),
)


def journal(who: str, kind: str, on: date, payload: dict[str, Any], about: str | None = None) -> Journal:
    number = f"r{next(NUMBERS)}"
    at = datetime.combine(on, datetime.min.time(), UTC).isoformat().replace("+00:00", "Z")
    return Journal(id=number, kind=kind, person_id=who, occurred_on=on, recorded_at=at, officer="o",
                   officer_name="o", line=b"", digest=number, chain="", payload=payload, evidence=[],
                   about=about, status="stored")  # fmt: skip


def act(session: Session, who: str, what: str, *said: Any) -> None:
    """Do one thing the way the desk's jobs do: by the tables' own objects."""
    number = f"n{next(NUMBERS)}"
    newest: Any = {"withdrawn": KnownCertification, "undone": KnownCertification, "taken_back": KnownEvent,
                   "sign_state": ComparedSign, "ended": Benefit, "failed": Benefit, "asked": Benefit
                   }.get(what)  # fmt: skip
    row: Any = (
        newest
        and session.exec(
            select(newest).where(newest.person_id == who).order_by(newest.id.desc()).limit(1)
        ).first()
    )
    if newest and row is None:
        return
    match what:
        case "benefit":
            (kind, profile), start = said
            session.add(Benefit(id=number, person_id=who, benefit=kind, profile=profile, start_on=start))
        case "certified":
            on, late = said
            session.add(
                KnownCertification(
                    id=number, person_id=who, on=on, recorded_on=on + timedelta(days=late), method="x"
                )
            )
        case "withdrawn" | "taken_back":
            row.withdrawn = "x"
        case "undone":
            session.delete(row)
        case "event":
            session.add(KnownEvent(id=number, person_id=who, kind=said[0], on=said[1]))
        case "sign":
            session.add(
                ComparedSign(id=number, file="f", line=1, person_id=who, kind=said[0], source="police", on=said[1],
                             recorded_on=said[1])
            )  # fmt: skip
        case "sign_state":
            row.state = said[0]
        case "enrolled":
            session.add(journal(who, "enrolment", said[0], {"source": "live"}))
        case "returned":
            mine = select(Journal).where(Journal.person_id == who, Journal.kind == "enrolment")
            if found := session.exec(mine).first():
                session.add(journal(who, "review", found.occurred_on, {"agree": False}, found.id))
        case "moved":
            person = session.get(Person, who)
            assert person is not None
            person.insured_area = said[0]
        case "ended":
            row.ended_on = said[0]
        case "failed":
            row.failed_payments = said[0]
        case "asked":
            months = [f"{said[0]:%Y-%m}"]
            session.add(
                journal(
                    who, "application", said[0], {"what": "back_pay", "benefit": row.id, "months": months}
                )
            )


@contextmanager
def kept(store: Store) -> Iterator[Desk]:
    with store.session() as session:
        session.add(ComparedFile(id="f", name="f", sha256="f", department="police", kind="death", issued_on=BEGIN,
                                 read_at="", officer="o", lines=1, matched=1))  # fmt: skip
    yield Desk(store)
    store.close()


def somebody(desk: Desk, name: str, **more: Any) -> str:
    who = f"p{next(NUMBERS)}-{name}"
    values_: dict[str, Any] = {"birth": date(2008, 12, 1) if name == "b" else date(1951, 3, 14), **more}
    with desk.store.session() as session:
        session.add(Person(id=who, person_no=who, name=name, sex="男", id_no=who, id_tail="0000", site="s",
                           village="v", insured_area="510502", **values_))  # fmt: skip
    return who


def hold(desk: Desk, people: list[str]) -> None:
    """Every row says what the rules say, today and on every day until the one it names."""
    with desk.store.session() as session:
        stale = set(stale_people(session, desk.present)) & set(people)
        rows, today = desk.rows(session, people), desk.computed(session, desk.today, people)
        assert rows.keys() == today.keys()
        for key, row in rows.items():
            if row.person_id in stale:
                continue
            assert values(row) == today[key]
            last = min(row.until, desk.today + timedelta(days=800)) - timedelta(days=1)
            for day in {last, desk.today + (last - desk.today) // 2, desk.today + (last - desk.today) // 3}:
                assert values(row) == desk.computed(session, day, [row.person_id])[key], (day, row)


def live(desk: Desk, acts: list[tuple[Any, ...]]) -> None:
    names = {name: somebody(desk, name) for name in PEOPLE}
    desk.today = BEGIN
    for what, *said in acts:
        if what == "later":
            hold(desk, list(names.values()))
            desk.today += timedelta(days=said[0])
            continue
        with desk.store.session() as session:
            act(session, names[said[0]], what, *said[1:])
    people = list(names.values())
    list(refresh(desk.store.session, desk.present, people))
    with desk.store.session() as session:
        assert not set(stale_people(session, desk.present)) & set(people)
    hold(desk, people)
