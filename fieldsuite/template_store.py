"""Keeps and finds templates in the second database."""

from collections.abc import Iterator

from sqlmodel import col, select

from biometric import template_file
from biometric.template import Modality, Template
from fieldsuite.clock import stamp
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from fieldsuite.template_table import StoredTemplate

TOGETHER = 500
"""Templates read at a time: 1 MB of faces, so that a register of a million need not lie in memory as files."""


def current(office: Office, person_id: str, modality: Modality) -> Template | None:
    """Give the person's newest template of a modality, or None."""
    found = next((row for row in of_person(office, person_id) if row.modality == modality), None)
    return template_file.read(found.data) if found else None


def of_person(office: Office, person_id: str) -> tuple[StoredTemplate, ...]:
    """Give the templates that hold, one a modality.

    Two files cannot share a transaction: a template whose record was never committed does not count, so a power cut
    between the two leaves the one before in force.
    """
    with office.store.templates() as templates:
        query = select(StoredTemplate).where(StoredTemplate.person_id == person_id)
        stored = templates.exec(query.order_by(col(StoredTemplate.position).desc())).all()
    with office.store.session() as session:
        records = [row.record_id for row in stored]
        known = set(session.exec(select(Journal.id).where(col(Journal.id).in_(records))))
    newest: dict[str, StoredTemplate] = {}
    for row in stored:
        if row.record_id in known:
            newest.setdefault(row.modality, row)
    return tuple(newest[modality] for modality in sorted(newest))


def everybody(office: Office, modality: Modality, engine: str, version: str) -> frozenset[str]:
    """Give the people who have a template of this very engine that holds."""
    with office.store.templates() as templates:
        query = select(StoredTemplate.person_id, StoredTemplate.record_id).where(
            StoredTemplate.modality == modality,
            StoredTemplate.engine == engine,
            StoredTemplate.version == version,
        )
        stored = templates.exec(query).all()
    known = _recorded(office)
    return frozenset(person for person, record in stored if record in known)


def each(office: Office, modality: Modality) -> Iterator[tuple[str, Template]]:
    """Give every template that holds, one a person, in the order in which they were made."""
    known = _recorded(office)
    with office.store.templates() as templates:
        rows = templates.exec(
            select(StoredTemplate.position, StoredTemplate.person_id, StoredTemplate.record_id)
            .where(StoredTemplate.modality == modality)
            .order_by(col(StoredTemplate.position))
        )
        newest = {person: position for position, person, record in rows if record in known}
        positions = sorted(position for position in newest.values() if position is not None)
        for start in range(0, len(positions), TOGETHER):
            some = positions[start : start + TOGETHER]
            query = select(StoredTemplate.person_id, StoredTemplate.data).where(
                col(StoredTemplate.position).in_(some)
            )
            for person, data in templates.exec(query.order_by(col(StoredTemplate.position))):
                yield person, template_file.read(data)


def _recorded(office: Office) -> frozenset[str]:
    with office.store.session() as session:
        return frozenset(session.exec(select(Journal.id).where(Journal.kind == "enrolment")))


def keep(office: Office, person_id: str, template: Template, record_id: str) -> None:
    """Keep a new template; those before stay, for what was verified against them must be explicable."""
    with office.store.templates() as session:
        session.add(
            StoredTemplate(
                person_id=person_id,
                modality=template.modality,
                engine=template.engine,
                version=template.version,
                data=template_file.write(template),
                made_at=stamp(office.now()),
                record_id=record_id,
            )
        )
