"""邮寄登记: letters in and out, and which forms they carried."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import col, select

from fieldsuite import journal
from fieldsuite.acts import Mail
from fieldsuite.casework.overseas.numbers import taken
from fieldsuite.casework.written import required, written
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.tables import Journal


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the register."""

    record_id: str
    on: date
    direction: str
    correspondent: str
    carrier: str
    tracking: str
    form_nos: tuple[str, ...]
    contents: str
    problem: str
    officer: str


def log(
    office: Office, direction: Literal["in", "out"], correspondent: str, *, on: date | None = None, carrier: str = "",
    tracking: str = "", form_nos: tuple[str, ...] = (), contents: str = "", problem: str = "",
) -> str:  # fmt: skip
    """Write a letter into the register; gives the record's id.

    Raises OfficeError E_RULE for a day in the future, E_NOT_FOUND for a form that goes out and was never recorded.
    """
    day = on or office.today()
    if day > office.today():
        raise OfficeError("office.date_future", code="E_RULE", date=day.isoformat())
    with office.store.session() as session:
        for number in form_nos:
            if direction == "out" and not taken(session, number):
                raise OfficeError("overseas.no_number", code="E_NOT_FOUND", number=number)
        payload = Mail(
            direction=direction, on=day, correspondent=required(correspondent, "name"),
            carrier=written(carrier, "other"), tracking=written(tracking, "other"), form_nos=form_nos,
            contents=written(contents, "other"), problem=written(problem, "reason"),
        )  # fmt: skip
        return journal.append(office, session, payload, "", day).id


def register(office: Office) -> tuple[Letter, ...]:
    """Give the register, newest first."""
    with office.store.session() as session:
        rows = session.exec(
            select(Journal).where(Journal.kind == "mail").order_by(col(Journal.position).desc())
        )
        return tuple(_letter(row) for row in rows)


def _letter(row: Journal) -> Letter:
    said = Mail.model_validate(row.payload)
    return Letter(row.id, said.on, said.direction, said.correspondent, said.carrier, said.tracking, said.form_nos,
                  said.contents, said.problem, row.officer_name)  # fmt: skip
