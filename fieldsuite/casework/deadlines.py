"""What a certification would change: the next deadline of each benefit of a person."""

from datetime import date

from sqlmodel import Session

from fieldsuite.facts import gather
from fieldsuite.office import Office


def next_deadlines(
    office: Office, session: Session, person_id: str, on: date
) -> tuple[tuple[str, date | None], ...]:
    """Give (benefit, deadline) of each benefit with a certification on this day counted in."""
    facts = gather(office, session, [person_id])[person_id]
    return tuple(
        (benefit.benefit, facts.standing(benefit, office.today(), also=on).deadline)
        for benefit in facts.benefits
    )
