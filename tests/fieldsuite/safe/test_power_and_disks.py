"""The power goes, the disk is full, a sync fails, at every operation of a day: nothing that was acknowledged is lost.

500 points here; ``python3 start.py bench power`` runs 10,000.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.fieldsuite.safe.crash import run
from tests.fieldsuite.safe.crash.run import Point, Recorded
from tests.quick import quick_folder

CUTS, FAILURES = 488, 12
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="stands between the program and Linux's C library"
)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    memory = quick_folder()
    folder = Path(mkdtemp(dir=memory)) if memory else tmp_path_factory.mktemp("crash")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def library(work: Path) -> Path:
    if shutil.which("cc") is None:
        pytest.skip("no C compiler, so nothing can stand before the C library")
    try:
        return run.compiled(work)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"the C compiler gave {error.stderr[-200:]!r}")


@pytest.fixture(scope="module")
def recorded(work: Path, library: Path) -> Recorded:
    base = work / "base"
    base.mkdir()
    run.prepared(base)
    return run.record(base, work, library)


def assert_nothing_lost(points: list[Point]) -> None:
    wrong = [f"{point.name}: {fault}" for point in points for fault in point.faults]
    assert not wrong, "\n".join(wrong)
    assert not [point for point in points if point.seconds > run.SECONDS]


def test_d52_d53_whatever_was_acknowledged_is_there_after_a_cut_at_any_operation(
    recorded: Recorded, work: Path
) -> None:
    assert {op.kind for op in recorded.ops} >= {"w", "s", "r", "c", "u"}
    assert {Path(op.path).name for op in recorded.ops} >= {"office.db", "office.db-wal", "attempts.json.part"}
    points = list(run.cuts(recorded, work, CUTS, seed=1))
    assert len(points) == CUTS
    assert_nothing_lost(points)


def test_d54_d55_a_disk_that_refuses_is_a_sentence_and_what_was_acknowledged_stays(
    recorded: Recorded, work: Path, library: Path
) -> None:
    points = list(run.failures(recorded, work, FAILURES, library))
    assert len(points) == FAILURES
    assert_nothing_lost(points)
    assert sum(bool(point.told) for point in points) > FAILURES // 2


def test_a_lost_record_would_be_seen(recorded: Recorded, work: Path) -> None:
    from tests.fieldsuite.safe.crash import check

    shutil.copytree(recorded.base, work / "before")
    found, _ = check.faults(work / "before", [("record", "f" * 32), ("bundle", "e" * 64)], go_on=False)
    assert len(found) == 2
