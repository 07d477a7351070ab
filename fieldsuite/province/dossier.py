"""一个人的全部: what was decided of their records, which letters spoke of them, which laptops hold them, who looked."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.conduct import signs_of
from fieldsuite.province.conflicts import Conflict, conflicts
from fieldsuite.province.local_times import local_at
from fieldsuite.rules.fraud import Sign
from fieldsuite.tables import (
    AuditEntry,
    Decision,
    Journal,
    Look,
    Person,
    ReceivedBundle,
    SentLetter,
    TaskList,
    Undone,
)
from keys.vault import officers

SHOWN = 200
"""Entries of the log that are shown at most."""


@dataclass(frozen=True, slots=True)
class Said:
    """A decision about one of the person's records."""

    at: str
    record: str
    kind: str
    on: date
    status: str
    code: str
    todo: str
    clerk: str
    """Name, or ``rule``."""
    signed: str
    """Record in which the clerk signed it; empty for what a rule decided."""
    letter: str
    """Letter it left in; empty while it waits."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that spoke of this person."""

    at: str
    kind: str
    """receipt, decision, tasks."""
    site: str
    digest: str


@dataclass(frozen=True, slots=True)
class OnLaptop:
    """A laptop that holds data of this person."""

    device: str
    site: str
    name: str
    trusted: bool
    records: int
    """Records of the person that came from it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody looked: at a number in the clear, or at a photograph or recording."""

    at: str
    who: str
    what: str
    """number or evidence."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one person that the card does not say."""

    decisions: tuple[Said, ...]
    letters: tuple[Letter, ...]
    laptops: tuple[OnLaptop, ...]
    signs: tuple[tuple[date, str, tuple[Sign, ...]], ...]
    """(day, kind of the record, its signs)."""
    conflicts: tuple[Conflict, ...]
    looks: tuple[Seen, ...]
    undone: int
    """Records that were taken back with their bundle."""


def dossier(office: Office, person_id: str) -> Dossier:
    """Gather it, the newest first. Raises OfficeError E_NOT_FOUND for somebody who is not on the register."""
    office.require_province()
    with office.store.session() as session:
        person = session.get(Person, person_id)
        if person is None:
            raise OfficeError("office.no_person", code="E_NOT_FOUND", person=person_id)
        query = select(Journal).where(Journal.person_id == person_id).order_by(col(Journal.position).desc())
        rows = list(session.exec(query))
        ids = [row.id for row in rows]
        signs = signs_of(office, session, [row for row in rows if row.status in ("stored", "conflict")])
        said = _said(office, session, rows)
        undone = session.exec(select(Undone.record_id).where(col(Undone.record_id).in_(ids))).all()
        found = Dossier(
            said, _letters(office, session, person, rows, {one.letter for one in said}),
            _laptops(office, session, person, rows),
            tuple((row.occurred_on, row.kind, signs[row.id]) for row in rows if row.id in signs),
            (), _looks(office, session, person_id, rows), len(set(undone)),
        )  # fmt: skip
    return Dossier(
        found.decisions, found.letters, found.laptops, found.signs, conflicts(office, person_id), found.looks,
        found.undone,
    )  # fmt: skip


def _names(office: Office) -> dict[str, str]:
    return {card.id: card.name for card in officers(office.home.keys)}


def _said(office: Office, session: Session, rows: list[Journal]) -> tuple[Said, ...]:
    names, by = _names(office), {row.id: row for row in rows}
    query = select(Decision).where(col(Decision.record_id).in_(list(by)))
    return tuple(
        Said(local_at(office, one.decided_at), one.record_id, by[one.record_id].kind, by[one.record_id].occurred_on,
             one.status, one.code, one.todo, names.get(one.decided_by, one.decided_by), one.signed, one.sent_in or "")
        for one in session.exec(query.order_by(col(Decision.position).desc()))
    )  # fmt: skip


def _letters(
    office: Office, session: Session, person: Person, rows: list[Journal], decided: set[str]
) -> tuple[Letter, ...]:
    """Receipts of the bundles, letters of the decisions, lists to the office that looks after the person."""
    lists = session.exec(select(TaskList.id).where(TaskList.site == person.site)).all()
    about = {*decided, *(row.bundle or "" for row in rows), *lists} - {""}
    query = select(SentLetter).where(col(SentLetter.about).in_(about))
    letters = session.exec(query.order_by(col(SentLetter.sealed_at).desc(), SentLetter.kind, SentLetter.site))
    return tuple(Letter(local_at(office, one.sealed_at), one.kind, one.site, one.digest) for one in letters)


def _laptops(office: Office, session: Session, person: Person, rows: list[Journal]) -> tuple[OnLaptop, ...]:
    """Those of the office that looks after the person, by its lists; and every other that sent something of theirs."""
    bundles = [row.bundle for row in rows if row.bundle]
    came = dict(
        session.exec(
            select(ReceivedBundle.bundle, ReceivedBundle.device).where(
                col(ReceivedBundle.bundle).in_(bundles)
            )
        ).all()
    )
    counts: dict[str, int] = {}
    for bundle in bundles:
        device = came.get(bundle, "")
        counts[device] = counts.get(device, 0) + 1
    keys = [key for key in office.require_trust().statement.keys if key.role in ("device", "relay")]
    return tuple(
        OnLaptop(key.kid, key.office, key.name, key.status == "active", counts.get(key.kid, 0))
        for key in keys
        if key.office == person.site or key.kid in counts
    )


def _looks(office: Office, session: Session, person_id: str, rows: list[Journal]) -> tuple[Seen, ...]:
    names = _names(office)
    numbers = session.exec(select(Look).where(Look.person_id == person_id))
    found = [Seen(local_at(office, one.at), names.get(one.officer, one.officer), "number") for one in numbers]
    pieces = {digest[:12] for row in rows for digest in row.evidence}
    looked = select(AuditEntry).where(AuditEntry.act == "look", col(AuditEntry.subject).in_(pieces))
    found += [
        Seen(local_at(office, one.at), names.get(one.officer, one.officer), "evidence")
        for one in session.exec(looked.order_by(col(AuditEntry.position).desc()).limit(SHOWN))
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))
