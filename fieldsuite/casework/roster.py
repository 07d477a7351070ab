"""花名册: the roster of the Guangxi notice, filled from the register and from what was certified here."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from fieldsuite.casework import people
from fieldsuite.casework.called import entries_of
from fieldsuite.casework.noted import noted
from fieldsuite.facts import MOST, refused
from fieldsuite.office import Office
from fieldsuite.records import ALIVE, Verification, Visit, certifies, parse
from fieldsuite.tables import Journal, Person
from forms.form import Printed

RosterWhich = people.Which


def rows(office: Office, *, which: RosterWhich = "all", village: str = "") -> dict[str, Any]:
    """Give the roster as the JSON of the command line: the head, and a row a person.

    What was not done yet stays empty: the sheet is taken along and filled by pen.
    """
    chosen = people.find(office, which=which, limit=None)
    with office.store.session() as session:
        persons = entries_of(session, (row.id for row in chosen))
        newest = latest(office, session, persons)
    listed = sorted(
        (row for row in chosen if not village or row.village == village), key=lambda row: row.village
    )
    return {
        "unit_name": office.config.name,
        "unit_no": office.config.site,
        "filled_on": office.today().isoformat(),
        "unit_head": "",
        "unit_clerk": office.officer.name,
        "unit_phone": "",
        "rows": [row(persons[one.id], newest.get(one.id)) for one in listed],
    }


@noted("print", "roster")
def print_roster(
    office: Office, out: Path, *, which: RosterWhich = "all", village: str = "", title: str | None = None
) -> Printed:
    """Print the roster as PDF. Raises FormsError when a font or a character is missing; nothing is written then."""
    from forms.paper.fonts import find_fonts
    from forms.roster import print_pdf

    fonts = find_fonts(office=office.home.fonts)
    return print_pdf(
        rows(office, which=which, village=village),
        out,
        fonts=fonts,
        practice=office.config.practice,
        title=title,
    )


def latest(office: Office, session: Session, people: Collection[str]) -> dict[str, Journal]:
    """Give the newest visit or certification that holds, of each of these people."""
    query = (
        select(Journal)
        .where(col(Journal.kind).in_(("visit", "verification")))
        .order_by(col(Journal.occurred_on), col(Journal.position))
    )
    if len(people) <= MOST:
        query = query.where(col(Journal.person_id).in_(people))
    rows = [row for row in session.exec(query) if row.person_id in people]
    out = refused(session, [row.id for row in rows])
    found: dict[str, Journal] = {}
    for row in rows:
        payload = parse(row.kind, row.payload)
        if row.id not in out and (
            isinstance(payload, Visit) or certifies(payload, practice=office.config.practice)
        ):
            found[row.person_id] = row
    return found


def row(person: Person, done: Journal | None) -> dict[str, Any]:
    """Give the roster's row of a person, with what their newest visit or certification found."""
    row: dict[str, Any] = {
        "person_no": person.person_no,
        "name": person.name,
        "sex": person.sex,
        "id_kind": person.id_kind,
        "id_no": person.id_no,
        "birth_ym": person.birth.strftime("%Y-%m"),
        "phone": person.phone,
        "address": person.address,
    }
    if done is None:
        return row
    payload = parse(done.kind, done.payload)
    row |= {"cert_on": done.occurred_on.isoformat(), "cert_place": getattr(payload, "place", "")}
    if isinstance(payload, Visit):
        row["status"] = payload.status
        for key in ("death_on", "missing_reason", "prison_on", "other"):
            if value := getattr(payload, key):
                row[key] = value if isinstance(value, str) else value.isoformat()
    elif isinstance(payload, Verification) and person.mobility in ALIVE:
        row["status"] = person.mobility
    return row
