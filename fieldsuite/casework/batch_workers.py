"""Turns photographs into templates on all cores: a worker reads and measures, and touches neither store nor key.

Workers are started afresh (spawn), as Windows does it everywhere: they inherit no open database and no key. Each
loads dlib once, with its first photograph. A worker that dies of a photograph takes nobody else's with it.
"""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, resource_tracker
from pathlib import Path

from biometric.limits import FACE
from biometric.packs import load
from biometric.packs.pack import Pack
from biometric.steps import Enrolled, Refused

AHEAD = 2
"""Jobs handed out a worker: nobody waits for the next one, and what is made and not yet kept stays in memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """The photographs of one person."""

    person_id: str
    paths: tuple[Path, ...]
    pack: Pack | None = None
    """Face engine whose signature the office has checked; its files are checked by the worker that loads it."""


Made = Enrolled | Refused


def measure(paths: tuple[Path, ...], pack: Pack | None = None) -> Made:
    """Make a template of one person's photographs, or say why there is none.

    Raises ModelMissing; a photograph that vanished or cannot be read is Refused with reason ``unreadable``.
    """
    from biometric.enrol import enrol_face_photographs

    last: Made = Refused("unreadable", "batch_gone")
    engine, limits = (load.face_engine(pack), load.face_limits(pack.manifest)) if pack else (None, FACE)
    try:
        for step in enrol_face_photographs(paths, engine=engine, limits=limits):
            if isinstance(step, Enrolled | Refused):
                last = step
    except OSError:
        return Refused("unreadable", "batch_gone", source=paths[0].name)
    return last


def work(jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, Made]]:
    """Give every job with what came of it, in the order in which they are done; in this process with one worker.

    Closing the generator stops the work: what was not handed out is not begun.
    """
    if workers <= 1:
        yield from ((job, measure(job.paths, job.pack)) for job in jobs)
        return
    waiting = iter(jobs)
    broken: list[Job] = []
    while True:
        yield from _until_broken(waiting, workers, broken)
        if not broken:
            return
        # One of these kills its worker; each alone shows which, and the others get their template.
        yield from ((job, _alone(job)) for job in broken)
        broken.clear()


def cores() -> int:
    """Give the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _until_broken(waiting: Iterator[Job], workers: int, broken: list[Job]) -> Iterator[tuple[Job, Made]]:
    """Work until nothing waits, or until a worker dies; ``broken`` then holds what was under way."""
    with _pool(workers) as pool:
        under_way: dict[Future[Made], Job] = {}
        try:
            while True:
                for job in islice(waiting, AHEAD * workers - len(under_way)):
                    broken.append(job)  # until it is handed out: a pool that broke meanwhile takes nothing
                    under_way[pool.submit(measure, job.paths, job.pack)] = job
                    broken.clear()
                if not under_way:
                    return
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    made = future.result()
                    yield under_way.pop(future), made
        except BrokenProcessPool:
            broken += under_way.values()


def _alone(job: Job) -> Made:
    try:
        with _pool(1) as pool:
            return pool.submit(measure, job.paths, job.pack).result()
    except BrokenProcessPool:
        return Refused("unreadable", "picture_damaged", source=job.paths[0].name)


def _track() -> None:
    """Start what watches over workers, on the real stderr: the screens put one without a file in its place."""
    if os.name == "posix":
        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    _track()
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the parent, which ends the work between two people, and every worker on one core."""
    import cv2

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
