"""Finding somebody among 200,000 people in an office's file: what a key costs, against looking through all names.

``FIELDSUITE_FINDING=200000`` sets how many. Looking through is what a LIKE for a part of the name costs in the same
file; the search gives the people with where they stand, as the screen shows them.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path

from sqlmodel import col, or_, select

from benchmarks._province import CHEAP, PASSPHRASE, Still, people
from fieldsuite.casework import access
from fieldsuite.casework.people import find
from fieldsuite.config import OfficeConfig
from fieldsuite.name_keys import fill
from fieldsuite.office import Office, open_office
from fieldsuite.practice.province.people import name
from fieldsuite.tables import Person

PEOPLE, TURNS, PAGE = 200_000, 9, 200
TYPED = {"nothing": "", "one letter": "w", "three letters": "wxm", "a character": "秀", "a whole name": "",
         "the end of a number": "0042"}  # fmt: skip
MOST = 100
"""Milliseconds in which a key shall be answered."""


def run() -> dict[str, str]:
    """Fill an office, then search it."""
    count = int(os.environ.get("FIELDSUITE_FINDING", PEOPLE))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "desk"
        config = OfficeConfig(name="市级经办台", kind="province", site="shi", practice=True)
        who = access.set_up(home, config, "经办员", PASSPHRASE, role="clerk", cost=CHEAP).officer
        with closing(open_office(home, who.id, PASSPHRASE, now=Still())) as office:
            some = _fill(office, count)
            shown = {"people": f"{count:,}"}
            for what, typed in TYPED.items():
                shown[what] = _one(office, some if what == "a whole name" else typed)
    return shown


def _fill(office: Office, count: int) -> str:
    """Fill the register with names; give the last one."""
    chance, given = random.Random(5), ""
    with office.store.session() as session:
        people(session, count, 4)
        ids = iter(session.exec(select(Person.id)).all())
        while part := [(one, name(chance)) for one in islice(ids, 5_000)]:
            written = [(said, one) for one, said in part]
            session.connection().exec_driver_sql("UPDATE person SET name = ? WHERE id = ?", written)
            fill(session.connection(), iter(part))
            given = part[-1][1]
    return given


def _one(office: Office, typed: str) -> str:
    ours = _milliseconds(lambda: find(office, typed, limit=PAGE))
    plain = _milliseconds(lambda: _through(office, typed))
    found = len(find(office, typed, limit=PAGE))
    beside = f"looking through all names {plain:.0f} ms, {ours / plain:.2f} of it"
    return f"{ours:.0f} ms for {found} people ({MOST} wanted); {beside}"


def _through(office: Office, typed: str) -> None:
    with office.store.session() as session:
        like = or_(col(Person.name).contains(typed), col(Person.id_no).contains(typed))
        session.exec(
            select(Person.id).where(like).order_by(col(Person.village), col(Person.name)).limit(PAGE)
        ).all()


def _milliseconds(work: Callable[[], object]) -> float:
    def once() -> float:
        begun = time.perf_counter()
        work()
        return (time.perf_counter() - begun) * 1000

    return statistics.median(once() for _ in range(TURNS))
