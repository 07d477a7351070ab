"""Keeps and finds templates in the second database."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement
from sqlalchemy.orm import load_only
from sqlmodel import col, func, select

from biometric import template_file
from biometric.template import Modality, Template
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from fieldsuite.template_table import StoredTemplate

PASSING = 5_000
"""Templates that pass by in a search at a time: 12 MB."""
UNDONE = "undone"
"""Status of a record whose bundle was taken back: nobody is compared with what only it brought."""
TOGETHER = 500
"""Templates read at a time: 1 MB of faces, so that a register of a million need not lie in memory as files."""


def current(office: Office, person_id: str, modality: Modality) -> Template | None:
    """Give the person's newest template of a modality, with those of other looks beside it, or None.

    The one without a variant stands first; others of the same engine are its ``others``.
    """
    found = [template_file.read(row.data) for row in of_person(office, person_id) if row.modality == modality]
    if not found:
        return None
    first, *rest = found
    same = tuple(one for one in rest if (one.engine, one.version) == (first.engine, first.version))
    return replace(first, others=same)


def of_person(office: Office, person_id: str) -> tuple[StoredTemplate, ...]:
    """Give the templates that hold: the newest of every modality and variant, those without a variant first.

    Two files cannot share a transaction: a template whose record was never committed does not count, so a power cut
    leaves the one before in force. Nor does one whose enrolment came in a bundle that was taken back.
    """
    with office.store.templates() as templates:
        query = select(StoredTemplate).where(StoredTemplate.person_id == person_id)
        stored = templates.exec(query.order_by(col(StoredTemplate.position).desc())).all()
    looks = variants(office, [row.record_id for row in stored])
    newest: dict[tuple[str, str], StoredTemplate] = {}
    for row in stored:
        if row.record_id in looks:
            newest.setdefault((row.modality, looks[row.record_id]), row)
    return tuple(newest[key] for key in sorted(newest))


@dataclass(frozen=True, slots=True)
class Held:
    """A template that holds, without its numbers."""

    person_id: str
    modality: Modality
    variant: str
    engine: str
    version: str
    made_at: str
    record_id: str


def held(office: Office, people: Collection[str] | None = None) -> tuple[Held, ...]:
    """Give the templates of these people, or of all, that hold: the newest of every modality and variant."""
    columns = ("person_id", "modality", "engine", "version", "made_at", "record_id")
    query = select(StoredTemplate).options(load_only(*(getattr(StoredTemplate, name) for name in columns)))
    if people is not None:
        query = query.where(col(StoredTemplate.person_id).in_(people))
    with office.store.templates() as templates:
        rows = templates.exec(query.order_by(col(StoredTemplate.position))).all()
    looks = _recorded(office) if people is None else variants(office, [row.record_id for row in rows])
    newest = {
        (row.person_id, row.modality, looks[row.record_id]): row for row in rows if row.record_id in looks
    }
    return tuple(
        Held(person, cast(Modality, modality), look, row.engine, row.version, row.made_at, row.record_id)
        for (person, modality, look), row in newest.items()
    )


def kept(office: Office, person_id: str) -> frozenset[str]:
    """Give the modalities of which there is any template of a person, also one that holds no more: it can be erased."""
    with office.store.templates() as templates:
        query = select(StoredTemplate.modality).where(StoredTemplate.person_id == person_id)
        return frozenset(templates.exec(query.distinct()))


def variants(office: Office, records: Sequence[str]) -> dict[str, str]:
    """Give the variant of each of these enrolments that was committed and not taken back (撤销)."""
    return _variants(office, col(Journal.id).in_(records))


def everybody(office: Office, modality: Modality, engine: str, version: str) -> frozenset[str]:
    """Give the people who have a template of this very engine that holds."""
    with office.store.templates() as templates:
        of_kind = StoredTemplate.modality == modality, StoredTemplate.engine == engine
        query = select(StoredTemplate.person_id, StoredTemplate.record_id)
        stored = templates.exec(query.where(*of_kind, StoredTemplate.version == version)).all()
    known = _recorded(office)
    return frozenset(person for person, record in stored if record in known)


def each(office: Office, modality: Modality) -> Iterator[tuple[str, Template]]:
    """Give every template that holds, one a person and variant, in the order in which they were made."""
    known = _recorded(office)
    with office.store.templates() as templates:
        rows = templates.exec(
            select(StoredTemplate.position, StoredTemplate.person_id, StoredTemplate.record_id)
            .where(StoredTemplate.modality == modality)
            .order_by(col(StoredTemplate.position))
        )
        newest = {(person, known[record]): position for position, person, record in rows if record in known}
        positions = sorted(position for position in newest.values() if position is not None)
        for start in range(0, len(positions), TOGETHER):
            some = positions[start : start + TOGETHER]
            query = select(StoredTemplate.person_id, StoredTemplate.data).where(
                col(StoredTemplate.position).in_(some)
            )
            for person, data in templates.exec(query.order_by(col(StoredTemplate.position))):
                yield person, template_file.read(data)


@dataclass(frozen=True, slots=True)
class Stored:
    """A template as a search reads it; whether it holds is asked of those that are like somebody (``holding``)."""

    person_id: str
    engine: str
    version: str
    record_id: str
    middle: NDArray[np.float32]
    """Middle of its captures."""


def stored(
    office: Office, modality: Modality, people: Collection[str] | None = None
) -> Iterator[list[Stored]]:
    """Give every template there is, or those of these people, thousands at a time; some no longer hold.

    Memory does not grow with their number. Raises MediaUnreadable for one that is damaged.
    """
    wanted = sorted(people or ())
    parts: Iterable[list[str] | None] = (None,)
    if people is not None:
        parts = (wanted[at : at + TOGETHER] for at in range(0, len(wanted), TOGETHER))
    for part in parts:
        last = 0
        while True:
            query = select(StoredTemplate).where(
                StoredTemplate.modality == modality, col(StoredTemplate.position) > last
            )
            if part is not None:
                query = query.where(col(StoredTemplate.person_id).in_(part))
            with office.store.templates() as templates:
                rows = templates.exec(query.order_by(col(StoredTemplate.position)).limit(PASSING)).all()
            if not rows:
                break
            last = rows[-1].position or 0
            yield [
                Stored(row.person_id, row.engine, row.version, row.record_id, template_file.middle(row.data))
                for row in rows
            ]


def count(office: Office, modality: Modality) -> int:
    """Give how many templates there are, those that no longer hold among them."""
    with office.store.templates() as templates:
        query = select(func.count()).select_from(StoredTemplate).where(StoredTemplate.modality == modality)
        return templates.exec(query).one()


def holding(office: Office, people: Collection[str]) -> frozenset[str]:
    """Give the enrolments of these people whose templates hold."""
    wanted, found = sorted(people), set[str]()
    for at in range(0, len(wanted), TOGETHER):
        found |= {one.record_id for one in held(office, wanted[at : at + TOGETHER])}
    return frozenset(found)


def _recorded(office: Office) -> dict[str, str]:
    """Give every enrolment that was committed and not taken back, with its variant."""
    return _variants(office, col(Journal.kind) == "enrolment")


def _variants(office: Office, which: ColumnElement[bool]) -> dict[str, str]:
    with office.store.session() as session:
        rows = session.exec(select(Journal.id, Journal.payload).where(which, Journal.status != UNDONE))
        return {record: str(payload.get("variant", "")) for record, payload in rows}


def keep(office: Office, person_id: str, template: Template, record_id: str) -> None:
    """Keep a new template; those before stay, for what was verified against them must be explicable."""
    keep_all(office, [(person_id, template, record_id)])


def keep_all(office: Office, made: Iterable[tuple[str, Template, str]]) -> None:
    """Keep new templates in one transaction: of whom, the template, the enrolment it was made in."""
    with office.store.templates() as session:
        session.add_all(
            StoredTemplate(
                person_id=person_id,
                modality=template.modality,
                engine=template.engine,
                version=template.version,
                data=template_file.write(template),
                made_at=stamp(office.now()),
                record_id=record_id,
            )
            for person_id, template, record_id in made
        )


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: the enrolments it came from and what the templates hashed to."""

    records: tuple[str, ...]
    sha256: tuple[str, ...]


def erase(office: Office, person_id: str, modality: Modality) -> Erased:
    """Erase every template of a person and modality, older ones too, so that no byte of them is left in the file.

    Rows are overwritten (``secure_delete``), then the file is written anew without them. That none is left is looked up
    afterwards. Raises OfficeError E_DISK or E_BUSY; what was not erased then is erased by the next call.
    """
    mine = (StoredTemplate.person_id == person_id, StoredTemplate.modality == modality)
    with office.store.templates() as templates:
        rows = templates.exec(select(StoredTemplate).where(*mine)).all()
        gone = Erased(
            tuple(row.record_id for row in rows), tuple(sha256(row.data).hexdigest() for row in rows)
        )
        for row in rows:
            templates.delete(row)
    office.store.forget_erased_templates()
    with office.store.templates() as templates:
        if templates.exec(select(StoredTemplate.position).where(*mine)).first() is not None:
            raise OfficeError("office.busy", code="E_BUSY")
    return gone
