"""疑点提示: what was found that stands for two people, and the signed record that asks a person to judge it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.office import Office
from fieldsuite.records import Alarm
from fieldsuite.tables import Journal

Reason = Literal["one_face_two_people", "one_picture_two_people", "one_sound_two_people"]
SCALE = 10_000
"""A likeness is signed as a whole number of 1/10,000: a signed record holds no floating point."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two people who share a face, a photograph or a sound."""

    reason: Reason
    person_id: str
    """Who came later."""
    other: str
    likeness: float
    """0..1, high is alike; 1 for the very same file."""
    engine: str = ""
    version: str = ""
    evidence: tuple[str, ...] = ()
    """SHA-256 of the photographs or sounds, the later one first; empty for faces."""

    @property
    def about(self) -> tuple[frozenset[str], str]:
        """What an alarm is raised for once: the two people, whoever came first, and the reason."""
        return frozenset((self.person_id, self.other)), self.reason


Known = frozenset[tuple[frozenset[str], str]]
"""What there is an alarm for already."""


def known(session: Session) -> Known:
    """Give what there is an alarm for already, raised here or at an office."""
    rows = session.exec(
        select(Journal).where(Journal.kind == "alarm", col(Journal.status).in_(("own", "stored")))
    )
    return frozenset(
        (frozenset((row.person_id, str(row.payload["other"]))), str(row.payload["reason"])) for row in rows
    )


def strongest(found: Iterable[Match]) -> tuple[Match, ...]:
    """Give the strongest match of every two people and reason, the most alike first."""
    best: dict[tuple[frozenset[str], str], Match] = {}
    for one in found:
        if one.about not in best or best[one.about].likeness < one.likeness:
            best[one.about] = one
    return tuple(sorted(best.values(), key=lambda one: -one.likeness))


def sign(office: Office, session: Session, found: Iterable[Match]) -> Known:
    """Sign an alarm for everything that has none yet; give what had one before. Nothing is refused or stopped."""
    before = known(session)
    for one in strongest(found):
        if one.about not in before:
            payload = Alarm(
                reason=one.reason, other=one.other, likeness=round(one.likeness * SCALE), engine=one.engine,
                version=one.version,
            )  # fmt: skip
            journal.append(office, session, payload, one.person_id, office.today())
    return before
