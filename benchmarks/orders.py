"""Fifty bundles in any order, with duplicates, losses and resends: do 10,000 orders come to one end?

10,000 seeds are lived by a desk that keeps what ``sync.ledger`` decides in memory; a hundred by a real desk with
its encrypted database, its letters and its evidence, at more than a second a seed. Seeds count from 0, so that one that
fails can be lived again by itself.
"""

import tempfile
from pathlib import Path
from random import Random

import pytest

from tests import grounds
from tests.fieldsuite.province import orders as desk
from tests.quick import quick_folder
from tests.statements import compile_once
from tests.sync import orders as ledger

SEEDS, AT_A_DESK, BUNDLES = 10_000, 100, 50


def run() -> dict[str, str]:
    """Live them all; name the seeds that ended otherwise."""
    wrong = [said for seed in range(SEEDS) if (said := ledger.lived(seed, BUNDLES))]
    print(f"  ledger: seeds 0 to {SEEDS - 1:,}, {len(wrong)} wrong", flush=True)
    with (
        tempfile.TemporaryDirectory(dir=quick_folder()) as name,
        pytest.MonkeyPatch.context() as patch,
    ):
        compile_once(patch)
        other, same = _at_a_desk(Path(name))
    return {
        "ledger": f"{SEEDS:,} seeds of {BUNDLES} bundles, {len(wrong)} with another end {wrong[:5]}",
        "desk": f"{AT_A_DESK} seeds of {BUNDLES} bundles, {len(other)} with another end {other[:5]}",
        "receipts": f"{same:,} served, each byte for byte the same when served again",
    }


def _at_a_desk(root: Path) -> tuple[list[int], int]:
    made = root / "practice"
    made.mkdir()
    place = grounds.Place(grounds._practice(made))
    paths = desk.history(place, BUNDLES)
    straight, _ = desk.lived(place, "straight", paths)
    other, served = [], 0
    for seed in range(AT_A_DESK):
        end, receipts = desk.lived(place, f"seed-{seed}", desk.arrivals(paths, Random(seed)))
        served += len(receipts)
        if end != straight:
            other.append(seed)
        if seed % 10 == 9:
            print(f"  desk: seeds 0 to {seed}, {len(other)} wrong", flush=True)
    return other, served
