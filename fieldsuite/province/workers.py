"""Several workers on one machine: processes of their own, watched by the program that has the office open.

On a server the same may run on any number of machines; each watches its own.
"""

import os
import secrets
import signal
import socket
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from fieldsuite.clock import utc_now
from fieldsuite.errors import OfficeError
from fieldsuite.matching.duplicates import DuplicateReport
from fieldsuite.office import Office, open_office
from fieldsuite.province import queue, uploaded
from fieldsuite.province.intake import NotLooked
from fieldsuite.province.worker import Worked, work

POLL = 2.0
"""Seconds between two looks into the drop folder."""
SOON = 0.1
"""Seconds before a worker asks again while others still have bundles that it may be waiting for."""

MOST_DEATHS = 20
"""Workers that may end one after the other without having done anything: more than one bundle can be the cause of."""

Step = Worked | DuplicateReport | NotLooked


@dataclass(slots=True)
class _Hand:
    """One worker process."""

    name: str
    process: BaseProcess
    steps: Connection
    gone: bool = False
    """Its pipe is closed: it has ended, or was killed."""


def run(
    office: Office, passphrase: str, count: int, *, once: bool = False, now: Callable[[], datetime] = utc_now
) -> Generator[Step, None, None]:
    """Let ``count`` processes work on the queue, and say what each does; ``once`` ends when it is empty.

    A process that ends by itself is replaced, and what it had is free at once. Closing the generator lets each end
    the bundle it has. Raises OfficeError when this is no provincial desk.
    """
    office.require_province()
    uploaded.tell(office)
    office.home.drop.mkdir(exist_ok=True)
    queue.look(office)
    context = get_context("spawn")
    stop = context.Event()

    def hand() -> _Hand:
        name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        mine, theirs = context.Pipe(duplex=False)
        process = context.Process(
            target=_work,
            args=(office.home.path, office.officer.id, passphrase, name, theirs, stop, once, now),
            daemon=True,
        )
        process.start()
        theirs.close()
        return _Hand(name, process, mine)

    hands = [hand() for _ in range(count)]
    looked, deaths = time.monotonic(), 0
    try:
        while hands:
            for one in [each for each in hands if each.gone]:
                one.process.join()
                queue.release(office, one.name)
                hands.remove(one)
                if one.process.exitcode == 0 and once:
                    continue
                deaths += 1
                if deaths > MOST_DEATHS:
                    raise OfficeError("queue.workers_die", code="E_BUG", status=one.process.exitcode)
                hands.append(hand())
            for step in _said(hands):
                deaths = 0
                yield step
            if time.monotonic() - looked >= POLL:
                queue.look(office)
                looked = time.monotonic()
    finally:
        stop.set()
        for one in hands:
            one.process.join()
            queue.release(office, one.name)


def _said(hands: list[_Hand]) -> Iterator[Step]:
    by = {one.steps: one for one in hands}
    for ready in wait(list(by), timeout=SOON):
        assert isinstance(ready, Connection)
        try:
            step: Step = ready.recv()
        except (EOFError, OSError):
            by[ready].gone = True
            continue
        yield step


def _work(
    home: Path, officer: str, passphrase: str, name: str, steps: Connection, stop: Event, once: bool, now: Any
) -> None:
    """Be one worker until told to stop, until the program that began it is gone, or until nothing is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program stops its workers itself, between two bundles
    parent = parent_process()

    def stopped() -> bool:
        return stop.is_set() or parent is None or not parent.is_alive()

    office = open_office(home, officer, passphrase, now=now, beside=True)
    try:
        while not stopped():
            try:
                for step in work(office, name, stopped=stopped):
                    steps.send(step)
                if once and not queue.left(office):
                    return
            except OfficeError as error:
                if error.code != "E_BUSY":
                    raise
            stop.wait(SOON if once else POLL / 2)
    finally:
        office.close()
