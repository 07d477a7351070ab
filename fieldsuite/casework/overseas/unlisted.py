"""名单外: forms of people whom no list names; the office hands them on, the desk looks who they are."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from fieldsuite.acts import OverseasUnlisted
from fieldsuite.office import Office
from fieldsuite.tables import Journal, Person


@dataclass(frozen=True, slots=True)
class Unlisted:
    """One form of somebody on no list."""

    record_id: str
    on: date
    form_no: str
    name: str
    id_no: str
    passport_no: str
    pay_area: str
    site: str
    officer: str
    known_as: str
    """Id of the person who has this number on the register now; empty while nobody has."""


def unlisted(office: Office) -> tuple[Unlisted, ...]:
    """Give the forms of people on no list, oldest first; at the desk those of every office."""
    query = select(Journal).where(
        Journal.kind == "overseas_unlisted", col(Journal.status).in_(("own", "stored"))
    )
    with office.store.session() as session:
        rows = list(session.exec(query.order_by(col(Journal.position))))
        known = dict(session.exec(select(Person.id_no, Person.id)).all())
    return tuple(_row(row, known) for row in rows)


def _row(row: Journal, known: dict[str, str]) -> Unlisted:
    said = OverseasUnlisted.model_validate(row.payload).review
    form, number = said.form, said.form.get("cn_id", "")
    name = f"{form.get('surname_zh', '')}{form.get('given_zh', '')}"
    return Unlisted(row.id, row.occurred_on, said.form_no, name, number, form.get("passport_no", ""),
                    form.get("pay_area", ""), row.site, row.officer_name, known.get(number, ""))  # fmt: skip
