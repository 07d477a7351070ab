"""The roster that is being filled in on the screen: who is on it, in which order, and what was typed so far.

It is a draft of the office: it survives a crash, every change can be undone, and nothing of it is a record before
``record`` makes a visit of a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from fieldsuite.casework import drafts, people, roster, visit
from fieldsuite.casework.called import entries_of
from fieldsuite.casework.noted import noted
from fieldsuite.casework.overseas.views import Said
from fieldsuite.casework.roster import RosterWhich
from fieldsuite.casework.views import Saved
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.records import ALIVE
from fieldsuite.words import Both
from forms import roster as paper
from forms.form import Printed
from forms.text import day

KEY = "roster-sheet"
STEPS_BACK = 30
"""Changes that can be undone."""
EDITED = ("cert_on", "cert_place", "phone", "address", "status", "death_on", "missing_reason", "prison_on", "other",
          "photos", "at")  # fmt: skip
"""What is typed into a line; who somebody is comes from the register and is corrected there."""
FOUND = ("cert_on", "cert_place", "status", "death_on", "missing_reason", "prison_on", "other")
"""What a visit finds."""
COPIED = ("cert_on", "cert_place", "at")
"""What a line may take over from the line above."""
Mark = Literal["done", "wrong", "no_photo", "draft", "open"]
"""✓ 已核实, ✗ 有误, ! 缺照片, … 草稿, and nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the sheet."""

    person_id: str
    data: dict[str, str]
    """The roster's row as it would be printed, and what was typed beside it."""
    wrong: tuple[Said, ...]
    """What the notice's own checks say of a line that was begun."""
    mark: Mark


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet."""

    which: RosterWhich
    begun: date
    lines: tuple[Line, ...]
    edited: bool
    """True when something was typed, moved, added or removed."""


def look(office: Office) -> Sheet:
    """Give the sheet as it was left; one that nobody began is filled anew each day."""
    return _sheet(office, _kept(office))


def start(office: Office, which: RosterWhich) -> Sheet:
    """Fill the sheet anew from a list; what stood there before can be brought back."""
    return _change(office, _fresh(office, which))


def add(office: Office, who: str, *, before: str = "") -> Sheet:
    """Put somebody on the sheet, before a line or at its end.

    Raises OfficeError E_NOT_FOUND, or E_RULE for somebody who stands on it.
    """
    person = _id(office, who)
    kept = _kept(office)
    if person in kept["people"]:
        raise OfficeError("visits.on_sheet", code="E_RULE")
    listed = list(kept["people"])
    listed.insert(listed.index(before) if before in listed else len(listed), person)
    return _change(office, {**kept, "people": listed, "edited": True})


def remove(office: Office, person_id: str) -> Sheet:
    """Take a line off the sheet; the person stays on the register."""
    kept = _kept(office)
    listed = [one for one in kept["people"] if one != person_id]
    return _change(office, {**kept, "people": listed, "edited": True})


def move(office: Office, person_id: str, by: int) -> Sheet:
    """Move a line up (-1) or down (+1); at the ends it stays."""
    kept = _kept(office)
    listed = list(kept["people"])
    at = listed.index(person_id)
    to = min(max(at + by, 0), len(listed) - 1)
    listed.insert(to, listed.pop(at))
    return _change(office, {**kept, "people": listed, "edited": True})


def edit(office: Office, person_id: str, typed: Mapping[str, str]) -> Sheet:
    """Keep what is typed into a line, right or wrong; what is wrong stands beside it.

    Raises OfficeError E_INPUT for a field that a line does not have.
    """
    if strange := [key for key in typed if key not in EDITED]:
        raise OfficeError("overseas.no_field", field=strange[0])
    kept = _kept(office)
    rows = {**kept["rows"], person_id: {**kept["rows"].get(person_id, {}), **typed}}
    return _change(office, {**kept, "rows": rows, "edited": True})


def copy_down(office: Office, person_id: str) -> Sheet:
    """Take day, time and place over from the line above; the first line has none above it."""
    kept = _kept(office)
    at = list(kept["people"]).index(person_id)
    if at == 0:
        return _sheet(office, kept)
    above = next(line for line in _sheet(office, kept).lines if line.person_id == kept["people"][at - 1])
    return edit(office, person_id, {key: above.data[key] for key in COPIED if above.data.get(key)})


def undo(office: Office) -> Sheet:
    """Take the last change back. Raises OfficeError E_RULE when there is none."""
    kept = _kept(office)
    back = list(kept.get("back", ()))
    if not back:
        raise OfficeError("visits.nothing_to_undo", code="E_RULE")
    drafts.keep(office, KEY, {**back[-1], "back": back[:-1]})
    return _sheet(office, back[-1])


def record(office: Office, person_id: str) -> Saved:
    """Make a visit of a line; the line stays, marked as done.

    Raises OfficeError E_RULE with what is wrong with it first.
    """
    line = next(line for line in look(office).lines if line.person_id == person_id)
    if line.wrong:
        first = line.wrong[0]
        raise OfficeError("overseas.wrong", code="E_RULE", what=Both(f"{first.zh} / {first.en}"))
    said = line.data
    detail: dict[str, Any] = {}
    if field := visit.DETAIL.get(said.get("status", "")):
        detail[field] = _day(said.get(field, "")) if field.endswith("_on") else said.get(field, "")
    form = visit.VisitForm(
        said["status"],  # type: ignore[arg-type]  # one of the roster's statuses, checked above
        said.get("cert_place") or said["address"], _day(said.get("cert_on", "")) or office.today(),
        said.get("at") or "12:00", phone=said.get("phone", ""), photos=_photos(said), **detail,
    )  # fmt: skip
    return visit.save(office, person_id, form)


@noted("print", "roster")
def print_sheet(office: Office, out: Path, *, title: str = "") -> Printed:
    """Print the sheet as it stands, with the notice's head and one of its titles.

    Raises FormsError when a font or a character is missing; nothing is written then.
    """
    from forms.paper.fonts import find_fonts

    return paper.print_pdf(
        _roster(office, look(office)), out, fonts=find_fonts(office=office.home.fonts),
        practice=office.config.practice, title=title or None,
    )  # fmt: skip


def _roster(office: Office, sheet: Sheet) -> dict[str, Any]:
    keys = {field.key for field in paper.ROW}
    rows = [{key: value for key, value in line.data.items() if key in keys and value} for line in sheet.lines]
    return {**_head(office), "rows": rows}


def _head(office: Office) -> dict[str, str]:
    return {"unit_name": office.config.name, "unit_no": office.config.site, "filled_on": office.today().isoformat(),
            "unit_clerk": office.officer.name}  # fmt: skip


def _kept(office: Office) -> dict[str, Any]:
    kept = drafts.find(office, KEY)
    if kept is None or (not kept["edited"] and kept["begun"] != office.today().isoformat()):
        return _fresh(office, kept["which"] if kept else "visits")
    return kept


def _fresh(office: Office, which: RosterWhich) -> dict[str, Any]:
    listed = sorted(people.find(office, which=which, limit=None), key=lambda row: row.village)
    people_ids = [row.id for row in listed]
    return {
        "which": which,
        "people": people_ids,
        "rows": {},
        "begun": office.today().isoformat(),
        "edited": False,
    }


def _change(office: Office, made: dict[str, Any]) -> Sheet:
    """Keep a new state of the sheet and the ones before it."""
    before = drafts.find(office, KEY)
    back = (
        [*before.get("back", ()), {key: value for key, value in before.items() if key != "back"}]
        if before
        else []
    )
    drafts.keep(office, KEY, {**made, "back": back[-STEPS_BACK:]})
    return _sheet(office, made)


def _id(office: Office, who: str) -> str:
    with office.store.session() as session:
        return people.one(session, who).id


def _sheet(office: Office, kept: Mapping[str, Any]) -> Sheet:
    begun = date.fromisoformat(str(kept["begun"]))
    with office.store.session() as session:
        persons = entries_of(session, kept["people"])
        latest = roster.latest(office, session, persons)
        rows = {who: roster.row(person, latest.get(who)) for who, person in persons.items()}
    lines = []
    for who in persons:
        done = latest.get(who)
        seen = done is not None and done.occurred_on >= begun
        typed = dict(kept["rows"].get(who, {}))
        # What was found before is no finding of the line that is being filled in.
        base = {key: value for key, value in rows[who].items() if not typed or seen or key not in FOUND}
        data = {**{key: str(value) for key, value in base.items()}, **({} if seen else typed)}
        wrong = () if seen or not typed else _wrong(office, data)
        lines.append(Line(who, data, wrong, "done" if seen else _mark(data, typed, wrong)))
    return Sheet(kept["which"], begun, tuple(lines), bool(kept.get("edited")))


def _mark(data: Mapping[str, str], typed: Mapping[str, str], wrong: tuple[Said, ...]) -> Mark:
    if not typed:
        return "open"
    if wrong:
        return "wrong"
    return "no_photo" if data.get("status") in ALIVE and not data.get("photos") else "draft"


def _wrong(office: Office, data: Mapping[str, str]) -> tuple[Said, ...]:
    keys = {field.key for field in paper.ROW}
    row = {key: value for key, value in data.items() if key in keys and value}
    found = paper.check({**_head(office), "rows": [row]}, office.today(), practice=office.config.practice)
    return tuple(Said(one.field.rpartition(".")[2], one.zh, one.en) for one in found.errors
                 if one.field.startswith("rows["))  # fmt: skip


def _photos(said: Mapping[str, str]) -> tuple[Path, ...]:
    return tuple(Path(part.strip()).expanduser() for part in said.get("photos", "").replace("；", ";").split(";")
                 if part.strip())  # fmt: skip


def _day(text: str) -> date | None:
    return day(text)
