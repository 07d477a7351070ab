"""The power goes and disks fail, 10,000 times in one day: what acknowledged thing is lost, how fast is it open again.

Reproducible: the seed is printed. It takes about a quarter of an hour of one core, and needs a C compiler.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.fieldsuite.safe.crash import run as crash
from tests.quick import quick_folder
from tests.statements import compile_once

SEED = 20261121
CUTS, FAILURES = 9_200, 800
SAID_EVERY = 400
"""Points between two lines that say how far it is."""


def run() -> dict[str, str]:
    """Try all of them, in memory where the system has a disk in memory."""
    work = Path(tempfile.mkdtemp(dir=quick_folder()))
    patch = pytest.MonkeyPatch()
    compile_once(patch)
    print(f"  seed: {SEED}", flush=True)
    try:
        library = crash.compiled(work)
        base = work / "base"
        base.mkdir()
        crash.prepared(base)
        recorded = crash.record(base, work, library)
        points = list(_told("cuts", crash.cuts(recorded, work, CUTS, SEED)))
        points += _told("failures", crash.failures(recorded, work, FAILURES, library))
    finally:
        patch.undo()
        shutil.rmtree(work, ignore_errors=True)
    wrong = [point for point in points if point.faults]
    times = sorted(point.seconds for point in points)
    said = {
        "seed": str(SEED),
        "operations of the day": str(len(recorded.ops)),
        "points": str(len(points)),
        "points at which something acknowledged was lost or a fault was not a sentence": str(len(wrong)),
        "open again, median": f"{times[len(times) // 2]:.2f} s",
        "open again, slowest": f"{times[-1]:.2f} s",
    }
    return said | {point.name: "; ".join(point.faults) for point in wrong[:20]}


def _told(what: str, points: Iterable[crash.Point]) -> Iterator[crash.Point]:
    """Pass them on, and say now and then how far it is."""
    wrong = 0
    for number, point in enumerate(points, 1):
        wrong += bool(point.faults)
        if number % SAID_EVERY == 0:
            print(f"  {what}: {number:,} tried, {wrong} wrong", flush=True)
        yield point
