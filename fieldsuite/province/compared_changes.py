"""What one compared line changes for the person it names: deadline and status before and after, and on which list."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from fieldsuite.facts import gather
from fieldsuite.office import Office
from fieldsuite.province.compared_lines import Line
from fieldsuite.tables import ComparedSign

CHANGES_SHOWN = 200
"""People whose change is told one by one; all of them are counted."""
Standings = dict[str, tuple[str, date | None]]
"""Benefit -> status and deadline."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line and what it changes."""

    line: int
    person: str
    name: str
    on: date
    what: str
    """certified, loss, contradicting or other_benefit."""
    benefits: tuple[tuple[str, str, date | None, str, date | None], ...]
    """(benefit, status before, deadline before, status after, deadline after)."""


def standings_of(office: Office, session: Session, person: str) -> Standings:
    """Give where each benefit of a person stands now."""
    facts = gather(office, session, [person])[person]
    found = {mine.benefit: facts.standing(mine, office.today()) for mine in facts.benefits}
    return {benefit: (standing.status, standing.deadline) for benefit, standing in found.items()}


def change(
    office: Office, session: Session, sign: ComparedSign, line: Line, what: str, before: Standings
) -> Change:
    """Give what a line changed that was just taken in."""
    session.flush()
    after = standings_of(office, session, sign.person_id)
    return Change(
        line.number, sign.person_id, line.registered_name, sign.on, what,
        tuple((benefit, *before[benefit], *after[benefit]) for benefit in before),
    )  # fmt: skip
