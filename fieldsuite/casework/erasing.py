"""清除留存: evidence of verifications is erased once their case is closed, as policy says, and never without a record.

Closed at an office: every record of the bundle it left in is decided; at the desk: it is decided, and the office was
told. Then so many days pass, by the rules of the office or the desk. First the signed record is committed that names
the pieces, then they are removed; a run that was cut off in between is finished by the next.
Photographs of human checks and of visits are no part of this (四川规程 第11条: 留存图片或视频等佐证资料).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from biometric.steps import Progress
from fieldsuite import journal
from fieldsuite.casework.called import names_of
from fieldsuite.casework.closing import closed_at, rows_of
from fieldsuite.casework.kept_verdict import policy_of
from fieldsuite.clock import instant
from fieldsuite.erasure import Erasure
from fieldsuite.office import Office
from fieldsuite.rule_files import profile_of
from fieldsuite.rules.policy import Policy
from fieldsuite.tables import Evidence, Journal


@dataclass(frozen=True, slots=True)
class Due:
    """Evidence of one person whose case is closed and whose days are over."""

    person_id: str
    name: str
    records: tuple[str, ...]
    pieces: tuple[str, ...]
    """SHA-256 of each."""


@dataclass(frozen=True, slots=True)
class Erased:
    """Evidence that was erased, with the record that says so."""

    person_id: str
    name: str
    pieces: int
    record_id: str


def due(office: Office, *, policy: Policy | None = None) -> tuple[Due, ...]:
    """Give what may be erased now, at an office or at the desk. Raises OfficeError ``rules.unknown_profile``."""
    with office.store.session() as session:
        pieces = _over(office, session, policy or policy_of(office))
        names = names_of(session, (rows[0].person_id for rows in pieces.values()))
    people: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for digest, rows in pieces.items():
        people[rows[0].person_id][digest] = [row.id for row in rows]
    return tuple(
        Due(person, names.get(person, ""), tuple(sorted({one for ids in found.values() for one in ids})),
            tuple(sorted(found)))
        for person, found in people.items()
    )  # fmt: skip


def erase(office: Office, *, policy: Policy | None = None) -> Iterator[Progress | Erased]:
    """Erase what is due, one person and one signed record after the other."""
    _finish(office)
    cases = due(office, policy=policy)
    profile = profile_of(office)
    for number, one in enumerate(cases):
        yield Progress(number, len(cases), "erasing")
        payload = Erasure(records=one.records, pieces=one.pieces, profile=f"{profile.name} {profile.version}")
        with office.store.session() as session:
            row = journal.append(office, session, payload, one.person_id, office.today())
            made = row.id
        for digest in one.pieces:
            office.evidence.erase(digest)
        yield Erased(one.person_id, one.name, len(one.pieces), made)


def erased_on(office: Office, digest: str) -> str:
    """Say on which day a piece was erased, ISO, or nothing when it was not."""
    with office.store.session() as session:
        rows = session.exec(select(Journal).where(Journal.kind == "erasure", Journal.status == "own"))
        return next((row.occurred_on.isoformat() for row in rows if digest in row.payload["pieces"]), "")


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """An erasure that was signed here."""

    record_id: str
    person_id: str
    name: str
    on: date
    officer: str
    pieces: int
    profile: str
    """Profile and version whose policy said so."""


def erased(office: Office) -> tuple[ErasedRow, ...]:
    """Give every erasure that was signed here, the newest first."""
    with office.store.session() as session:
        erasures = select(Journal).where(Journal.kind == "erasure", Journal.status == "own")
        rows = session.exec(erasures.order_by(col(Journal.position).desc())).all()
        names = names_of(session, (row.person_id for row in rows))
        return tuple(
            ErasedRow(
                row.id, row.person_id, names.get(row.person_id, ""), row.occurred_on, row.officer_name,
                len(row.payload["pieces"]), str(row.payload["profile"]),
            )
            for row in rows
        )  # fmt: skip


def _finish(office: Office) -> None:
    """Remove what a record says was erased and is still here: the power went between the two."""
    with office.store.session() as session:
        rows = session.exec(select(Journal.payload).where(Journal.kind == "erasure", Journal.status == "own"))
        named = [digest for payload in rows for digest in payload["pieces"]]
    for digest in named:
        if office.evidence.holds(digest):
            office.evidence.erase(digest)


def _over(office: Office, session: Session, policy: Policy) -> dict[str, list[Journal]]:
    """Give every piece that may go, with the records that rest on it: all of them verifications, all of them over."""
    rows = rows_of(office, session)
    closed = closed_at(office, session, rows)
    resting: dict[str, list[Journal]] = defaultdict(list)
    for row in rows:
        for digest in row.evidence:
            resting[digest].append(row)
    types = dict(session.exec(select(Evidence.sha256, Evidence.type)).all())

    def over(row: Journal, type_: str) -> bool:
        if row.kind != "verification" or row.id not in closed:
            return False
        if row.payload.get("keeping") in ("", None, "kept"):
            return False
        return office.now() >= instant(closed[row.id]) + timedelta(days=policy.days(type_))

    return {
        digest: found
        for digest, found in resting.items()
        if policy.keeping(types.get(digest, "")) != "kept"
        and office.evidence.holds(digest)
        and all(over(row, types.get(digest, "")) for row in found)
    }
