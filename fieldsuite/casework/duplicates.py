"""查重: one face, photograph or sound under two people becomes an alarm that a person judges.

A new face is searched among everybody else's as it is enrolled (``Watch``); ``search`` does it for a whole office. An
alarm is a signed record that travels and is seen at the desk; it refuses nobody and stops nothing (design page
biometrics: one face under two identity numbers is an alarm for people, not an automatic refusal).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from biometric.steps import Enrolled, Progress
from fieldsuite.casework.alarms import Match, Reason, sign, strongest
from fieldsuite.casework.same_face import Faces
from fieldsuite.casework.same_picture import Pictures, complete, owners, shared
from fieldsuite.casework.same_sound import Sounds
from fieldsuite.office import Office
from fieldsuite.tables import Person


class Watch:
    """Everybody's faces and photographs in memory; many enrolments in a row load them once."""

    def __init__(self, office: Office) -> None:
        self._office, self._faces, self._pictures = office, Faces(office), Pictures(office)

    def look(
        self, session: Session, person_id: str, made: Enrolled, evidence: Sequence[str]
    ) -> tuple[Match, ...]:
        """Search a new face and its photographs among everybody else's, before they are kept; nothing is written."""
        pictures = self._pictures.like(session, person_id, evidence, made.fingerprints)
        return strongest([*self._faces.like(person_id, made.template), *pictures])

    def add(self, person_id: str, made: Enrolled, evidence: Sequence[str]) -> None:
        """Take a face in that was kept, for those that follow."""
        self._faces.add(person_id, made.template)
        for digest, print_ in zip(evidence, made.fingerprints, strict=False):
            self._pictures.add(person_id, digest, print_)


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two people who share a face, a photograph or a sound, for a person to judge."""

    reason: Reason
    person_id: str
    """Who came later."""
    name: str
    other: str
    other_name: str
    likeness: float
    """0..1, high is alike; 1 for the very same file."""
    engine: str
    evidence: tuple[str, ...]
    """SHA-256 of the photographs or sounds; empty for faces."""
    fresh: bool
    """True when the alarm was raised now, False when there was one."""


@dataclass(frozen=True, slots=True)
class DuplicateReport:
    """What a search of the whole office found, the most alike first."""

    rows: tuple[DuplicateRow, ...]
    faces: int
    """Faces that were compared."""
    pictures: int
    """Photographs with a face that were compared."""
    sounds: int
    """Recordings that were compared."""


def search(office: Office) -> Iterator[Progress | DuplicateReport]:
    """Look through the whole office and sign an alarm for what has none yet; the last step is DuplicateReport.

    Prints that photographs lack are made first, and kept. Raises ModelMissing.
    """
    yield from complete(office)
    faces, pictures, sounds = Faces(office), Pictures(office), Sounds(office)
    with office.store.session() as session:
        found = [
            *shared(owners(session, "image/"), "one_picture_two_people"),
            *shared(owners(session, "audio/"), "one_sound_two_people"),
        ]
    for source in (faces, pictures, sounds):
        for step in source.twins():
            if isinstance(step, Match):
                found.append(step)
            else:
                yield step
    with office.store.session() as session:
        raised = sign(office, session, found)
        names = {person.id: person.name for person in session.exec(select(Person))}
    rows = [
        DuplicateRow(
            one.reason, one.person_id, names.get(one.person_id, ""), one.other, names.get(one.other, ""),
            one.likeness, one.engine, one.evidence, one.about in raised,
        )
        for one in strongest(found)
    ]  # fmt: skip
    yield DuplicateReport(tuple(rows), len(faces), len(pictures), len(sounds))
