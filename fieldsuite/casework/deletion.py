"""撤回同意: erase a person's templates, look up that nothing is left of them, and sign that it was done.

PIPL articles 15 and 47: consent can be withdrawn, and what it allowed is then deleted. The signed record is the proof:
it names the enrolments and what the templates hashed to, and is written only after none was found.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session, col, select

from biometric.steps import Progress
from biometric.template import Modality
from fieldsuite import journal, template_store
from fieldsuite.care import Deletion
from fieldsuite.casework.called import names_of
from fieldsuite.casework.people import one
from fieldsuite.casework.written import required
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal

Why = Literal["withdrawn", "ended", "mistaken"]
"""撤回同意, 待遇终止, 建错模."""
MODALITIES: tuple[Modality, ...] = ("face", "voice")


@dataclass(frozen=True, slots=True)
class Deleted:
    """Templates that were erased, with the record that proves it."""

    record_id: str
    person_id: str
    modality: Modality
    reason: Why
    templates: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Templates that must be erased: their person has withdrawn."""

    person_id: str
    name: str
    modality: Modality


def erase(
    office: Office, who: str, modality: Modality, reason: Why, detail: str = "", *, consent: str = ""
) -> Deleted:
    """Erase every template of a person and modality. Raises OfficeError E_NOT_FOUND when there is none.

    ``detail`` says why in the officer's words; it may be empty for a withdrawal, whose record says it.
    """
    said = detail.strip() if reason == "withdrawn" and not detail.strip() else required(detail, "reason")
    with office.store.session() as session:
        person = one(session, who)
        found = _enrolments(session, person.id, modality)
    gone = template_store.erase(office, person.id, modality)
    # A run that was cut off between erasing and signing leaves nothing to erase, and still owes its record.
    owed = tuple(record for record in found if record not in gone.records)
    if not gone.records and not owed:
        raise OfficeError("office.no_template_here", code="E_NOT_FOUND", person=person.name)
    payload = Deletion(
        modality=modality, reason=reason, detail=said, consent=consent, enrolments=(*gone.records, *owed),
        templates_sha256=gone.sha256,
    )  # fmt: skip
    with office.store.session() as session:
        row = journal.append(office, session, payload, person.id, office.today())
    return Deleted(row.id, person.id, modality, reason, len(gone.records))


def settle(office: Office, person_id: str) -> tuple[Deleted, ...]:
    """Erase what a person has withdrawn their consent to; nothing happens where there is nothing to erase."""
    with office.store.session() as session:
        refused = _refused(session, person_id)
        unsigned = {kind for kind in refused if _enrolments(session, person_id, kind)}
    held = template_store.kept(office, person_id)
    return tuple(
        erase(office, person_id, modality, "withdrawn", consent=record)
        for modality, record in refused.items()
        if modality in held | unsigned
    )


def owed(office: Office) -> tuple[Owed, ...]:
    """Give everybody who has withdrawn and whose templates are still here, as when the refusal came with a bundle."""
    with office.store.session() as session:
        refused = _all_refused(session)
        names = names_of(session, refused)
    return tuple(
        Owed(person, names.get(person, ""), modality)
        for person, withdrawn in refused.items()
        for modality in withdrawn
        if modality in template_store.kept(office, person)
    )


def settle_all(office: Office) -> Iterator[Progress | Deleted]:
    """Erase everything that is owed, one person after the other."""
    people = list(dict.fromkeys(row.person_id for row in owed(office)))
    for number, person_id in enumerate(people):
        yield Progress(number, len(people), "erasing")
        yield from settle(office, person_id)


def _all_refused(session: Session) -> dict[str, dict[Modality, str]]:
    """Give the same of everybody whose newest consent says no to something, in one pass over the consents."""
    newest: dict[str, tuple[str, Mapping[str, Any]]] = {}
    said = select(Journal.person_id, Journal.id, Journal.payload).where(
        Journal.kind == "consent", col(Journal.status).in_(("own", "stored"))
    )
    for person, record, payload in session.exec(said.order_by(col(Journal.position))):
        newest[person] = record, payload
    found = {person: _says_no(record, payload) for person, (record, payload) in newest.items()}
    return {person: withdrawn for person, withdrawn in found.items() if withdrawn}


def _says_no(record: str, payload: Mapping[str, Any]) -> dict[Modality, str]:
    return {kind: record for kind in MODALITIES if not payload.get(kind)}


def _refused(session: Session, person_id: str) -> dict[Modality, str]:
    """Give what the newest consent says no to, with its record."""
    row = session.exec(
        select(Journal)
        .where(
            Journal.person_id == person_id,
            Journal.kind == "consent",
            col(Journal.status).in_(("own", "stored")),
        )
        .order_by(col(Journal.position).desc())
        .limit(1)
    ).first()
    return {} if row is None else _says_no(row.id, row.payload)


def _enrolments(session: Session, person_id: str, modality: Modality) -> tuple[str, ...]:
    """Give the enrolments made here that no deletion has named yet."""
    rows = session.exec(
        select(Journal).where(
            Journal.person_id == person_id,
            col(Journal.kind).in_(("enrolment", "deletion")),
            Journal.status == "own",
        )
    ).all()
    named = {record for row in rows if row.kind == "deletion" for record in row.payload["enrolments"]}
    return tuple(
        row.id
        for row in rows
        if row.kind == "enrolment" and row.payload["modality"] == modality and row.id not in named
    )
