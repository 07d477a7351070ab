"""Every benefit with its status and deadline: the list other programs read."""

from datetime import date

from fieldsuite.facts import gather
from fieldsuite.office import Office
from fieldsuite.standings.shown import DueRow

__all__ = ["DueRow", "due"]


def due(office: Office) -> tuple[DueRow, ...]:
    """Give every benefit of everybody, the nearest deadline first.

    The provincial desk reads them from its rows (``province.due_rows``); an office asks the rules about its own.
    """
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
