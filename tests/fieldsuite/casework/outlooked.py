"""A village whose kept rows are held against the rules, and what may happen to the people of it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from fieldsuite.casework import home, people
from fieldsuite.casework.outlooks.computing import WORST
from fieldsuite.casework.tasks import open_task, verify_tasks
from fieldsuite.casework.views import PersonRow
from fieldsuite.databases.bulk import insert_rows
from fieldsuite.facts import gather, refused
from fieldsuite.office import Office
from fieldsuite.records import Enrolment, Review, Verification, Visit
from fieldsuite.rules.lists import days_left
from fieldsuite.tables import (
    Assignment,
    Benefit,
    Journal,
    KnownCertification,
    KnownEvent,
    Outcome,
    Person,
    TaskList,
)
from tests.grounds import TODAY, Place

NUMBERS = count()
WHO = ("a", "b", "c")
BENEFITS = (("pension", "sichuan"), ("work-injury", "sichuan"), ("resident-pension", "guangdong"),
            ("pension", "inner-mongolia"), ("dependants", "guangxi-dependants"))  # fmt: skip


def scratch(office: Office) -> dict[str, tuple[object, ...]]:
    """Where everybody stands, by the rules alone, and whether they were seen today."""
    today, found = office.today(), {}
    with office.store.session() as session:
        facts, tasks, out = gather(office, session), verify_tasks(session), refused(session)
        seen = {
            row.person_id
            for row in session.exec(select(Journal).where(Journal.occurred_on == today))
            if row.kind in ("visit", "verification") and row.id not in out and row.payload.get("passed", True)
        }
    for key, one in facts.items():
        said = [one.standing(mine, today) for mine in one.benefits]
        worst = min((each.status for each in said), key=WORST.index, default="NOT_STARTED")
        days = [each.deadline for each in said if each.deadline and each.status == worst]
        task = open_task(tasks.get(key, ()), one)
        left = days_left(task.received_on, today) if task else None
        found[key] = (one.person.name, one.person.village, worst, min(days, default=None), left,
                      task.reason if task else "", key in seen)  # fmt: skip
    return found


def told(row: PersonRow) -> tuple[object, ...]:
    return (row.name, row.village, row.status, row.deadline, row.verify_days, row.reason, row.seen_today)


def hold(office: Office) -> None:
    """Lists and numbers are those of the rules."""
    today, wanted = office.today(), scratch(office)
    assert {row.id: told(row) for row in people.find(office, limit=None)} == wanted
    over = {"SUSPENDED", "STOPPED", "OVERDUE_IN_MONTH"}
    lists: dict[str, set[str]] = {"due": set(), "overdue": set(), "verify": set(), "visits": set()}
    for key, (_, _, status, deadline, days, _, seen) in wanted.items():
        if status in over:
            lists["overdue"].add(key)
        if days is not None:
            lists["verify"].add(key)
        if (days is not None or status in {*over, "DUE_SOON"}) and not seen:
            lists["visits"].add(key)
        open_ = status in ("OK", "DUE_SOON", "OVERDUE_IN_MONTH", "SUSPENDED")
        if open_ and isinstance(deadline, date) and f"{deadline:%Y-%m}" == f"{today:%Y-%m}":
            lists["due"].add(key)
    for which, named in lists.items():
        rows = people.find(office, which=which, limit=None)  # type: ignore[arg-type]  # the names of the lists
        assert {row.id for row in rows} == named, which
        order = [(WORST.index(row.status), row.deadline or date.max, row.village, row.name) for row in rows]
        assert order == sorted(order)
    view = home.view(office)
    assert (view.due_this_month, view.overdue, view.to_verify) == tuple(
        len(lists[which]) for which in ("due", "overdue", "verify")
    )
    left = [days for *_, days, _, _ in wanted.values() if days is not None]
    assert view.verify_days_left == min(left, default=None)
    late = [days for key in lists["overdue"] if (days := wanted[key][3])]
    months = [(today.year - day.year) * 12 + today.month - day.month for day in late]  # type: ignore[attr-defined]  # a date
    assert view.oldest_overdue_months == max([0, *months])
    assert [row.id for row in view.visits] == [row.id for row in people.find(office, which="visits")][:12]


DAYS = st.one_of(st.integers(-800, 40), st.integers(-40, 40)).map(lambda days: TODAY + timedelta(days=days))
SOMEBODY = st.sampled_from(WHO)
ACTS = st.one_of(
    st.tuples(st.just("benefit"), SOMEBODY, st.sampled_from(BENEFITS), DAYS),
    st.tuples(st.just("ended"), SOMEBODY),
    st.tuples(st.just("known"), SOMEBODY, DAYS, st.booleans()),
    st.tuples(st.just("known_in_bulk"), SOMEBODY, DAYS),
    st.tuples(st.just("withdrawn"), SOMEBODY),
    st.tuples(st.just("event"), SOMEBODY, st.sampled_from(["death", "missing", "prison", "objection"]), DAYS),
    st.tuples(st.just("visit"), SOMEBODY, st.sampled_from(["self_care", "dead"]), DAYS),
    st.tuples(st.just("verified"), SOMEBODY, st.booleans(), DAYS),
    st.tuples(st.just("enrolled"), SOMEBODY, DAYS),
    st.tuples(st.just("reviewed"), SOMEBODY, st.booleans()),
    st.tuples(st.just("answered"), SOMEBODY, st.sampled_from(["accepted", "returned", "rejected", "stored"])),
    st.tuples(st.just("undone"), SOMEBODY),
    st.tuples(st.just("corrected"), SOMEBODY, st.sampled_from(["name", "village", "birth", "phone"])),
    st.tuples(st.just("listed"), st.sets(SOMEBODY), DAYS),
    st.tuples(st.just("later"), st.integers(1, 120)),
    st.tuples(st.just("looked")),
    st.tuples(st.just("kept")),
    st.tuples(st.just("put_back")),
)


def record(who: str, kind: str, on: date, payload: dict[str, Any], about: str | None = None) -> Journal:
    number = f"r{next(NUMBERS)}"
    at = datetime.combine(on, datetime.min.time(), UTC).isoformat().replace("+00:00", "Z")
    return Journal(id=number, kind=kind, person_id=who, occurred_on=on, recorded_at=at, officer="o", officer_name="o",
                   line=b"", digest=number, chain="", payload=payload, evidence=[], about=about)  # fmt: skip


class Village:
    """An office that may be closed, put back from a copy, and opened again."""

    def __init__(self, place: Place) -> None:
        self.place, self.copy = place, place.root / "kept"
        self._opened = place.officer()
        self.office = self._opened.__enter__()

    def keep(self) -> None:
        self.copy.mkdir(exist_ok=True)
        self.office.store.copy_to(self.copy / "office.db", self.copy / "templates.db")

    def put_back(self) -> None:
        if not self.copy.is_dir():
            return
        self.close()
        home = self.office.home
        for name, path in (("office.db", home.database), ("templates.db", home.templates)):
            for old in path.parent.glob(f"{path.name}-*"):
                old.unlink()
            shutil.copyfile(self.copy / name, path)
        self._opened = self.place.officer()
        self.office = self._opened.__enter__()

    def close(self) -> None:
        self._opened.__exit__(None, None, None)


@pytest.fixture
def village(place: Place) -> Iterator[Village]:
    made = Village(place)
    with made.office.store.session() as session:
        for name in WHO:
            session.add(Person(id=name, person_no=name, name=name, sex="男", id_no=name, id_tail="0000",
                               birth=date(2008, 12, 1) if name == "b" else date(1951, 3, 14), village="v"))  # fmt: skip
    yield made
    made.close()


def act(office: Office, session: Session, what: str, who: str, *said: Any) -> None:
    """Do one thing to somebody, by objects of the tables, in bulk or by plain SQL."""
    number = f"n{next(NUMBERS)}"
    mine = select(Journal).where(Journal.person_id == who, col(Journal.kind).in_(("visit", "verification")))
    newest = session.exec(mine.order_by(col(Journal.position).desc())).first()
    match what:
        case "benefit":
            (kind, profile), start = said
            session.add(Benefit(id=number, person_id=who, benefit=kind, profile=profile, start_on=start))
        case "ended":
            if found := session.exec(select(Benefit).where(Benefit.person_id == who)).first():
                found.ended_on = TODAY if found.ended_on is None else None
        case "known":
            on, own = said
            origin = newest.id if own and newest else ""
            session.add(
                KnownCertification(id=number, person_id=who, on=on, recorded_on=on, method="x", origin=origin)
            )
        case "known_in_bulk":
            row = KnownCertification(id=number, person_id=who, on=said[0], recorded_on=said[0], method="x")
            insert_rows(session, KnownCertification.__table__, [row.model_dump()])  # type: ignore[attr-defined]
        case "withdrawn":
            session.connection().exec_driver_sql(
                "UPDATE knowncertification SET withdrawn = 'x' WHERE person_id = ? AND rowid % 2 = 0", (who,)
            )
        case "event":
            session.add(KnownEvent(id=number, person_id=who, kind=said[0], on=said[1]))
        case "visit":
            status, on = said
            seen = Visit(status=status, place="三村", at="09:00", death_on=on if status == "dead" else None)
            session.add(record(who, "visit", on, seen.data()))
        case "verified":
            passed, on = said
            human = Verification(method="manual", verdict="confirmed", passed=passed, source="human",
                                 document="id_card", reason="x")  # fmt: skip
            session.add(record(who, "verification", on, human.data()))
        case "enrolled":
            model = Enrolment(
                modality="face", engine="x", version="1", samples=3, source="live", template_sha256="x"
            )
            session.add(record(who, "enrolment", said[0], model.data()))
        case "reviewed":
            if newest:
                review = Review(of=newest.id, of_digest=newest.digest, agree=said[0], reason="x")
                # By somebody of another office, who need not say whom it is about.
                session.add(record("", "review", TODAY, review.data(), newest.id))
        case "answered":
            if newest:
                session.add(
                    Outcome(record_id=newest.id, document="d", stage="decision", status=said[0], at="", seq=1)
                )
        case "undone":
            if newest:
                session.delete(newest)
        case "corrected":
            person = session.get(Person, who)
            assert person is not None
            value: Any = date(1950, 1, 1) if said[0] == "birth" else f"{said[0]} {number}"
            setattr(person, said[0], value)


def bring_a_list(session: Session, named: set[str], on: date) -> None:
    """The province names these people for a verification, and nobody else any more."""
    number = next(NUMBERS) + 100
    session.add(TaskList(id=f"l{number}", seq=number, site="lianxi-cun", issued_at="", received_on=on, people=1,
                         valid_until=date(2027, 6, 1)))  # fmt: skip
    session.flush()
    for who in named:
        session.add(
            Assignment(id=f"{number}-{who}", list_id=f"l{number}", person_id=who, kind="verify", reason="x")
        )
