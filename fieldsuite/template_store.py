"""Keeps and finds templates in the second database."""

import uuid

from sqlmodel import col, select

from biometric.template import Modality, Template
from fieldsuite.clock import stamp
from fieldsuite.office import Office
from fieldsuite.template_table import StoredTemplate


def current(office: Office, person_id: str, modality: Modality) -> Template | None:
    """Give the person's newest template of a modality, or None."""
    with office.store.templates() as session:
        row = session.exec(
            select(StoredTemplate).where(
                StoredTemplate.person_id == person_id,
                StoredTemplate.modality == modality,
                StoredTemplate.replaced_at == "",
            )
        ).first()
        return Template.from_bytes(row.data) if row else None


def keep(office: Office, person_id: str, template: Template, record_id: str) -> None:
    """Keep a new template; the one before is marked as replaced, not erased."""
    at = stamp(office.now())
    with office.store.templates() as session:
        for old in session.exec(
            select(StoredTemplate).where(
                StoredTemplate.person_id == person_id,
                StoredTemplate.modality == template.modality,
                col(StoredTemplate.replaced_at) == "",
            )
        ):
            old.replaced_at = at
            session.add(old)
        session.add(
            StoredTemplate(
                id=uuid.uuid4().hex,
                person_id=person_id,
                modality=template.modality,
                engine=template.engine,
                version=template.version,
                data=template.to_bytes(),
                made_at=at,
                record_id=record_id,
            )
        )
