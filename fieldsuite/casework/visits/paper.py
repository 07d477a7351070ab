"""Paper first: a roster goes out with codes and boxes, a photograph of it comes back as results."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from fieldsuite import journal
from fieldsuite.acts import RosterPage
from fieldsuite.casework import drafts, people, visit
from fieldsuite.casework.noted import noted
from fieldsuite.casework.photos import read_photo
from fieldsuite.casework.roster import RosterWhich
from fieldsuite.casework.visits import attempt
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import ALIVE
from fieldsuite.tables import Journal, Person
from forms.form import Printed

if TYPE_CHECKING:
    from forms.paper.read_pen import ReadRow

NEEDS_WORDS = ("dead", "missing", "prison", "other", "moved", "hospital")
"""Marks beside which a date or words stand in handwriting: somebody keys them in."""


@dataclass(frozen=True, slots=True)
class PenRow:
    """One line of a page that came back."""

    row: int
    person_id: str
    name: str
    mark: str
    """The one ticked box, or empty."""
    state: str
    """``ready``, ``key_in`` (a date or words are missing), ``unclear``, ``empty``, ``recorded`` (before)."""
    strip: bytes
    """The line as PNG."""


@dataclass(frozen=True, slots=True)
class PenPage:
    """One page that came back."""

    roster: str
    page: int
    rows: tuple[PenRow, ...]


@noted("print", "roster for the pen")
def print_for_pen(
    office: Office, out: Path, *, which: RosterWhich = "visits", village: str = "", title: str = ""
) -> tuple[Printed, str]:  # fmt: skip
    """Print the roster with a code and boxes for each person; gives it and its number.

    Which line is whom stays in this office. Raises OfficeError E_NOT_FOUND when nobody is on the list.
    """
    chosen = [
        row for row in people.find(office, which=which, limit=None) if not village or row.village == village
    ]
    chosen.sort(key=lambda row: (row.village, row.address, row.name))
    return print_people(office, out, tuple(row.id for row in chosen), title=title)


def print_people(
    office: Office, out: Path, listed: Sequence[str], *, title: str = ""
) -> tuple[Printed, str]:  # fmt: skip
    """Print the edition for the pen of these people, in their order; gives it and its number.

    Raises OfficeError E_NOT_FOUND for nobody.
    """
    from forms.paper import roster_pen
    from forms.paper.fonts import find_fonts
    from forms.roster import TITLES

    with office.store.session() as session:
        persons = [person for who in listed if (person := session.get(Person, who))]
        rows, ids = [_line(person) for person in persons], [person.id for person in persons]
    if not rows:
        raise OfficeError("visits.nobody", code="E_NOT_FOUND")
    number = secrets.token_hex(4)
    head = {"unit_name": office.config.name, "unit_no": office.config.site}
    fonts = find_fonts(office=office.home.fonts)
    made = roster_pen.write(
        title or TITLES[0], head, rows, number, out, fonts=fonts, practice=office.config.practice
    )
    drafts.keep(office, f"roster:{number}", {"people": ids, "at": stamp(office.now())})
    return made, number


def read_back(office: Office, picture: Path) -> PenPage:
    """Read a page that was filled in by pen; nothing is recorded yet.

    Raises FormsError when the page cannot be read, OfficeError E_NOT_FOUND for a roster of another office.
    """
    import cv2

    from biometric.pictures import decoded
    from forms.paper import read_pen, roster_pen

    data, _ = read_photo(picture)
    found = read_pen.read_page(cv2.cvtColor(decoded(data), cv2.COLOR_BGR2GRAY))
    kept = drafts.find(office, f"roster:{found.roster}")
    if kept is None:
        raise OfficeError("visits.other_roster", code="E_NOT_FOUND", roster=found.roster)
    listed: list[str] = kept["people"]
    first = (found.page - 1) * roster_pen.ROWS
    with office.store.session() as session:
        names = {who: person.name for who in listed if (person := session.get(Person, who))}
        recorded = _recorded(session, found.roster, found.page)
    rows = [row for row in found.rows if first < row.row <= len(listed)]
    made = (_read(row, listed[row.row - 1], names, recorded) for row in rows)
    return PenPage(found.roster, found.page, tuple(made))


def seen_again(office: Office, page: PenPage) -> PenPage:
    """Give a page with what was recorded of it since it was read; the photograph is not read again."""
    with office.store.session() as session:
        recorded = _recorded(session, page.roster, page.page)
    rows = (replace(row, state="recorded") if row.person_id in recorded else row for row in page.rows)
    return replace(page, rows=tuple(rows))


def record(office: Office, picture: Path, page: PenPage, on: date, at: str) -> tuple[str, ...]:
    """Record every line that is ready, and keep the photographed page; gives the records' ids.

    Each visit rests on the picture of its own line, the page on the whole photograph: a photograph that stands for two
    people would raise an alarm.
    """
    data, kind = read_photo(picture)
    made = list(_save(office, page.rows, on, at))
    with office.store.session() as session:
        digest = journal.keep_evidence(office, session, "", data, kind)
        said = RosterPage(roster=page.roster, page=page.page, records=tuple(made))
        journal.append(office, session, said, "", on, [digest])
    return tuple(made)


def _save(office: Office, rows: Sequence[PenRow], on: date, at: str) -> Iterator[str]:
    folder = office.home.quarantine
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        if row.state != "ready":
            continue
        strip = folder / f"line-{row.row}.png"
        strip.write_bytes(row.strip)
        try:
            place = _place(office, row.person_id)
            if row.mark in ALIVE:
                form = visit.VisitForm(row.mark, place, on, at, photos=(strip,))
                yield visit.save(office, row.person_id, form).record_id
            else:
                tried = attempt.AttemptForm(row.mark, place, on, at, photos=(strip,))  # type: ignore[arg-type]  # an outcome
                yield attempt.save(office, row.person_id, tried)[0].record_id
        finally:
            strip.unlink(missing_ok=True)


def _place(office: Office, person_id: str) -> str:
    with office.store.session() as session:
        person = session.get(Person, person_id)
        return (person.address or person.village if person else "") or office.config.name


def _line(person: Person) -> dict[str, str]:
    return {"name": person.name, "sex": person.sex, "person_no": person.person_no, "id_no": person.id_no,
            "address": person.address, "phone": person.phone}  # fmt: skip


def keep_strip(office: Office, page: PenPage, row: PenRow) -> Path:
    """Write the picture of one line where a visit can take it as evidence; the next start empties the folder."""
    folder = office.home.quarantine
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"roster-{page.roster}-{row.row}.png"
    path.write_bytes(row.strip)
    return path


def _recorded(session: Session, roster: str, page: int) -> set[str]:
    """Give the people of whom this page made a record before: a page read twice counts once."""
    pages = session.exec(select(Journal).where(Journal.kind == "roster_page"))
    mine = [row for row in pages if row.payload["roster"] == roster and row.payload["page"] == page]
    made = [record for row in mine for record in row.payload["records"]]
    return set(session.exec(select(Journal.person_id).where(col(Journal.id).in_(made))))


def _read(row: "ReadRow", who: str, names: Mapping[str, str], recorded: set[str]) -> PenRow:
    mark = row.marks[0] if len(row.marks) == 1 else ""
    state = "recorded" if who in recorded else _state(row.marks, row.unclear)
    return PenRow(row.row, who, names.get(who, ""), mark, state, row.strip)


def _state(marks: Sequence[str], unclear: Sequence[str]) -> str:
    if len(marks) > 1 or unclear:
        return "unclear"
    if not marks:
        return "empty"
    return "key_in" if marks[0] in NEEDS_WORDS else "ready"
