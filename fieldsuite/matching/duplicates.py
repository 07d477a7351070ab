"""查重: one face, photograph or sound under two people becomes an alarm that a person judges.

A new face is searched among everybody else's as it is enrolled (``Watch``), what a bundle brought as it is received
(``arrived``); ``search`` does it for a whole office. An alarm is a signed record that travels and is seen at the desk;
it refuses nobody and stops nothing (design page biometrics: one face under two identity numbers is an alarm for people,
not an automatic refusal).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Text, cast, or_
from sqlmodel import Session, col, select

from biometric.steps import Enrolled, Progress
from fieldsuite.matching import hearing, looking, same_recording, same_whole
from fieldsuite.matching.alarms import Match, Reason, sign, strongest
from fieldsuite.matching.same_face import Faces
from fieldsuite.matching.same_face import known as known_faces
from fieldsuite.matching.same_picture import Pictures, complete, owners, owners_of, shared
from fieldsuite.matching.same_sound import Sounds
from fieldsuite.office import Office
from fieldsuite.tables import Evidence, Journal, Person

SHARED: tuple[tuple[str, Reason], ...] = (
    ("image/", "one_picture_two_people"),
    ("audio/", "one_sound_two_people"),
)
"""Kinds of evidence whose very bytes may stand for one person only."""

TOGETHER = 500
"""People whose names are asked for at a time."""


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


def arrived(office: Office, bundles: Sequence[str]) -> Iterator[Progress | DuplicateReport]:
    """Search what these bundles brought among everything that is here; the last step is DuplicateReport.

    Raises ModelMissing.
    """
    with office.store.session() as session:
        # Of two hundred bundles: as objects of the tables their records would not fit into a worker's memory.
        brought = select(Journal.kind, Journal.person_id, Journal.evidence).where(
            col(Journal.bundle).in_(bundles), Journal.status == "stored",
            or_(col(Journal.kind) == "enrolment", cast(col(Journal.evidence), Text) != "[]"),
        )  # fmt: skip
        rows = session.exec(brought).all()
        enrolled = {person for kind, person, _ in rows if kind == "enrolment"}
        digests = {digest for _, _, evidence in rows for digest in evidence}
    if not digests and not enrolled:
        yield DuplicateReport((), 0, 0, 0)
        return
    yield from looking.complete(office)
    yield from hearing.complete(office)
    yield from complete(office)
    found: list[Match] = []
    faces = 0
    for step in known_faces(office, enrolled):
        if isinstance(step, Match):
            found.append(step)
        elif isinstance(step, Progress):
            yield step
        else:
            faces = step
    for steps in (same_whole.like(office, digests), same_recording.like(office, digests)):
        for step in steps:
            if isinstance(step, Match):
                found.append(step)
            else:
                yield step
    pictures, sounds = Pictures(office), Sounds(office)
    with office.store.session() as session:
        new = [
            row
            for at in range(0, len(digests), TOGETHER)
            for row in session.exec(
                select(Evidence).where(col(Evidence.sha256).in_(sorted(digests)[at : at + TOGETHER]))
            )
        ]
        for row in new:
            if row.type.startswith("image/"):
                found += pictures.like(session, row.person_id, [row.sha256], [row.print])
        whose = owners_of(session, digests, [(person, evidence) for _, person, evidence in rows])
        for type_, reason in SHARED:
            of_type = {row.sha256 for row in new if row.type.startswith(type_)}
            found += shared({digest: those for digest, those in whose.items() if digest in of_type}, reason)
    found += sounds.like(frozenset(digests))
    yield _report(office, found, faces, pictures, sounds)


def search(office: Office) -> Iterator[Progress | DuplicateReport]:
    """Look through the whole office and sign an alarm for what has none yet; the last step is DuplicateReport.

    Prints that photographs lack are made first, and kept. Raises ModelMissing.
    """
    yield from looking.complete(office)
    yield from hearing.complete(office)
    yield from complete(office)
    faces, pictures, sounds = Faces(office), Pictures(office), Sounds(office)
    with office.store.session() as session:
        found = [match for type_, reason in SHARED for match in shared(owners(session, type_), reason)]
    whole = same_whole.like(office, None), same_recording.like(office, None)
    for steps in (faces.twins(), pictures.twins(), sounds.twins(), *whole):
        for step in steps:
            if isinstance(step, Match):
                found.append(step)
            else:
                yield step
    yield _report(office, found, len(faces), pictures, sounds)


def _report(
    office: Office, found: Sequence[Match], faces: int, pictures: Pictures, sounds: Sounds
) -> DuplicateReport:
    """Sign what has no alarm yet, and say what was found."""
    with office.store.session() as session:
        raised, heard = sign(office, session, found), same_recording.count(session)
        people = sorted({who for one in found for who in (one.person_id, one.other)})
        names = {
            person: name
            for at in range(0, len(people), TOGETHER)
            for person, name in session.exec(
                select(Person.id, Person.name).where(col(Person.id).in_(people[at : at + TOGETHER]))
            )
        }
    rows = [
        DuplicateRow(
            one.reason, one.person_id, names.get(one.person_id, ""), one.other, names.get(one.other, ""),
            one.likeness, one.engine, one.evidence, one.about in raised,
        )
        for one in strongest(found)
    ]  # fmt: skip
    return DuplicateReport(tuple(rows), faces, len(pictures), max(len(sounds), heard))
