"""疑点提示: what was found that stands for two people, and the signed record that asks a person to judge it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.judgement import Doubt as Reason
from fieldsuite.matching.judging import HERE, TOGETHER, About, Judgements
from fieldsuite.matching.judging import about as about_row
from fieldsuite.office import Office
from fieldsuite.records import Alarm
from fieldsuite.tables import Evidence, Journal
from fieldsuite.template_store import UNDONE

__all__ = ["Match", "Reason", "known", "sign", "strongest"]
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
    def about(self) -> About:
        """What an alarm is raised for once: the two people, whoever came first, and the reason."""
        return frozenset((self.person_id, self.other)), self.reason


def known(session: Session) -> frozenset[About]:
    """Give what there is an alarm for that nobody found to be two people, raised here or at an office."""
    judgements = Judgements(session)
    return frozenset(
        about_row(row)
        for row in _alarms(session)
        if (said := judgements.of(row)) is None or said.finding != "two_people"
    )


def _alarms(session: Session, people: Sequence[str] | None = None) -> list[Journal]:
    """Give the alarms in which these people came later, or all, in their order."""
    query = select(Journal).where(Journal.kind == "alarm", col(Journal.status).in_(HERE))
    query = query.order_by(col(Journal.position))
    if people is None:
        return list(session.exec(query))
    rows = [
        row
        for at in range(0, len(people), TOGETHER)
        for row in session.exec(query.where(col(Journal.person_id).in_(people[at : at + TOGETHER])))
    ]
    return sorted(rows, key=lambda row: row.position or 0)


def strongest(found: Iterable[Match]) -> tuple[Match, ...]:
    """Give the strongest match of every two people and reason, the most alike first."""
    best: dict[About, Match] = {}
    for one in found:
        if one.about not in best or best[one.about].likeness < one.likeness:
            best[one.about] = one
    return tuple(sorted(best.values(), key=lambda one: -one.likeness))


def sign(office: Office, session: Session, found: Iterable[Match]) -> frozenset[About]:
    """Sign an alarm for everything that has none yet; give what was raised. Nothing is refused or stopped.

    What a person has judged is raised again only on new evidence: a model, photograph or recording that is newer.
    """
    raised, matches = set[About](), strongest(found)
    people = sorted({who for one in matches for who in (one.person_id, one.other)})
    judgements = Judgements(session, people)
    before = {about_row(row): row for row in _alarms(session, people)}
    for one in matches:
        pieces = _pieces(session, one)
        if one.about in before:
            said = judgements.of(before[one.about])
            if said is None or max(pieces.values(), default="") <= said.recorded_at:
                continue
        payload = Alarm(
            reason=one.reason, other=one.other, likeness=round(one.likeness * SCALE), engine=one.engine,
            version=one.version, pieces=tuple(sorted(pieces)),
        )  # fmt: skip
        journal.append(office, session, payload, one.person_id, office.today())
        raised.add(one.about)
    return frozenset(raised)


def _pieces(session: Session, one: Match) -> dict[str, str]:
    """Give what a match rests on with when it was recorded: photographs and sounds, or the newest two templates."""
    if one.reason != "one_face_two_people":
        rows = session.exec(
            select(Evidence.sha256, Evidence.recorded_at).where(col(Evidence.sha256).in_(one.evidence))
        )
        return dict(rows.all())
    made = session.exec(
        select(Journal)
        .where(
            Journal.kind == "enrolment",
            Journal.status != UNDONE,
            col(Journal.person_id).in_((one.person_id, one.other)),
        )
        .order_by(col(Journal.position))
    )
    newest = {row.person_id: row for row in made if row.payload["modality"] == "face"}
    return {str(row.payload["template_sha256"]): row.recorded_at for row in newest.values()}
