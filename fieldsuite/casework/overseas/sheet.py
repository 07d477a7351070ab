"""Fills a form in: the register, last year's form, what was typed before, what is typed now; checked at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from fieldsuite.casework import paper_settings, people
from fieldsuite.casework.overseas.last_year import copied, last_form, of_register, proxy_years
from fieldsuite.casework.overseas.views import OverseasSheet, Said
from fieldsuite.clock import stamp
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.rules.proxy import fourth_year
from fieldsuite.tables import Draft, Journal, Person
from fieldsuite.words import Both
from forms import overseas_review, travel_document

PARTS = {"number": "护照号码 / number", "birth": "出生日期 / birth", "expires": "有效期 / expiry",
         "personal": "个人号码 / personal number", "all": "最后一位 / last digit"}  # fmt: skip
"""Part of a passport's line -> its name in both languages."""
NEW = "-"
"""Says that somebody stands on no list: the form is found again by the number typed into it."""


def fill(office: Office, who: str, typed: Mapping[str, str] = {}, *, fresh: bool = False) -> OverseasSheet:
    """Fill the form of a person with what is known and what is typed, check it, and keep it as a draft.

    ``who`` as everywhere, or ``-`` with the number in ``typed`` for somebody whom no list names. ``fresh`` forgets what
    was typed before. Raises OfficeError E_NOT_FOUND, E_INPUT for a field the form does not have.
    """
    known = {field.key for field in overseas_review.FIELDS}
    if strange := [key for key in typed if key not in known]:
        raise OfficeError("overseas.no_field", field=strange[0])
    with office.store.session() as session:
        person, key = _who(session, who, typed)
        draft = session.get(Draft, f"overseas:{key}")
        before = dict(draft.data) if draft and not fresh else {}
        last = last_form(session, person.id) if person else None
        data: dict[str, str] = {"mission": _mission(office), "way": "self", "handler": office.officer.name}
        data |= of_register(person) if person else {}
        data |= {name: value for name, value in copied(last).items() if value}
        data |= before.get("data", {}) | dict(typed)
        number = str(before.get("form_no", "")) or str(draft.data.get("form_no", "") if draft else "")
        keep = Draft(
            key=f"overseas:{key}", data={"data": data, "form_no": number}, saved_at=stamp(office.now())
        )
        session.merge(keep)
        return _sheet(office, session, person, key, data, number, last)


def look(office: Office, who: str) -> OverseasSheet:
    """Show the form that is being filled in; the draft is as it was, or as ``fill`` would begin it."""
    return fill(office, who)


def typed_line(first: str, second: str) -> dict[str, str]:
    """Read the two lines at the foot of a passport (ICAO 9303) as fields of the form.

    Raises OfficeError E_INPUT when they are no such lines, E_RULE naming the parts whose check digit is wrong.
    """
    from forms import regions

    found = travel_document.read_td3(first, second)
    if found is None:
        raise OfficeError("overseas.mrz_unreadable")
    if not found.valid:
        parts = tuple(Both(PARTS[name]) for name in found.wrong or ("expires",))
        raise OfficeError("overseas.mrz_wrong", code="E_RULE", parts=parts)
    country = regions.country(found.nationality)
    fields = {"passport_no": found.number, "name_latin": f"{found.surname} {found.given}".strip()}
    return fields | ({"nationality": country.alpha2} if country else {})


def _who(session: Session, who: str, typed: Mapping[str, str]) -> tuple[Person | None, str]:
    number = "".join(typed.get("cn_id", "").split()).upper()
    if who == NEW:
        if not number:
            raise OfficeError("overseas.number_needed", code="E_RULE")
        found = session.exec(select(Person).where(Person.id_no == number)).first()
        return (found, found.id) if found else (None, f"new-{number}")
    unlisted = f"new-{''.join(who.split()).upper().removeprefix('NEW-')}"
    if session.get(Draft, f"overseas:{unlisted}") is not None:
        return None, unlisted
    person = people.one(session, who)
    return person, person.id


def _sheet(
    office: Office, session: Session, person: Person | None, key: str, data: dict[str, str], number: str,
    last: Journal | None,
) -> OverseasSheet:  # fmt: skip
    checked = overseas_review.check(data, office.today(), practice=office.config.practice)
    years = proxy_years(office, session, person.id) if person else ()
    errors = [Said(one.field, one.zh, one.en) for one in checked.errors]
    errors += _permit(office, data, errors)
    warnings = [Said(one.field, one.zh, one.en) for one in checked.warnings]
    warnings += _proxy(data, years, office.today())
    warnings += _soon(office, last)
    values: dict[str, Any] = checked.value
    name = f"{values['surname_zh']}{values['given_zh']}" if person is None else person.name
    return OverseasSheet(
        person_id=person.id if person else "",
        key=key,
        name=name,
        data={field: str(value) for field, value in values.items() if value != ""},
        form_no=number,
        errors=tuple(errors),
        warnings=tuple(warnings),
        last_on=last.occurred_on if last else None,
        proxy_years=years,
    )


def _permit(office: Office, data: Mapping[str, str], errors: list[Said]) -> list[Said]:
    """A permit must be valid for some time yet, where the mission says so (Germany: a month)."""
    days, until = paper_settings.read(office).permit_days, data.get("permit_exp", "")
    if not until or any(one.field == "permit_exp" for one in errors):
        return []
    if until >= (office.today() + timedelta(days=days)).isoformat():
        return []
    words = overseas_review.PERMIT_OVER
    return [Said("permit_exp", words.zh, words.en)]


def _proxy(data: Mapping[str, str], years: tuple[int, ...], today: date) -> list[Said]:
    if data.get("way") != "proxy" or fourth_year(years, today.year) is None:
        return []
    words = overseas_review.TOO_OFTEN
    return [Said("way", words.zh, words.en)]


def _soon(office: Office, last: Journal | None) -> list[Said]:
    """Tell that somebody was here already within the cycle: allowed, and perhaps a slip."""
    from fieldsuite.rules.months import add_months

    if last is None or office.today() >= add_months(
        last.occurred_on, paper_settings.read(office).cycle_months - 3
    ):
        return []
    on = last.occurred_on.isoformat()
    return [Said("form_no", f"本周期内已于{on}办理过", f"Done already on {on} within this cycle")]


def _mission(office: Office) -> str:
    return paper_settings.read(office).mission or office.config.name
