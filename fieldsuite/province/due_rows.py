"""Every benefit with its status and deadline, at the desk: read from the rows that are kept of them."""

from typing import Any

from fieldsuite.office import Office
from fieldsuite.standing_rows import ROW, asked
from fieldsuite.standings.shown import DueRow
from fieldsuite.tables import Person

SHOWN: Any = (Person.id, Person.name, ROW.benefit, ROW.status, ROW.deadline, ROW.suspend_from)


def due(
    office: Office, *, area: str = "", benefit: str = "", first: int = 0, most: int | None = None
) -> tuple[DueRow, ...]:
    """Give every benefit of everybody whom the desk may look at, the nearest deadline first.

    ``area`` is an insured place (six digits), an office or a village; from the ``first`` row on, at most ``most``.
    """
    order = [ROW.deadline.nulls_last(), ROW.person_id, ROW.benefit]
    with asked(office, area=area, benefit=benefit) as rows:
        found = rows.rows(SHOWN, order, first=first, most=most)
    return tuple(
        DueRow(person, name, kind, status, deadline, month or None)
        for person, name, kind, status, deadline, month in found
    )
