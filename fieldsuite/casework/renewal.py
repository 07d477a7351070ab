"""Renewal: which template a new one takes the place of, and how like it is, so that nobody slips in for another."""

from biometric import template_file
from biometric.template import Template
from fieldsuite import template_store
from fieldsuite.office import Office
from fieldsuite.template_table import StoredTemplate

SCALE = 10_000
"""A likeness is signed as a whole number of 1/10,000: a signed record holds no floating point."""


def replaced(office: Office, person_id: str, template: Template, variant: str) -> StoredTemplate | None:
    """Give the template that this one takes the place of: of this person, modality and variant."""
    rows = [row for row in template_store.of_person(office, person_id) if row.modality == template.modality]
    looks = template_store.variants(office, [row.record_id for row in rows])
    return next((row for row in rows if looks.get(row.record_id) == variant), None)


def likeness_before(before: StoredTemplate | None, template: Template) -> int | None:
    """Give how like a new template is to the one before, in 1/10,000; None where they cannot be compared."""
    if before is None or (before.engine, before.version) != (template.engine, template.version):
        return None
    old = template_file.read(before.data)
    if template.modality == "voice":
        from biometric.voice.voiceprint import likeness

        return round(likeness(old.vectors, template.vectors[0]) * SCALE)
    from biometric.face.compare import likeness_to

    return round(likeness_to(old, list(template.vectors)) * SCALE)
