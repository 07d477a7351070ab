"""待比对 at the desk: captures of the offices are compared here, and a clerk decides on what came of it."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from biometric.steps import Progress
from fieldsuite.matching import compare
from fieldsuite.matching.captures import Waiting, is_capture
from fieldsuite.matching.captures import waiting as _waiting
from fieldsuite.matching.compare import Matched, MatchReport
from fieldsuite.office import Office
from fieldsuite.payload import Payload
from fieldsuite.province.known_records import parts
from fieldsuite.records import parse
from fieldsuite.tables import Journal

__all__ = ["MatchReport", "Matched", "Waiting", "effective", "match_all", "matches", "waiting"]


def waiting(office: Office) -> tuple[Waiting, ...]:
    """Give the captures of the offices that wait to be compared, oldest first."""
    office.require_province()
    return _waiting(office)


def match_all(office: Office) -> Iterator[Progress | Matched | MatchReport]:
    """Compare every received capture whose person has a template here; each becomes a record of the desk's own.

    Raises ModelMissing when the models are not here; what was compared before stays.
    """
    office.require_province()
    return compare.match_all(office)


def matches(session: Session, records: Sequence[str]) -> dict[str, Journal]:
    """Give the desk's own comparison of each of these captures that was compared, the newest."""
    own = select(Journal).where(Journal.kind == "verification", Journal.status == "own")
    return {
        row.about: row
        for part in parts(records)
        for row in session.exec(own.where(col(Journal.about).in_(part)).order_by(col(Journal.position)))
        if row.about
    }


def effective(session: Session, row: Journal) -> Payload:
    """Give what a decision on this record rests on: its own words, or for a capture what the desk found."""
    if is_capture(row) and (found := matches(session, [row.id]).get(row.id)):
        return parse(found.kind, found.payload)
    return parse(row.kind, row.payload)
