"""Lives the day once, then asks of every cut whether anything that was acknowledged is lost.

Cuts (killed, lost, some, torn) are computed from one recording; failures are lived: the disk is full, or a write, a
sync or a rename fails once, at one operation after the other. The long run is ``python3 start.py bench power``.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from keys.passphrase import Cost
from tests.fieldsuite.safe.crash import check, day, replay

ROOT = Path(__file__).resolve().parents[4]
HERE = Path(__file__).parent
WRITE, SYNC, NAME = 1, 2, 4
"""Kinds of operations that a disk refuses, as ``disk.c`` counts them."""
FAILURES = (
    ("full", errno.ENOSPC, WRITE, 1), ("full_long", errno.ENOSPC, WRITE, 40), ("sync", errno.EIO, SYNC, 1),
    ("write", errno.EIO, WRITE, 1), ("name", errno.EIO, NAME, 1), ("read_only", errno.EROFS, WRITE | NAME, 3),
)  # fmt: skip
TRIES = 6
"""So often chance is asked for a disk that no cut has left yet, for each that is wanted."""
SECONDS = 5.0
"""In so many the office must be open again."""


@dataclass(frozen=True)
class Point:
    """One cut or failure and what came of it."""

    name: str
    faults: tuple[str, ...]
    seconds: float
    told: tuple[str, ...] = ()


def compiled(folder: Path) -> Path:
    """Compile what stands between the program and the C library. Raises CalledProcessError."""
    library = folder / "disk.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(HERE / "disk.c"), "-ldl", "-lpthread"],
                   check=True, capture_output=True)  # fmt: skip
    return library


@dataclass
class Recorded:
    """The day as it was lived once."""

    base: Path
    """The office before the day."""
    day: Path
    """Where it was lived."""
    ops: list[replay.Op]
    disk: replay.Disk


def record(base: Path, work: Path, library: Path) -> Recorded:
    """Live the day on a copy of ``base``."""
    lived, log = work / "day", work / "log"
    shutil.copytree(base, lived)
    disk = replay.Disk(lived)
    _day(library, "record", str(lived), str(log))
    return Recorded(base, lived, list(replay.read_log(log)), disk)


def _day(library: Path, *words: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fieldsuite.safe.crash.day", *words], cwd=ROOT, input=given,
        env={**os.environ, "LD_PRELOAD": str(library)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def cuts(recorded: Recorded, work: Path, points: int, seed: int) -> Iterator[Point]:
    """Cut the power at operations spread evenly over the day, in the four ways by turns.

    A disk that is as it was after another cut at this operation or the one before is left out, and the next operations
    are cut more often instead; there are fewer points than asked for when a day has no more.
    """
    number, state = 0, work / "state"
    before: list[dict[str, bytes]] = []
    for at, op in enumerate(recorded.ops):
        recorded.disk.do(op)
        said = recorded.disk.now.get(str(recorded.day / "acks"))
        acks = check.acknowledged(bytes(said.now)) if said else []
        due = points * (at + 1) // len(recorded.ops) - number
        here: list[dict[str, bytes]] = []
        for turn in range(TRIES * due):
            mode = replay.MODES[(at + turn) % len(replay.MODES)]
            found = recorded.disk.after(mode, Random(f"{seed}-{at}-{turn}"))
            if found in here or found in before:
                continue
            here.append(found)
            recorded.disk.lay(found, state)
            name = f"{mode} at {at} ({op.kind} {Path(op.path).name}), turn {turn}"
            yield _judged(name, state, acks, number % 20 == 0)
            number += 1
            if len(here) == due:
                break
        before = here


def failures(recorded: Recorded, work: Path, points: int, library: Path) -> Iterator[Point]:
    """Live the day on disks that fail at operations spread evenly over it."""
    total = len(recorded.ops)
    asked = []
    for number in range(points):
        name, error, kinds, how_many = FAILURES[number % len(FAILURES)]
        asked.append((name, total * number // points, error, kinds, how_many))
    given = "".join(f"{at} {error} {kinds} {how_many}\n" for _, at, error, kinds, how_many in asked)
    shutil.rmtree(work / "fail", ignore_errors=True)
    (work / "fail").mkdir()
    answers = _day(library, "fail", str(recorded.base), str(work / "fail"), given=given).splitlines()
    for (name, at, *_), line in zip(asked, answers, strict=True):
        said = json.loads(line)
        acks = [(kind, what) for kind, what in said["acks"]]
        point = _judged(f"{name} at {at}", Path(said["root"]), acks, at % 4 == 0)
        yield Point(point.name, (*said["bugs"], *point.faults), point.seconds, tuple(said["told"]))


def _judged(name: str, state: Path, acks: list[tuple[str, str]], go_on: bool) -> Point:
    try:
        found, seconds = check.faults(state, acks, go_on=go_on)
    except Exception as failure:
        found, seconds = [f"{type(failure).__name__}: {failure}"], 0.0
    shutil.rmtree(state)
    return Point(name, tuple(found), seconds)


def prepared(base: Path) -> None:
    """Make the office whose day it is."""
    from tests.grounds import PASSPHRASE, Place, _practice

    _practice(base)
    place = Place(base)
    for role in ("officer", "supervisor"):
        with place.open(place.village, role) as office:
            # What a try costs is data of the office; a thousand unlockings need not cost half a minute.
            office.keyring.cost = Cost(64, 1, 1)
            office.keyring.change_passphrase(PASSPHRASE, PASSPHRASE)
    day.prepare(base)
