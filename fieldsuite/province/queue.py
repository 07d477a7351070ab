"""The queue of bundles in the drop folder: found, taken by one worker at a time, given back, set aside.

A claim and what comes of it are transactions of their own; the import between them is another, so that whoever dies
leaves a bundle that is either in the tables, with its receipt, or not there at all. Whoever takes it over then finds
it ``same``, or takes it in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import and_, exists, or_, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from fieldsuite.clock import stamp
from fieldsuite.databases.locks import hold, insert_new, untaken
from fieldsuite.office import Office
from fieldsuite.province.arrivals import find
from fieldsuite.province.one_bundle import Early
from fieldsuite.province.views import ArrivedBundle
from fieldsuite.tables import UNFINISHED, UNSEARCHED, ImportJob
from sync.gather import is_slice

LEASE = timedelta(minutes=15)
"""How long a worker may take over one bundle before another takes it over; the largest (100,000 records) takes less
than half of it."""
MOST_TRIES = 5
"""A bundle that so many workers began with and none ended is set aside: it may be what ends them."""
PAUSE = timedelta(seconds=30)
"""Before a bundle is tried again that a disk, the database or an error of the program kept from being taken."""
ASIDE = "set-aside"
"""Folder in the drop folder where such bundles lie."""
TOGETHER = 500
"""Files that are looked up in one transaction."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A bundle that a worker has until its lease ends."""

    position: int
    path: Path
    worker: str
    tries: int
    patient: bool
    """False when those before it had their turn: what is missing now is missing."""


def look(office: Office) -> int:
    """Put the finished files of the drop folder into the queue, oldest first; give how many are to be taken.

    A file that came again after it was done is taken again: it will be ``same``, or get another answer than before.
    """
    here = find(office, office.home.drop) if office.home.drop.is_dir() else ()
    found = sorted((path for path in here if not is_slice(path)), key=_age)
    at, new = stamp(office.now()), 0
    for start in range(0, len(found), TOGETHER):
        names = [path.name for path in found[start : start + TOGETHER]]
        with office.store.session() as session:
            rows = session.exec(select(ImportJob).where(col(ImportJob.file).in_(names))).all()
            known = {row.file: row for row in rows}
            for name in names:
                row = known.get(name)
                if row is None:
                    new += insert_new(session, ImportJob, _fresh(name, at), "file")
                elif row.state == "done":
                    row.state, row.tries, row.came_at, row.waits_for = "waiting", 0, at, 0
                    session.add(row)
                    new += 1
    return new


def _age(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:  # a worker was done with it meanwhile
        return 0.0, path.name


def _fresh(file: str, at: str) -> dict[str, object]:
    return ImportJob(file=file, came_at=at).model_dump(exclude={"position"})


def claim(office: Office, worker: str, lease: timedelta = LEASE) -> Claim | None:
    """Take the next bundle that nobody has, or whose worker's lease has ended; None when there is none now."""
    now = office.now()
    with office.store.session() as session:
        while (row := session.exec(untaken(session, _next(stamp(now)).limit(1))).first()) is not None:
            path = office.home.drop / row.file
            if row.tries >= MOST_TRIES:
                _set_aside(office, row, path)
            elif not path.is_file():
                row.state = "done"
            else:
                row.state, row.worker, row.tries = "working", worker, row.tries + 1
                row.lease_until = stamp(now + lease)
            session.add(row)
            session.flush()
            if row.state == "working":
                assert row.position is not None
                return Claim(row.position, path, worker, row.tries, row.waits_for == 0)
    return None


def _next(now: str) -> SelectOfScalar[ImportJob]:
    job, before = ImportJob, aliased(ImportJob)
    others = exists().where(
        col(before.state).in_(UNFINISHED),
        col(before.position) != col(job.position),
        or_(
            and_(col(before.waits_for) == 0, col(before.position) <= col(job.waits_for)),
            and_(
                col(before.waits_for) > 0,
                col(before.device) == col(job.device),
                tuple_(before.epoch, before.seq) < tuple_(job.epoch, job.seq),
            ),
        ),
    )
    waiting = and_(
        col(job.state) == "waiting", col(job.not_before) <= now, or_(col(job.waits_for) == 0, ~others)
    )
    abandoned = and_(col(job.state) == "working", col(job.lease_until) < now)
    return select(job).where(or_(waiting, abandoned)).order_by(col(job.position))


def finish(office: Office, claimed: Claim, arrived: ArrivedBundle) -> None:
    """Note what became of a bundle; one that was imported still waits for its faces' search.

    Whoever took a bundle over finds it ``same`` when the one before died after the import: it is searched then.
    """
    imported = arrived.result == "imported" or (arrived.result == "same" and claimed.tries > 1)
    with _own(office, claimed) as row:
        if row is None:
            return
        row.state, row.waits_for, row.not_before = "stored" if imported else "done", 0, ""
        row.result, row.code, row.message = arrived.result, arrived.code, arrived.message
        row.bundle, row.receipt, row.done_at = arrived.bundle, Path(arrived.receipt).name, stamp(office.now())


def give_back(office: Office, claimed: Claim, code: str, message: str, *, counts: bool) -> None:
    """Let it be tried again later; what is not the bundle's own fault does not count against it."""
    with _own(office, claimed) as row:
        if row is not None:
            row.state, row.not_before = "waiting", stamp(office.now() + PAUSE)
            row.code, row.message, row.tries = code, message, row.tries - (not counts)


def let_go_first(office: Office, claimed: Claim, early: Early) -> None:
    """Let those that are in the queue now go first, and of its device those with smaller numbers."""
    last = _last(office)
    with _own(office, claimed) as row:
        if row is not None:
            row.state, row.tries, row.waits_for = "waiting", row.tries - 1, last
            row.device, row.epoch, row.seq = early.device, early.epoch, early.seq


def release(office: Office, worker: str) -> int:
    """Give back what a worker had that is known to have died; give how many. What killed it may be the bundle."""
    with office.store.session() as session:
        hold(session, "queue")
        rows = session.exec(
            select(ImportJob).where(
                ImportJob.worker == worker, col(ImportJob.state).in_(("working", "searching"))
            )
        ).all()
        for row in rows:
            row.state = "waiting" if row.state == "working" else "stored"
            session.add(row)
        return len(rows)


def left(office: Office) -> int:
    """Count the bundles that can still be taken or searched now, those that others have among them."""
    with office.store.session() as session:
        return session.exec(
            select(func.count(col(ImportJob.position))).where(
                col(ImportJob.state).in_((*UNFINISHED, *UNSEARCHED)),
                ImportJob.not_before <= stamp(office.now()),
            )
        ).one()


def _last(office: Office) -> int:
    with office.store.session() as session:
        return session.exec(select(func.max(col(ImportJob.position)))).one() or 0


@contextmanager
def _own(office: Office, claimed: Claim) -> Iterator[ImportJob | None]:
    """Open the row of a claim; None when its lease ended and somebody else has it."""
    with office.store.session() as session:
        hold(session, f"job {claimed.position}")
        row = session.get(ImportJob, claimed.position)
        mine = row is not None and (row.state, row.worker) == ("working", claimed.worker)
        yield row if mine else None


def _set_aside(office: Office, row: ImportJob, path: Path) -> None:
    aside = office.home.drop / ASIDE
    aside.mkdir(exist_ok=True)
    if path.is_file():
        path.replace(aside / row.file)
    row.state, row.done_at, row.code = "set_aside", stamp(office.now()), row.code or "E_BUG"
