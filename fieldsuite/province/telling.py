"""What a program with workers tells of its work: one line of a log a bundle, and numbers for whoever watches.

Neither names a person, an office or a file that somebody named: a bundle is told by its id, or by the digest that its
upload is called after.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from fieldsuite.clock import instant
from fieldsuite.event_log import EventLog
from fieldsuite.matching.duplicates import DuplicateReport
from fieldsuite.office import Office
from fieldsuite.province.intake import NotLooked
from fieldsuite.province.worker import Worked
from fieldsuite.tables import UNFINISHED, ImportJob
from fieldsuite.work_numbers import WorkNumbers, write
from keys.errors import KeysError

_UPLOAD = re.compile(r"[0-9a-f]{64}\.fosb")
EVERY = timedelta(seconds=15)
"""Between two looks at the whole queue: most of Prometheus's own are as long apart."""


@dataclass(slots=True)
class Telling:
    """What one program tells; nothing is written where there is neither a log nor an upload address."""

    office: Office
    workers: int
    log: EventLog | None = None
    program: str = field(default_factory=lambda: secrets.token_hex(4))
    numbers: WorkNumbers = field(init=False)
    _next: datetime | None = None

    def __post_init__(self) -> None:
        self.numbers = WorkNumbers(self.workers)

    def tell(self, step: object) -> None:
        """Count a step of the work and write it down."""
        if isinstance(step, Worked):
            self._worked(step)
        elif isinstance(step, DuplicateReport):
            fresh = sum(row.fresh for row in step.rows)
            self.numbers.alarms += fresh
            self.note("searched", alarms=fresh, faces=step.faces, pictures=step.pictures)
        elif isinstance(step, NotLooked):
            _count(self.numbers.codes, step.error.code)
            self.note("not_searched", code=step.error.code)

    def look(self) -> None:
        """Look at the queue and write the numbers, when it is time again."""
        home, now = self.office.home, self.office.now()
        if not home.serving.is_dir() or (self._next is not None and now < self._next):
            return
        self._next = now + EVERY
        with self.office.store.session() as session:
            states = session.exec(
                select(ImportJob.state, func.count(col(ImportJob.position))).group_by(ImportJob.state)
            ).all()
            oldest = session.exec(
                select(func.min(ImportJob.came_at)).where(col(ImportJob.state).in_(UNFINISHED))
            ).one()
        self.numbers.states = dict(states)
        self.numbers.oldest = max(0.0, (now - instant(oldest)).total_seconds()) if oldest else 0.0
        with suppress(OSError, KeysError):  # a full disk is the bundles' trouble, not that of who watches
            write(home.work_numbers, self.program, self.numbers)

    def _worked(self, step: Worked) -> None:
        word = step.result or step.state
        _count(self.numbers.bundles, word)
        if step.code:
            _count(self.numbers.codes, step.code)
        self.numbers.seconds += step.seconds
        self.numbers.records += step.records
        bundle = step.bundle or (step.file if _UPLOAD.fullmatch(step.file) else "")
        self.note(word, bundle, code=step.code, records=step.records, ms=round(1000 * step.seconds))

    def note(self, event: str, bundle: str = "", **more: int | str) -> None:
        """Write an event down, where there is a log."""
        if self.log is not None:
            said = {name: value for name, value in more.items() if value != ""}
            self.log.note(event, "", bundle, **said)


@contextmanager
def told(telling: Telling) -> Iterator[Telling]:
    """Say that the work begins, and in the end that it ended: who watches sees it go."""
    telling.note("working", workers=telling.workers)
    telling.look()
    try:
        yield telling
    finally:
        telling.note("stopped")
        if telling.office.home.serving.is_dir():
            (telling.office.home.work_numbers / f"{telling.program}.json").unlink(missing_ok=True)


def _count(counts: dict[str, int], word: str) -> None:
    counts[word] = counts.get(word, 0) + 1
