"""退回通知书: what was returned, as a letter on paper for each office; the same stands in the signed decisions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import col, select

from fieldsuite import exports
from fieldsuite.clock import instant, local_date
from fieldsuite.decided import RULE
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.verifying import site_name
from fieldsuite.tables import Decision, Journal, Person
from fieldsuite.words import has, say


@dataclass(frozen=True, slots=True)
class ReturnLetter:
    """A letter that was written."""

    site: str
    path: Path
    records: int
    pages: int


def write(
    office: Office, folder: Path, *, site: str = "", batch: str = "", on: date | None = None
) -> tuple[ReturnLetter, ...]:
    """Write a letter to each office about what was returned to it: in a batch, or on a day, today where none is said.

    Of a record that was returned twice the last word counts. Raises OfficeError ``office.not_a_folder``,
    ``rulings.nothing_returned`` E_NOT_FOUND; FormsError for a character that no font draws.
    """
    from forms.paper import return_sheet
    from forms.paper.fonts import find_fonts
    from forms.paper.return_sheet import Returned

    office.require_province()
    if not folder.is_dir():
        raise OfficeError("office.not_a_folder", path=str(folder))
    by_site: dict[str, list[Returned]] = defaultdict(list)
    for decision, row, person in _rows(office, site, batch, on or office.today()):
        way = f"screens.method_{row.payload.get('method') or row.kind}"
        code = f"province.{decision.code}"
        by_site[row.site].append(
            Returned(
                person.name if person else "", person.person_no if person else "", row.occurred_on.isoformat(),
                say(way, "zh") if has(way) else row.kind, say(code, "zh") if has(code) else decision.code,
                decision.todo,
            )
        )  # fmt: skip
    if not by_site:
        raise OfficeError("rulings.nothing_returned", code="E_NOT_FOUND")
    written = []
    for where, rows in sorted(by_site.items()):
        out = folder / f"退回通知书-{where}-{(on or office.today()).isoformat()}.pdf"
        made = return_sheet.write(
            site_name(office, where), rows, out, unit=office.config.name, on=office.today().isoformat(),
            number=batch[:8], fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
        )  # fmt: skip
        exports.note(office, "print", return_sheet.TITLE, out, len(rows), where)
        written.append(ReturnLetter(where, out, len(rows), made.pages))
    return tuple(written)


def _rows(
    office: Office, site: str, batch: str, on: date
) -> Sequence[tuple[Decision, Journal, Person | None]]:
    query = select(Decision, Journal).join(Journal, col(Journal.id) == col(Decision.record_id)).where(
        Decision.status == "returned", Decision.decided_by != RULE)  # fmt: skip
    if site:
        query = query.where(Journal.site == site)
    if batch:
        query = query.where(col(Decision.batch).startswith(batch, autoescape=True))
    with office.store.session() as session:
        found = {decision.record_id: (decision, row) for decision, row in
                 session.exec(query.order_by(col(Decision.position)))}  # fmt: skip
        kept = [
            pair for pair in found.values()
            if batch or local_date(instant(pair[0].decided_at), office.config.timezone) == on
        ]  # fmt: skip
        return [(decision, row, session.get(Person, row.person_id)) for decision, row in kept]
