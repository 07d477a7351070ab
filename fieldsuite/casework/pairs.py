"""疑点: the alarms of this office as two people side by side, for whoever judges them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from fieldsuite.casework.face_cut import face_cut
from fieldsuite.casework.masks import masked_id
from fieldsuite.casework.states import Position, positions
from fieldsuite.casework.views import RecordState
from fieldsuite.errors import OfficeError
from fieldsuite.judgement import Finding
from fieldsuite.matching.alarms import SCALE, Reason
from fieldsuite.matching.duplicates import DuplicateRow
from fieldsuite.matching.judging import ANSWERS, HERE, About, Judged, Judgements, about
from fieldsuite.office import Office
from fieldsuite.tables import Evidence, Journal, Person


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two people."""

    person_id: str
    name: str
    id_masked: str
    village: str
    picture: str
    """SHA-256 of the photograph to look at; empty where there is none."""
    pictured_on: date | None
    """Day of the record that the photograph belongs to."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One alarm."""

    record_id: str
    reason: Reason
    later: Side
    """Who came later."""
    earlier: Side
    likeness: float
    """0..1, high is alike."""
    on: date
    officer: str
    state: RecordState
    judged: Judged | None = None
    """What a person said of it; None asks for it."""
    answer: Finding | None = None
    """What the province said of it."""
    answer_reason: str = ""
    fresh: bool = False
    """True when the search that ran just now raised it."""


def pairs(office: Office, found: Sequence[DuplicateRow] = ()) -> tuple[Pair, ...]:
    """Give the newest alarm about every two people; ``found`` says which photographs and which are new.

    New ones first, then what nobody has judged, the most alike first.
    Where no search has just run, the photographs are those of the two people's newest face models: an alarm is a signed
    sentence about two people and names no file.
    """
    known = {_about(row.person_id, row.other, row.reason): row for row in found}
    with office.store.session() as session:
        rows = session.exec(
            select(Journal)
            .where(Journal.kind == "alarm", col(Journal.status).in_(HERE))
            .order_by(col(Journal.position))
        ).all()
        rows = list({about(row): row for row in rows}.values())
        judgements = Judgements(session)
        looks = _Looks(session, {who for row in rows for who in (row.person_id, str(row.payload["other"]))})
        at = positions(office, session, rows)
        made = [_pair(row, looks, at[row.id], known.get(about(row)), judgements.of(row)) for row in rows]
    return tuple(sorted(made, key=lambda pair: (not pair.fresh, pair.judged is not None, -pair.likeness)))


def pictures(office: Office, pair: Pair) -> tuple[bytes, bytes]:
    """Give the faces of the two photographs, the later person's first; empty where there is none, or it was erased."""
    return _picture(office, pair.later.picture), _picture(office, pair.earlier.picture)


def _picture(office: Office, digest: str) -> bytes:
    try:
        return face_cut(office.evidence.get(digest)) if digest else b""
    except OfficeError:
        return b""


def _about(one: str, other: str, reason: str) -> About:
    return frozenset((one, other)), reason


def _pair(
    row: Journal, looks: "_Looks", at: Position, found: DuplicateRow | None, judged: Judged | None
) -> Pair:
    said, told = row.payload, at.outcome
    later = earlier = ""
    if found is not None and found.reason == "one_picture_two_people" and found.evidence:
        later, earlier = found.evidence[0], found.evidence[-1]
        if found.person_id != row.person_id:
            later, earlier = earlier, later
    return Pair(
        record_id=row.id,
        reason=said["reason"],
        later=looks.side(row.person_id, later),
        earlier=looks.side(str(said["other"]), earlier),
        likeness=int(said["likeness"]) / SCALE,
        on=row.occurred_on,
        officer=row.officer_name,
        state=at.state,
        judged=judged,
        answer=ANSWERS.get(told.code) if told else None,
        answer_reason=told.message if told and told.code in ANSWERS else "",
        fresh=found is not None and found.fresh,
    )


class _Looks:
    """The people of the alarms and the photographs of their newest face models, in three queries."""

    def __init__(self, session: Session, who: Iterable[str]) -> None:
        wanted = list(who)
        people = session.exec(select(Person).where(col(Person.id).in_(wanted)))
        self._people = {person.id: person for person in people}
        rows = session.exec(
            select(Journal)
            .where(
                Journal.kind == "enrolment",
                col(Journal.person_id).in_(wanted),
                col(Journal.status).in_(("own", "stored")),
            )
            .order_by(col(Journal.position))
        ).all()
        digests = {digest for row in rows for digest in row.evidence}
        query = select(Evidence.sha256).where(
            col(Evidence.sha256).in_(digests), col(Evidence.type).startswith("image/")
        )
        pictures = set(session.exec(query))
        self._faces = {
            row.person_id: (digest, row.occurred_on)
            for row in rows
            for digest in reversed(row.evidence)
            if digest in pictures
        }

    def side(self, who: str, picture: str) -> Side:
        """Give one person with the photograph named, or that of the newest model."""
        person = self._people.get(who)
        newest, on = self._faces.get(who, ("", None))
        shown = picture or newest
        return Side(
            who,
            person.name if person else "",
            masked_id(person.id_no) if person else "",
            person.village if person else "",
            shown,
            on if shown == newest else None,
        )
