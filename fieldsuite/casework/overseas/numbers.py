"""编号: the numbers of the office's forms, 馆代码-年-六位, one series a year; a number is given once."""

from sqlmodel import Session, col, select

from fieldsuite.acts import VoidSheet
from fieldsuite.casework.written import required
from fieldsuite.errors import OfficeError
from fieldsuite.journal import append
from fieldsuite.office import Office
from fieldsuite.tables import Draft, Journal, Series

MOST = 999_999
"""A series has six digits."""


def give(office: Office, session: Session) -> str:
    """Give the next number of this year, in the transaction of what uses it."""
    year = office.today().year
    name = f"overseas-{year}"
    row = session.get(Series, name) or Series(name=name, value=0, manifest_digest="")
    row.value += 1
    if row.value > MOST:
        raise OfficeError("overseas.series_full", code="E_RULE", year=year)
    session.add(row)
    session.flush()
    return f"{office.config.site}-{year}-{row.value:06d}"


def start(office: Office, after: int) -> None:
    """Let this laptop's series go on after a number, so that two laptops of one office never give the same.

    Raises OfficeError E_RULE for a number that lies behind one already given.
    """
    name = f"overseas-{office.today().year}"
    with office.store.session() as session:
        row = session.get(Series, name) or Series(name=name, value=0, manifest_digest="")
        if not row.value <= after < MOST:
            raise OfficeError("overseas.series_back", code="E_RULE", last=row.value)
        row.value = after
        session.add(row)


def taken(session: Session, number: str) -> bool:
    """True when a record of this office has the number already, or says that it is void (编号重复)."""
    rows = session.exec(select(Journal.payload).where(Journal.kind == "overseas"))
    if any(said.get("form_no") == number for said in rows):
        return True
    return number in voided(session)


def voided(session: Session) -> dict[str, str]:
    """Give the void numbers and why."""
    rows = session.exec(select(Journal.payload).where(Journal.kind == "void_sheet"))
    return {str(said["form_no"]): str(said["reason"]) for said in rows}


def void(office: Office, number: str, reason: str) -> str:
    """Make a number void: the paper was spoilt. Gives the record's id.

    Raises OfficeError E_NOT_FOUND for a number this office never gave, E_RULE for one that was used or is void.
    """
    said = required(reason, "reason")
    site, _, rest = number.rpartition("-")
    with office.store.session() as session:
        series = session.get(Series, f"overseas-{site.rpartition('-')[2]}")
        mine = site.startswith(f"{office.config.site}-") and rest.isdecimal() and series is not None
        if series is None or not mine or not 0 < int(rest) <= series.value:
            raise OfficeError("overseas.no_number", code="E_NOT_FOUND", number=number)
        if taken(session, number):
            raise OfficeError("overseas.number_used", code="E_RULE", number=number)
        for draft in session.exec(select(Draft).where(col(Draft.key).startswith("overseas:"))):
            if draft.data.get("form_no") == number:
                draft.data = {**draft.data, "form_no": ""}
                session.add(draft)
        return append(office, session, VoidSheet(form_no=number, reason=said), "", office.today()).id
