"""One worker: takes bundles from the queue until there is none, whoever else does so at the same time."""

import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from fieldsuite.errors import OfficeError, exit_status
from fieldsuite.matching.duplicates import DuplicateReport
from fieldsuite.office import Office, renew_trust
from fieldsuite.province import queue, uploaded
from fieldsuite.province.intake import NotLooked
from fieldsuite.province.one_bundle import Early, sentence, take_in_turn
from fieldsuite.province.queue_search import search
from fieldsuite.province.views import ArrivedBundle

OTHERS_FAULT = ("E_DISK", "E_BUSY", "E_DATABASE", "E_NETWORK")
"""Codes of what lies at the disk, the database or the bucket and says nothing of the bundle."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What a worker did with one bundle."""

    file: str
    state: Literal["done", "later", "again"]
    """done: it has its answer; later: bundles before it go first; again: it will be tried again."""
    result: str = ""
    code: str = ""
    bundle: str = ""
    receipt: str = ""
    message: str = ""
    records: int = 0
    """Records that were stored."""
    seconds: float = 0.0
    """How long the worker had it."""


def work(
    office: Office,
    worker: str,
    *,
    lease: timedelta = queue.LEASE,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Worked | DuplicateReport | NotLooked]:
    """Take in what can be taken now, then search what came for faces that are known under another name.

    ``stopped`` is asked between two bundles. Raises what only the office's own state explains (the database is gone).
    """
    renew_trust(office)
    while not stopped() and (claimed := queue.claim(office, worker, lease)) is not None:
        began = time.monotonic()
        done = _one(office, claimed)
        yield replace(done, seconds=round(time.monotonic() - began, 3))
        renew_trust(office)
    if not stopped():
        for step in search(office, worker, lease):
            if isinstance(step, DuplicateReport | NotLooked):
                yield step


def _one(office: Office, claimed: queue.Claim) -> Worked:
    file = claimed.path.name
    try:
        done = take_in_turn(office, claimed.path, patient=claimed.patient)
    except OfficeError as error:
        return _again(office, claimed, error.code, sentence(error))
    except Exception as error:  # whatever one bundle does to the program, the others go on
        where = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__} {Path(where.filename).name}:{where.lineno}"
        return _again(office, claimed, "E_BUG", told)
    if isinstance(done, Early):
        queue.let_go_first(office, claimed, done)
        return Worked(file, "later", code="E_GAP")
    if done.result == "rejected" and exit_status(done.code) != 4:
        return _again(office, claimed, done.code, done.message)
    # The file goes last: as long as it is there, who is killed here is followed by another who does this once more.
    queue.finish(office, claimed, done)
    uploaded.settle(office, done)
    claimed.path.unlink(missing_ok=True)
    return _worked(file, done)


def _again(office: Office, claimed: queue.Claim, code: str, message: str) -> Worked:
    queue.give_back(office, claimed, code, message, counts=code not in OTHERS_FAULT)
    return Worked(claimed.path.name, "again", code=code, message=message)


def _worked(file: str, done: ArrivedBundle) -> Worked:
    stored = done.counts.get("stored", 0) if done.result == "imported" else 0
    return Worked(
        file, "done", done.result, done.code, done.bundle, done.receipt, done.message, records=stored
    )
