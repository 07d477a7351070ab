"""Every benefit with its status and deadline: the list other programs read."""

from dataclasses import dataclass
from datetime import date

from fieldsuite.facts import gather
from fieldsuite.office import Office


@dataclass(frozen=True, slots=True)
class DueRow:
    """One benefit of one person."""

    person: str
    name: str
    benefit: str
    status: str
    deadline: date | None
    suspend_from: str | None
    """Month YYYY-MM."""


def due(office: Office) -> tuple[DueRow, ...]:
    """Give every benefit of everybody, the nearest deadline first."""
    today = office.today()
    with office.store.session() as session:
        facts = gather(office, session)
    rows = []
    for one in facts.values():
        for benefit in one.benefits:
            standing = one.standing(benefit, today)
            rows.append(
                DueRow(
                    one.person.id,
                    one.person.name,
                    benefit.benefit,
                    standing.status,
                    standing.deadline,
                    standing.suspend_from,
                )
            )
    return tuple(sorted(rows, key=lambda row: (row.deadline or date.max, row.person, row.benefit)))
