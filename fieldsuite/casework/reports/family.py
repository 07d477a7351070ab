"""家属告知单: what the family is told when a certification was not possible today, and which ways are open."""

from datetime import date
from pathlib import Path

from sqlmodel import col, select

from fieldsuite.casework import paper_settings
from fieldsuite.casework.noted import noted
from fieldsuite.casework.people import one
from fieldsuite.clock import instant, local_date
from fieldsuite.errors import OfficeError
from fieldsuite.facts import gather
from fieldsuite.office import Office
from fieldsuite.tables import Journal
from fieldsuite.words import say
from forms.form import Printed

WAYS = ("again", "voice", "manual", "visit")
"""Ways that stay open, in the order they are named (design page screens: the human path, without blame)."""


@noted("print", "family")
def print_note(office: Office, who: str, out: Path) -> Printed:
    """Print the note about the last certification of today that did not pass.

    Raises OfficeError E_NOT_FOUND when none failed today.
    """
    from forms.paper import family_sheet
    from forms.paper.fonts import find_fonts

    name, method, verdict, until = _last(office, who)
    settings = paper_settings.read(office)
    said = (
        (_say("name"), name), (_say("today"), f"{office.today().isoformat()} {say(f'screens.method_{method}', 'zh')}"),
        (_say("why"), _say(verdict)),
    )  # fmt: skip
    open_ = until is not None and until >= office.today()
    soon = say("family.until", "zh", day=str(until)) if open_ else _say("soon")
    numbers = (number for number in (settings.contact, settings.hotline) if number)
    phones = (say("family.phone", "zh", number=number) for number in numbers)
    return family_sheet.write(
        _say("title"), said, (_say("ways"), tuple(_say(f"way_{way}") for way in WAYS)),
        (soon, _say("no_cost"), *phones), out,
        unit=office.config.name, fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
    )  # fmt: skip


def _say(key: str) -> str:
    return say(f"family.{key}", "zh")


def _last(office: Office, who: str) -> tuple[str, str, str, date | None]:
    """Give name, method and verdict of the last failed certification of today, and the nearest deadline."""
    today, zone = office.today(), office.config.timezone
    with office.store.session() as session:
        person = one(session, who)
        rows = session.exec(
            select(Journal)
            .where(Journal.person_id == person.id, Journal.kind == "verification")
            .order_by(col(Journal.position).desc())
        ).all()
        facts = gather(office, session, [person.id])[person.id]
        name = person.name
    failed = (
        row
        for row in rows
        if not row.payload["passed"] and local_date(instant(row.recorded_at), zone) == today
    )
    row = next(failed, None)
    if row is None:
        raise OfficeError("family.nothing_failed", code="E_NOT_FOUND")
    days = [facts.standing(benefit, today).deadline for benefit in facts.benefits]
    return (
        name,
        row.payload["method"],
        row.payload["verdict"],
        min((day for day in days if day), default=None),
    )
