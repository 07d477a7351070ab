"""试收: what taking a bundle in would do, record by record, before it is done; nothing is left behind.

It is the import itself, on an office whose files lie in a folder that is thrown away and whose every transaction is one
that is rolled back: what is shown cannot differ from what will be done. No receipt is kept and no number used up; a
server's counter of rows has gaps after it, which nothing reads. That somebody looked is noted.
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from sqlmodel import Session, col, select

from fieldsuite.config import Home
from fieldsuite.databases.locks import on_server
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.arrivals import find
from fieldsuite.province.cases import cases
from fieldsuite.province.one_bundle import take
from fieldsuite.province.views import ArrivedBundle, CaseRow
from fieldsuite.shelves.folder import FolderShelf
from fieldsuite.store import Store
from fieldsuite.tables import Decision, Journal, Person
from sync.gather import is_slice

__all__ = ["Rehearsal", "RehearsedRecord", "rehearse"]


@dataclass(frozen=True, slots=True)
class RehearsedRecord:
    """What would become of one record that is new here."""

    id: str
    person_id: str
    name: str
    kind: str
    method: str
    occurred_on: date
    officer: str
    status: str
    """stored, conflict, deferred, rejected."""
    code: str
    late: bool
    """It answers a list later than three months after its receipt."""
    decided: str
    """accepted or returned where a rule decides it at once; empty where nobody has."""
    against: str
    """Of a conflict: the officer and day of the record that came first."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What taking one bundle in would do."""

    arrived: ArrivedBundle
    records: tuple[RehearsedRecord, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    """What would wait for a person, with the deadlines that accepting it would move."""


def rehearse(office: Office, paths: Sequence[Path]) -> Iterator[Rehearsal]:
    """Say of each bundle what taking it in now would do; in a folder of all. Slices are left out until they are whole.

    Raises OfficeError elsewhere than at a provincial desk, and for a file that is not there.
    """
    office.require_province()
    for path in paths:
        if not path.exists():
            raise OfficeError("cli.no_such_file", path=str(path))
    for path in [one for given in paths for one in find(office, given) if not is_slice(one)]:
        made = _rehearsed(office, path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        office.note("dry_run", made.arrived.bundle or digest, made.arrived.code,
                    {"digest": digest, "result": made.arrived.result})  # fmt: skip
        yield made


def _rehearsed(office: Office, path: Path) -> Rehearsal:
    office.home.quarantine.mkdir(exist_ok=True)
    folder, made = Path(mkdtemp(dir=office.home.quarantine)), []
    try:
        with office.store.session() as session:
            aside = _Aside(office.home.path, folder)
            aside.outbox.mkdir()
            aside.evidence.mkdir()
            evidence = replace(office.evidence, shelf=FolderShelf(aside.evidence))
            shadow = replace(office, home=aside, store=_Within(session), evidence=evidence)
            made.append(_look(shadow, session, path))
            raise _RolledBack
    except _RolledBack:
        return made[0]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _look(shadow: Office, session: Session, path: Path) -> Rehearsal:
    arrived = replace(take(shadow, path), receipt="")
    if arrived.result != "imported":
        return Rehearsal(arrived)
    session.flush()
    query = select(Journal).where(Journal.bundle == arrived.bundle).order_by(col(Journal.position))
    rows = list(session.exec(query))
    people = {row.person_id for row in rows}
    names = dict(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(people))).all())
    ruled = dict(
        session.exec(
            select(Decision.record_id, Decision.status).where(
                col(Decision.record_id).in_([row.id for row in rows])
            )
        ).all()
    )
    records = tuple(_record(session, row, names, ruled) for row in rows)
    return Rehearsal(arrived, records, cases(shadow, bundle=arrived.bundle))


def _record(session: Session, row: Journal, names: dict[str, str], ruled: dict[str, str]) -> RehearsedRecord:
    method = str(row.payload.get("method") or row.payload.get("modality") or row.kind)
    return RehearsedRecord(
        row.id, row.person_id, names.get(row.person_id, ""), row.kind, method, row.occurred_on, row.officer_name,
        row.status, row.code, bool(row.payload.get("late")), ruled.get(row.id, ""),
        _first(session, row),
    )  # fmt: skip


def _first(session: Session, row: Journal) -> str:
    if row.status != "conflict":
        return ""
    first = session.exec(select(Journal).where(Journal.id == row.id.split("~")[0])).first()
    return f"{first.officer_name} {first.occurred_on.isoformat()}" if first else ""


class _RolledBack(Exception):
    """Ends the transaction without a trace."""


@dataclass(frozen=True)
class _Aside(Home):
    """The folder of the office, but what an import writes lies elsewhere."""

    aside: Path

    @property
    def outbox(self) -> Path:
        return self.aside / "outbox"

    @property
    def inbox(self) -> Path:
        return self.aside / "inbox"

    @property
    def evidence(self) -> Path:
        return self.aside / "evidence"

    @property
    def quarantine(self) -> Path:
        return self.aside / "quarantine"


class _Within(Store):
    """The office's tables within one transaction that somebody else ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @contextmanager
    def session(self) -> Iterator[Session]:
        if on_server(self._session):
            # What fails and is done again would find the server's transaction broken off. A file's driver begins none
            # before a write, and there the end of an outermost savepoint would commit.
            with self._session.begin_nested():
                yield self._session
            return
        yield self._session
        self._session.flush()
