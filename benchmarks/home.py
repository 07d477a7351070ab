"""A field office of many people: what home, a list, a key and a card cost, against asking about everybody.

``FIELDSUITE_HOME=200000`` sets how many people. Everything is processor time of this process. Beside each stands what
the rules take for everybody in the same run: what home cost when nothing was kept.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, insert

from benchmarks._province import CHEAP, PASSPHRASE, people
from fieldsuite.casework import access, home
from fieldsuite.casework.people import card, find
from fieldsuite.casework.visits import plan, sheet
from fieldsuite.clock import stamp
from fieldsuite.config import OfficeConfig
from fieldsuite.facts import gather
from fieldsuite.name_keys import fill
from fieldsuite.office import Office, open_office
from fieldsuite.practice.province.people import name
from fieldsuite.tables import Assignment, Journal, KnownCertification, OutBundle, Outcome, TaskList

PEOPLE, TURNS = 20_000, 5
BEGIN = datetime(2026, 11, 20, 1, 14, tzinfo=UTC)
TODAY = BEGIN.date()
HOME, KEY = 1000, 100
"""Milliseconds in which home shall stand, and a key be answered."""
SEEN, ASKED = 10, 50
"""One person in ten has a record of this office, one in fifty is to be verified."""


class Clock:
    """The machine's clock, moved by hand."""

    def __init__(self) -> None:
        self.at = BEGIN

    def __call__(self) -> datetime:
        return self.at


def run() -> dict[str, str]:
    """Fill an office, then open its screens."""
    count = int(os.environ.get("FIELDSUITE_HOME", PEOPLE))
    clock = Clock()
    with filled(count, clock) as office:
        everybody = _milliseconds(lambda: _everybody(office), 1)
        shown = {"people": f"{count:,}", "the rules asked about everybody": f"{everybody:,.0f} ms"}

        def note(what: str, spent: float, most: int = HOME) -> None:
            share = f"{spent / everybody:.3f} of asking about everybody"
            shown[what] = f"{spent:,.0f} ms ({most:,} wanted), {share}"

        note("home, the first time", _milliseconds(lambda: home.view(office), 1))
        note("home", _milliseconds(lambda: home.view(office)))
        for which in ("due", "overdue", "verify", "visits"):
            note(f"list {which}", _milliseconds(lambda which=which: find(office, which=which)))  # type: ignore[misc]
        for typed in ("w", "wxm", "0042"):
            note(f"a key, {typed}", _milliseconds(lambda typed=typed: find(office, typed)), KEY)  # type: ignore[misc]
        note("a card", _milliseconds(lambda: card(office, "p7")))
        note("the day's plan", _milliseconds(lambda: plan.day_plan(office)))
        note("the roster", _milliseconds(lambda: sheet.look(office)))
        for day, what in ((21, "the next day"), (31, "the first of a month")):
            clock.at = BEGIN + timedelta(days=day - 20)
            note(f"home, {what}", _milliseconds(lambda: home.view(office), 1))
    return shown


@contextmanager
def filled(count: int, clock: Callable[[], datetime]) -> Iterator[Office]:
    """Make a township's office with its people, what is known of them, its own records and the province's answers."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "office"
        config = OfficeConfig(name="镇社保所", kind="village", site="zhen", practice=True)
        who = access.set_up(place, config, "李梅", PASSPHRASE, cost=CHEAP).officer
        with closing(open_office(place, who.id, PASSPHRASE, now=clock)) as office:
            chance = random.Random(5)
            with office.store.session() as session:
                people(session, count, 1)
            for start in range(0, count, 5000):
                with office.store.session() as session:
                    _know(session, chance, range(start, min(count, start + 5000)))
            yield office


def _know(session: Session, chance: random.Random, some: range) -> None:
    named = [(f"p{at}", name(chance)) for at in some]
    session.connection().exec_driver_sql(
        "UPDATE person SET name = ? WHERE id = ?", [(said, one) for one, said in named]
    )
    fill(session.connection(), iter(named))
    days = {
        at: [TODAY - timedelta(days=chance.randrange(430) + 365 * year) for year in range(3)] for at in some
    }
    session.execute(insert(KnownCertification), [
        {"id": f"k{at}-{year}", "person_id": f"p{at}", "on": on, "recorded_on": on, "method": "face", "origin": "",
         "withdrawn": ""}
        for at in some for year, on in enumerate(days[at])
    ])  # fmt: skip
    seen = [at for at in some if at % SEEN == 0]
    session.execute(
        insert(Journal), [_record(at, TODAY - timedelta(days=chance.randrange(300))) for at in seen]
    )
    sent = [at for at in seen if at % (SEEN * 20)]
    session.execute(insert(Outcome), [
        {"record_id": f"r{at}", "document": "d", "stage": stage, "status": status, "at": stamp(BEGIN), "seq": seq,
         "code": "", "message": "", "deadlines": {}, "back_pay": []}
        for at in sent for seq, (stage, status) in enumerate((("receipt", "stored"), ("decision", "accepted")))
    ])  # fmt: skip
    if some.start == 0:
        session.add(TaskList(id="list", seq=1, site="zhen", issued_at=stamp(BEGIN), people=1,
                             received_on=TODAY - timedelta(days=20), valid_until=date(2027, 6, 1)))  # fmt: skip
        session.add(OutBundle(bundle="b", digest="", manifest_digest="", epoch=1, seq=1, path="", records=1, blobs=0,
                              size=1, chain="", sealed_at=stamp(BEGIN), exported_at=stamp(BEGIN)))  # fmt: skip
        session.flush()
    session.execute(insert(Assignment), [
        {"id": f"a{at}", "list_id": "list", "person_id": f"p{at}", "kind": "verify", "reason": "两处信息不一致",
         "visit_on": None}
        for at in some if at % ASKED == 0
    ])  # fmt: skip


def _record(at: int, on: date) -> dict[str, object]:
    said = {"place": "村委会", "status": "self_care", "at": "09:30"}
    sent = at % (SEEN * 20)
    return {"id": f"r{at}", "kind": "visit", "person_id": f"p{at}", "occurred_on": on, "recorded_at": f"{on}T01:30:00Z",
            "officer": "li", "officer_name": "李梅", "line": b"", "digest": "", "chain": "", "payload": said,
            "evidence": [], "about": None, "bundle": "b" if sent else None, "site": "zhen", "status": "own",
            "code": ""}  # fmt: skip


def _everybody(office: Office) -> None:
    today = office.today()
    with office.store.session() as session:
        for facts in gather(office, session).values():
            for benefit in facts.benefits:
                facts.standing(benefit, today)


def _milliseconds(work: Callable[[], object], turns: int = TURNS) -> float:
    def once() -> float:
        begun = time.process_time()
        work()
        return (time.process_time() - begun) * 1000

    return statistics.median(once() for _ in range(turns))
