"""Prints what is signed at the counter: the sheet of two halves and its papers, or the fields on an official blank."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from fieldsuite.casework import paper_settings
from fieldsuite.casework.noted import noted
from fieldsuite.casework.overseas import numbers, sheet
from fieldsuite.casework.overseas.views import OverseasSheet
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Draft, Journal
from forms import overseas_review
from forms.form import Printed

if TYPE_CHECKING:  # reportlab comes in when something is printed
    from forms.paper.overseas_pack import Wanted


@dataclass(frozen=True, slots=True)
class Pack:
    """Papers that were printed."""

    printed: Printed
    form_no: str
    draft: bool
    """True when something filled in is wrong: 草稿 stands across the page."""


@noted("print", "overseas form")
def print_pack(
    office: Office, who: str, out: Path, *, sheet_only: bool = False, passport_exp: str = ""
) -> Pack:
    """Give the form its number and print it with its papers; asked for again, the number is the same.

    ``passport_exp`` (YYYY-MM-DD) stands on the list of documents and on no form.
    Raises FormsError when a font or a character is missing: nothing is written then, and no number is spent.
    """
    from forms.paper import overseas_pack
    from forms.paper.fonts import find_fonts

    found = sheet.look(office, who)
    fonts = find_fonts(office=office.home.fonts)
    fonts.require()
    number = found.form_no or _next(office)
    data = {**found.data, "form_no": number}
    wrong = any(found.data.get(one.field) for one in found.errors)
    papers = () if sheet_only else tuple(wanted(data, passport_exp))
    made = overseas_pack.write(
        overseas_review.TITLE, overseas_review.as_printed(data), papers, out,
        fonts=fonts, practice=office.config.practice, draft=wrong, way=found.data.get("way", "self"),
    )  # fmt: skip
    if not found.form_no:
        number = _number(office, found, number)
    return Pack(made, number, wrong)


def reprint(office: Office, who: str, out: Path) -> Pack:
    """Print a form again as it was recorded, by its number or the newest of a person, with the same number."""
    with office.store.session() as session:
        found = _recorded(session, who)
    return print_pack(office, who, out) if found is None else _again(office, found[0]["form_no"], out, *found)


@noted("print", "overseas form")
def _again(office: Office, number: str, out: Path, data: Mapping[str, str], passport_exp: str) -> Pack:
    from forms.paper import overseas_pack
    from forms.paper.fonts import find_fonts

    made = overseas_pack.write(
        overseas_review.TITLE, overseas_review.as_printed(data), tuple(wanted(data, passport_exp)), out,
        fonts=find_fonts(office=office.home.fonts), practice=office.config.practice, way=data.get("way", "self"),
    )  # fmt: skip
    return Pack(made, number, draft=False)


@noted("print", "overseas form")
def overprint(office: Office, who: str, out: Path, *, on_blank: bool = False) -> Printed:
    """Write the fields at the places of the official blank that the office set; ``on_blank`` merges the two.

    Raises OfficeError when no coordinates are set, FormsError for a wrong file.
    """
    from forms.paper import overprint as paper
    from forms.paper.fonts import find_fonts

    settings = paper_settings.read(office)
    if not settings.coordinates or (on_blank and not settings.blank):
        raise OfficeError("paper.no_blank")
    keys = {field.key: field for field in overseas_review.FIELDS}
    where = paper.read_coordinates(Path(settings.coordinates), keys)
    found = sheet.look(office, who)
    number = found.form_no or _number(office, found, _next(office))
    value = overseas_review.as_printed({**found.data, "form_no": number})
    return paper.write(
        overseas_review.TITLE, value, where, out, blank=Path(settings.blank) if on_blank else None,
        offset=(settings.offset_x, settings.offset_y), fonts=find_fonts(office=office.home.fonts),
        practice=office.config.practice,
    )  # fmt: skip


def wanted(data: Mapping[str, str], passport_exp: str = "") -> Iterator["Wanted"]:
    """Give the documents that a way asks for (consular notes: originals and copies), with their last days."""
    from forms.paper.overseas_pack import Wanted

    way = data.get("way", "self")
    here = way in ("self", "visit", "video")
    yield Wanted("护照", data.get("passport_no", ""), passport_exp, here)
    yield Wanted("居留证件", data.get("permit_no", ""), data.get("permit_exp", ""), here)
    if data.get("name_latin") and data.get("nationality") not in ("CN", ""):
        yield Wanted("改名或同一人证明（姓名与证件不一致时）")
    if way == "proxy":
        yield Wanted("代办人护照", data.get("proxy_id", ""))
        yield Wanted("代办人居留证件")
        yield Wanted("公证委托书，或本人书面委托和侨团证明（30日内）", "", data.get("proxy_signed_on", ""))
    if way == "mail":
        yield Wanted("公证书（签名在公证员面前）")


def _next(office: Office) -> str:
    """Tell the number that comes next without spending it."""
    from fieldsuite.tables import Series

    year = office.today().year
    with office.store.session() as session:
        row = session.get(Series, f"overseas-{year}")
    return f"{office.config.site}-{year}-{(row.value if row else 0) + 1:06d}"


def _number(office: Office, found: OverseasSheet, shown: str) -> str:
    """Spend the number and note it with the draft, in one transaction."""
    with office.store.session() as session:
        number = numbers.give(office, session)
        if number != shown:
            raise OfficeError("overseas.number_raced", code="E_BUSY")
        draft = session.get(Draft, f"overseas:{found.key}")
        data = dict(draft.data) if draft else {"data": dict(found.data)}
        session.merge(
            Draft(key=f"overseas:{found.key}", data={**data, "form_no": number}, saved_at=stamp(office.now()))
        )
        return number


def _recorded(session: Session, who: str) -> tuple[dict[str, str], str] | None:
    """Give a recorded form, and until when its passport was good; None where it is none."""
    rows = session.exec(select(Journal).where(Journal.kind == "overseas"))
    by_number = [row for row in rows if row.payload.get("form_no") == who]
    if not by_number:
        return None
    said = by_number[-1].payload
    until = next((one.get("expires") for one in said.get("documents", ()) if one["kind"] == "passport"), None)
    return {**{key: str(value) for key, value in said["form"].items()}, "form_no": who}, until or ""
