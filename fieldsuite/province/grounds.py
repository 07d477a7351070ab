"""What an approval rests on: where the person's benefit stands and why, what is on record, and the evidence of it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from fieldsuite.errors import OfficeError
from fieldsuite.facts import gather
from fieldsuite.office import Office
from fieldsuite.province.objections import SignRow, signs
from fieldsuite.rules.standing import Standing
from fieldsuite.tables import Benefit, Journal, KnownEvent

LOOKED_AT = ("verification", "visit", "overseas", "loss", "match")
"""Kinds of records a reviewer looks at before agreeing."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What whoever agrees has looked at."""

    standings: tuple[tuple[str, Standing], ...]
    """(benefit, where it stands)."""
    records: tuple[tuple[date, str, str, int], ...]
    """(day, kind, officer, pieces of evidence), the newest first."""
    evidence: tuple[str, ...]
    """Digests of photographs and recordings, the newest first."""
    signs: tuple[SignRow, ...]
    """What other departments said, and whether it counts."""
    events: tuple[tuple[str, date], ...]
    """Losses that are registered."""


def grounds(office: Office, person_id: str, benefit: str = "") -> Grounds:
    """Gather what stands for and against a benefit of a person, or all of theirs.

    Raises OfficeError E_NOT_FOUND for somebody who is not on the register.
    """
    office.require_province()
    with office.store.session() as session:
        facts = gather(office, session, [person_id]).get(person_id)
        if facts is None:
            raise OfficeError("office.no_person", code="E_NOT_FOUND", person=person_id)
        mine = session.exec(select(Benefit).where(Benefit.person_id == person_id)).all()
        query = select(Journal).where(Journal.person_id == person_id, col(Journal.kind).in_(LOOKED_AT))
        rows = list(session.exec(query.order_by(col(Journal.position).desc())))
        events = session.exec(
            select(KnownEvent).where(KnownEvent.person_id == person_id, KnownEvent.withdrawn == "")
        ).all()
    return Grounds(
        tuple((one.benefit, facts.standing(one, office.today())) for one in mine if benefit in ("", one.benefit)),
        tuple((row.occurred_on, row.kind, row.officer_name, len(row.evidence)) for row in rows),
        tuple(dict.fromkeys(digest for row in rows for digest in row.evidence)),
        signs(office, person_id),
        tuple((event.kind, event.on) for event in events),
    )  # fmt: skip
