"""重新建模名单: who must be enrolled again, because their template is of an engine that is no longer in use."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import col, select

from biometric.template import Modality
from fieldsuite import engines
from fieldsuite.casework.departed import departed
from fieldsuite.engines import Made
from fieldsuite.office import Office
from fieldsuite.tables import Journal, Person
from fieldsuite.template_table import StoredTemplate

MODALITIES: tuple[Modality, ...] = ("face", "voice")


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody who must be enrolled again; until then the engine of the template verifies them."""

    person_id: str
    name: str
    village: str
    modality: Modality
    engine: str
    version: str
    """Of the template they have."""


def again(office: Office, modality: Modality | None = None) -> tuple[Again, ...]:
    """Give who must be enrolled again, by village and name; the dead are left out.

    Raises OfficeError E_MODEL when the engine in use is not there.
    """
    people, found = _living(office), []
    for each in MODALITIES if modality is None else (modality,):
        wanted = engines.now(office, each)
        for person_id, made in makers(office, each).items():
            if made != wanted and (one := people.get(person_id)):
                found.append(Again(one.id, one.name, one.village, each, made.engine, made.version))
    return tuple(sorted(found, key=lambda one: (one.village, one.name, one.modality)))


def needing(office: Office) -> Counter[tuple[str, str, str]]:
    """Count the living whose newest template is of an engine: (modality, engine, version) -> people."""
    people = _living(office)
    return Counter(
        (each, made.engine, made.version)
        for each in MODALITIES
        for person_id, made in makers(office, each).items()
        if person_id in people
    )


def makers(office: Office, modality: Modality) -> dict[str, Made]:
    """Say which engine made each person's newest template that holds, without opening any."""
    with office.store.session() as session:
        known = frozenset(session.exec(select(Journal.id).where(Journal.kind == "enrolment")))
    with office.store.templates() as templates:
        rows = templates.exec(
            select(
                StoredTemplate.person_id,
                StoredTemplate.engine,
                StoredTemplate.version,
                StoredTemplate.record_id,
            )
            .where(StoredTemplate.modality == modality)
            .order_by(col(StoredTemplate.position))
        ).all()
    return {person: Made(engine, version) for person, engine, version, record in rows if record in known}


def _living(office: Office) -> dict[str, Person]:
    with office.store.session() as session:
        dead = departed(session)
        return {one.id: one for one in session.exec(select(Person)) if one.id not in dead}
