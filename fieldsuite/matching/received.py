"""The faces of enrolments that arrived in bundles: modelled here from their photographs, and let go of again.

A template never travels (``docs/decisions/0005``). A desk that should notice one face under two offices, or compare
what waits (待比对), makes its own of the photographs that came with the enrolment.
"""

from collections.abc import Iterator, Sequence

from sqlmodel import col, select

from biometric.errors import MediaUnreadable
from biometric.steps import Progress
from biometric.template import Template
from fieldsuite import engines, journal, template_store
from fieldsuite.care import Deletion
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal

MOST = 5
"""Photographs of one enrolment that are modelled, 0.2 s each: three are enough for the thresholds of a template."""


def take_up(office: Office, bundles: Sequence[str]) -> Iterator[Progress]:
    """Model the faces of enrolments that came with these bundles; one whose photographs show no face is left out.

    Raises ModelMissing; what was modelled before stays.
    """
    rows = [row for row in _rows(office, bundles, "enrolment") if row.payload["modality"] == "face"]
    for done, row in enumerate(rows):
        yield Progress(done, len(rows), "modelling_received")
        if (template := _modelled(office, row)) is not None:
            template_store.keep(office, row.person_id, template, row.id)


def let_go(office: Office, bundles: Sequence[str]) -> None:
    """Erase the faces of those who, as these bundles say, withdrew or whose template was deleted at their office.

    Each erasure is a signed record of this desk (PIPL, articles 15 and 47).
    """
    for row in _rows(office, bundles, "consent", "deletion"):
        said = row.payload
        kept = said["face"] if row.kind == "consent" else said["modality"] != "face"
        if kept or "face" not in template_store.kept(office, row.person_id):
            continue
        gone = template_store.erase(office, row.person_id, "face")
        payload = Deletion(
            modality="face",
            reason="withdrawn" if row.kind == "consent" else said["reason"],
            detail="" if row.kind == "consent" else said["detail"],
            consent=row.id if row.kind == "consent" else said["consent"],
            enrolments=gone.records,
            templates_sha256=gone.sha256,
        )
        with office.store.session() as session:
            journal.append(office, session, payload, row.person_id, office.today())


def _rows(office: Office, bundles: Sequence[str], *kinds: str) -> list[Journal]:
    with office.store.session() as session:
        query = select(Journal).where(
            col(Journal.bundle).in_(bundles), col(Journal.kind).in_(kinds), Journal.status == "stored"
        )
        return list(session.exec(query.order_by(col(Journal.position))))


def _modelled(office: Office, row: Journal) -> Template | None:
    import numpy as np

    from biometric.photographs import portrait
    from biometric.pictures import decoded

    engine, vectors = engines.face(office).engine, []
    for digest in row.evidence[:MOST]:
        try:
            vectors.append(portrait(decoded(office.evidence.get(digest)), engine).vector)
        except (OfficeError, MediaUnreadable) as error:
            if error.code == "E_NETWORK":  # it is not gone: whoever keeps it is away
                raise
            continue
    if not vectors:
        return None
    photographs = row.payload["source"] == "photographs"
    return Template("face", engine.name, engine.version, np.stack(vectors), from_photographs=photographs)
