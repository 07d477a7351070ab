"""After the import: the search of the faces that bundles brought, many bundles at a time and one worker at a time."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from biometric.steps import Progress
from fieldsuite.clock import stamp
from fieldsuite.databases.locks import hold
from fieldsuite.matching.duplicates import DuplicateReport
from fieldsuite.office import Office
from fieldsuite.province.intake import NotLooked, look_through
from fieldsuite.province.queue import LEASE, PAUSE
from fieldsuite.tables import ImportJob

TOGETHER = 200
"""Bundles whose faces are searched in one go: reading what they are compared with costs the same for one."""


def search(
    office: Office, worker: str, lease: timedelta = LEASE
) -> Iterator[Progress | DuplicateReport | NotLooked]:
    """Search what was imported and not searched yet, unless another worker does; nothing when there is nothing.

    Whoever dies in between leaves it to be searched again: an alarm is raised once however often it is found.
    """
    bundles = _claim(office, worker, lease)
    if not bundles:
        return
    away = False
    for step in look_through(office, bundles):
        away = isinstance(step, NotLooked) and step.error.code == "E_NETWORK"
        yield step
    with office.store.session() as session:
        for row in _taken(session, worker):
            # Evidence that is away comes back; a model that is missing here has to be installed by somebody.
            row.state = "stored" if away else "done"
            row.not_before = stamp(office.now() + PAUSE) if away else ""
            session.add(row)


def _claim(office: Office, worker: str, lease: timedelta) -> Sequence[str]:
    now = stamp(office.now())
    with office.store.session() as session:
        hold(session, "search")
        under_way = and_(col(ImportJob.state) == "searching", col(ImportJob.lease_until) >= now)
        if session.exec(select(ImportJob).where(under_way).limit(1)).first():
            return []
        waits = and_(col(ImportJob.state) == "stored", col(ImportJob.not_before) <= now)
        free = or_(waits, col(ImportJob.state) == "searching")
        rows = session.exec(
            select(ImportJob).where(free).order_by(col(ImportJob.position)).limit(TOGETHER)
        ).all()
        for row in rows:
            row.state, row.worker, row.lease_until = "searching", worker, stamp(office.now() + lease)
            session.add(row)
        return [row.bundle for row in rows]


def _taken(session: Session, worker: str) -> Sequence[ImportJob]:
    query = select(ImportJob).where(ImportJob.state == "searching", ImportJob.worker == worker)
    return session.exec(query).all()
