"""The power goes and disks fail, 10,000 times in one day: what acknowledged thing is lost, how fast is it open again.

Reproducible: the seed is printed. It takes about half an hour of one core, and needs a C compiler.
"""

import shutil
import tempfile
from pathlib import Path

from tests.fieldsuite.safe.crash import run as crash

SEED = 20261121
CUTS, FAILURES = 9_200, 800


def run() -> dict[str, str]:
    """Try all of them, in memory where the system has a disk in memory."""
    work = Path(tempfile.mkdtemp(dir=crash.quick_folder()))
    try:
        library = crash.compiled(work)
        base = work / "base"
        base.mkdir()
        crash.prepared(base)
        recorded = crash.record(base, work, library)
        points = list(crash.cuts(recorded, work, CUTS, SEED))
        points += crash.failures(recorded, work, FAILURES, library)
    finally:
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
