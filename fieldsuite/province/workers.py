"""Several workers on one machine: processes of their own, watched by the program that has the office open.

On a server the same may run on any number of machines; each watches its own.
"""

import os
import secrets
import signal
import socket
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

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

STOP = "stop"
MOST_DEATHS = 20
"""Workers that may end one after the other without having done anything: more than one bundle can be the cause of."""

Step = Worked | DuplicateReport | NotLooked


@dataclass(slots=True)
class _Hand:
    """One worker process."""

    name: str
    process: BaseProcess
    pipe: Connection
    """It says what it does; one word comes back, and the end of the pipe when the program that began it is gone."""
    gone: bool = False
    """Its pipe is closed: it has ended, or was killed."""


def run(
    office: Office, passphrase: str, count: int, *, once: bool = False, now: Callable[[], datetime] = utc_now,
    each_look: Callable[[], None] = lambda: None,
) -> Generator[Step, None, None]:  # fmt: skip
    """Let ``count`` processes work on the queue, and say what each does; ``once`` ends when it is empty.

    A process that ends by itself is replaced, and what it had is free at once. Closing the generator lets each end
    the bundle it has. ``each_look`` is called whenever the drop folder was looked into. Raises OfficeError when this
    is no provincial desk.
    """
    office.require_province()
    uploaded.tell(office)
    office.home.drop.mkdir(exist_ok=True)
    queue.look(office)
    context = get_context("spawn")

    def hand() -> _Hand:
        name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        mine, theirs = context.Pipe()
        process = context.Process(
            target=_work,
            args=(office.home.path, office.officer.id, passphrase, name, theirs, once, now),
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
                each_look()
                looked = time.monotonic()
    finally:
        for one in hands:
            with suppress(OSError):  # it is gone
                one.pipe.send(STOP)
        for one in hands:
            _drain(one.pipe)
            one.process.join()
            queue.release(office, one.name)


def _said(hands: list[_Hand]) -> Iterator[Step]:
    by = {one.pipe: one for one in hands}
    for ready in wait(list(by), timeout=SOON):
        assert isinstance(ready, Connection)
        try:
            step: Step = ready.recv()
        except (EOFError, OSError):
            by[ready].gone = True
            continue
        yield step


def _drain(pipe: Connection) -> None:
    """Read what a worker still says until it has ended: one that cannot speak would never end."""
    with suppress(EOFError, OSError):
        while True:
            pipe.recv()


def _work(
    home: Path, officer: str, passphrase: str, name: str, pipe: Connection, once: bool, now: Callable[[], datetime]
) -> None:  # fmt: skip
    """Be one worker until told to stop, until the program that began it is gone, or until nothing is left.

    A pipe and not an event of ``multiprocessing``: a worker that is killed while it looks at one leaves it locked.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program stops its workers itself, between two bundles
    office = open_office(home, officer, passphrase, now=now, beside=True)
    try:
        while not pipe.poll():
            try:
                for step in work(office, name, stopped=pipe.poll):
                    pipe.send(step)
                if once and not queue.left(office):
                    return
            except BrokenPipeError:
                return
            except OfficeError as error:
                if error.code != "E_BUSY":
                    raise
            pipe.poll(SOON if once else POLL / 2)
    finally:
        office.close()
