"""Judges each line of a foreign table: whom it names, on which day, and why it cannot be used."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlmodel import Session, select

from fieldsuite.databases.parts import TOGETHER
from fieldsuite.office import Office
from fieldsuite.province.compared_columns import day_of
from fieldsuite.province.compared_table import SPOILT, Sheet
from fieldsuite.register import number_key
from fieldsuite.rules.names import same_name
from fieldsuite.tables import Person
from fieldsuite.tidy import tidy
from forms import identity_number, travel_document

Result = Literal[
    "matched", "unknown", "name_differs", "bad_number", "bad_day", "future", "spoilt", "repeated"
]
MONTHS = re.compile(r"\d{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what becomes of it."""

    number: int
    """As a spreadsheet counts: the first line below the names of the columns is 2."""
    result: Result
    id_no: str
    name: str
    on: date | None
    person_id: str = ""
    registered_name: str = ""
    note: str = ""
    months: int = 0

    def masked(self) -> "Line":
        """Give it as it may be shown: an identity number as a passer-by may read it."""
        shown = (
            self.id_no
            if len(self.id_no) < 7
            else f"{self.id_no[:2]}{'*' * (len(self.id_no) - 6)}{self.id_no[-4:]}"
        )
        return replace(self, id_no=shown)


def sample(cell: str) -> str:
    """Give a cell as it may be shown beside the name of its column: a long number masked, the rest cut short."""
    if sum(char.isdigit() for char in cell) > 8 and day_of(cell) is None:
        return f"{cell[:2]}****{cell[-4:]}"
    return cell[:16].replace(SPOILT, "")


def register_of(office: Office, session: Session, numbers: Iterable[str]) -> dict[str, Person]:
    """Give those on the register who have one of these numbers, however it is spelt, by its key.

    Everybody's number is looked at, since no index knows all spellings; who is not asked for is let go at once.
    """
    today, practice = office.today(), office.config.practice
    wanted = {number_key(number, today, practice=practice) for number in numbers}
    people = session.exec(select(Person).execution_options(yield_per=TOGETHER))
    return {key: one for one in people if (key := number_key(one.id_no, today, practice=practice)) in wanted}


def lines(
    office: Office, session: Session, sheet: Sheet, columns: dict[str, int], issued_on: date
) -> Iterator[Line]:
    """Judge every line against the register."""
    given = (tidy(cells[columns["id_no"]]).strip() for cells in sheet.lines)
    register, today = register_of(office, session, given), office.today()
    seen = set[tuple[str, date | None]]()
    for number, cells in enumerate(sheet.lines, 2):
        said = {field: tidy(cells[at]).strip() for field, at in columns.items()}
        line = _line(office, register, number, said, issued_on, today)
        if line.result == "matched":
            if (line.person_id, line.on) in seen:
                line = replace(line, result="repeated")
            seen.add((line.person_id, line.on))
        yield line


def _line(
    office: Office,
    register: dict[str, Person],
    number: int,
    said: dict[str, str],
    issued_on: date,
    today: date,
) -> Line:
    given = said["id_no"]
    on = day_of(said["on"]) if said.get("on") else issued_on
    made = Line(number, "matched", given, said.get("name", ""), on, note=said.get("note", "")[:200])
    if SPOILT in given:
        return replace(made, result="spoilt", id_no="")
    if "months" in said:
        if not MONTHS.fullmatch(said["months"]):
            return replace(made, result="bad_day")
        made = replace(made, months=int(said["months"]))
    person = register.get(number_key(given, today, practice=office.config.practice))
    if person is None:
        checked = identity_number.check(given, today, practice=office.config.practice)
        wrong = checked.problem is not None and not travel_document.looks_right("other", given)
        return replace(made, result="bad_number" if wrong else "unknown")
    made = replace(made, person_id=person.id, registered_name=person.name)
    if made.name and not any(
        same_name(made.name, known) for known in (person.name, person.pay_name) if known
    ):
        return replace(made, result="name_differs")
    if on is None or on < person.birth:
        return replace(made, result="bad_day")
    return replace(made, result="future") if on > today else made
