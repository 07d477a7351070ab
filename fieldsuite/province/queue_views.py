"""What is in the queue, for people: the numbers, what was set aside and why, and giving it back to the workers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import col, func, select

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province import list_files
from fieldsuite.province.list_files import ListFile
from fieldsuite.province.queue import ASIDE
from fieldsuite.tables import ImportJob
from fieldsuite.tables.imports import UNFINISHED
from fieldsuite.words import say


@dataclass(frozen=True, slots=True)
class QueuedBundle:
    """One file of the queue."""

    file: str
    state: str
    """waiting, working, stored, searching, done, set_aside (``tables.imports``)."""
    came_at: str
    tries: int
    worker: str
    result: str
    code: str
    message: str
    bundle: str
    done_at: str


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue as it stands."""

    counts: dict[str, int]
    """Files by state."""
    open: tuple[QueuedBundle, ...]
    """Those that are not done, in their order, at most a thousand."""


def view(office: Office, most: int = 1000) -> QueueView:
    """Give the queue as it stands."""
    office.require_province()
    with office.store.session() as session:
        counts = dict(
            session.exec(
                select(ImportJob.state, func.count(col(ImportJob.position))).group_by(ImportJob.state)
            ).all()
        )
        rows = session.exec(
            select(ImportJob).where(ImportJob.state != "done").order_by(col(ImportJob.position)).limit(most)
        ).all()
        return QueueView(counts, tuple(_view(row) for row in rows))


def unfinished(office: Office) -> int:
    """Count the files that are not taken in yet, those set aside among them."""
    with office.store.session() as session:
        waiting = (*UNFINISHED, "set_aside")
        query = select(func.count(col(ImportJob.position))).where(col(ImportJob.state).in_(waiting))
        return session.exec(query).one()


def again(office: Office, files: Sequence[str]) -> int:
    """Give what was set aside back to the workers; give the number. Raises OfficeError E_NOT_FOUND for another file."""
    office.require_province()
    with office.store.session() as session:
        for file in dict.fromkeys(files):
            row = session.exec(select(ImportJob).where(ImportJob.file == file)).first()
            path = office.home.drop / ASIDE / file
            if row is None or row.state != "set_aside" or not path.is_file():
                raise OfficeError("queue.not_set_aside", code="E_NOT_FOUND", file=file)
            path.replace(office.home.drop / file)
            row.state, row.tries, row.not_before, row.waits_for = "waiting", 0, "", 0
            session.add(row)
    return len(set(files))


COLUMNS = (
    ("file", "文件", "File", 5), ("state", "状态", "State", 2), ("tries", "次数", "Tries", 1),
    ("came_at", "何时到", "Came", 3), ("worker", "工作进程", "Worker", 2), ("code", "原因", "Why", 2),
)  # fmt: skip


def write(office: Office, out: Path, rows: Sequence[QueuedBundle]) -> ListFile:
    """Write the queue as a table. Raises what ``list_files.write`` raises."""
    return list_files.write(office, out, say("queue.title"), COLUMNS, rows,
                            {"state": lambda row: say(f"queue.state_{row.state}")})  # fmt: skip


def _view(row: ImportJob) -> QueuedBundle:
    return QueuedBundle(row.file, row.state, row.came_at, row.tries, row.worker, row.result, row.code, row.message,
                        row.bundle, row.done_at)  # fmt: skip
