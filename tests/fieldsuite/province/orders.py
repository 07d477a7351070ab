"""A village's bundles arriving at a real desk in any order, more than once, after losses."""

import shutil
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import select

from fieldsuite.casework import review
from fieldsuite.office import Office
from fieldsuite.tables import Decision, Evidence, Journal, ReceivedBundle
from tests.grounds import CAST_ORDER, Place

PEOPLE = CAST_ORDER[:5]


def history(place: Place, count: int) -> list[Path]:
    """Seal so many bundles: visits, the same picture for two people now and then, reviews of earlier bundles."""
    paths: list[Path] = []
    waiting: list[str] = []
    shared = place.photo("shared")
    for number in range(count):
        with place.reviewer() as office:
            for record in waiting[:-1]:
                review.decide(office, record, len(record) % 2 == 0, "照片上看不清脸")
            waiting = waiting[-1:]
            if number % 3 == 2 and waiting:
                review.decide(office, waiting.pop(), False, "照片上看不清脸")
        with place.officer() as office:
            more = {"photos": (shared,)} if number % 4 == 1 else {}
            waiting.append(place.visit(office, PEOPLE[number % len(PEOPLE)], **more).record_id)
            paths.append(Path(place.pack(office).path))
        place.clock.go(minutes=7)
    return paths


def arrivals(paths: list[Path], random: Random) -> list[Path]:
    """Any order; some are lost at first and sent again, some come twice."""
    lost = [path for path in paths if random.random() < 0.3]
    first = [path for path in paths if path not in lost]
    order = [*first, *random.sample(first, len(first) // 3)]
    random.shuffle(order)
    again = [*lost, *random.sample(first, len(first) // 4)]
    random.shuffle(again)
    return [*order, *again]


def state(office: Office) -> dict[str, Any]:
    """What the desk ends with, apart from when and in which order it came."""
    with office.store.session() as session:
        return {
            "records": sorted((row.id, row.kind, row.status, row.code, row.bundle, row.digest)
                              for row in session.exec(select(Journal))),
            "decisions": sorted((row.record_id, row.status, row.code) for row in session.exec(select(Decision))),
            "evidence": sorted((row.sha256, row.size, row.person_id) for row in session.exec(select(Evidence))),
            "bundles": sorted((row.seq, row.digest, row.result) for row in session.exec(select(ReceivedBundle))),
        }  # fmt: skip


def desk(place: Place, name: str) -> Place:
    """The same desk once more, in a folder of its own, before anything arrived."""
    twin = Place(place.root.parent / name, place.site, place.clock)
    shutil.copytree(place.province, twin.province)
    return twin


def lived(place: Place, name: str, order: list[Path]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Let them arrive at a fresh desk; give its end, and the receipts. Raises AssertionError for one that changes."""
    twin = desk(place, name)
    receipts: dict[str, bytes] = {}
    with twin.clerk() as office:
        for path in order:
            (one,) = twin.arrive(office, path)
            assert one.result == ("same" if path.name in receipts else "imported"), (one.result, one.code)
            data = Path(one.receipt).read_bytes()
            assert receipts.setdefault(path.name, data) == data, "a receipt served again is another one"
        end = state(office)
    shutil.rmtree(twin.root)
    return end, receipts
