"""Telephones: whom each serves, who has none that can be used (广西通知 附件2, 四川规程 第37条)."""

from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from fieldsuite.office import Office
from fieldsuite.tables import Person
from forms.person import phone_ok

MOST = 4
"""每个手机号最多可绑定4位参保人."""


@dataclass(frozen=True, slots=True)
class PhoneReport:
    """What is wrong with the telephones of an office."""

    shared: tuple[tuple[str, tuple[str, ...]], ...]
    """(number, names) of each that serves more than four people."""
    missing: tuple[tuple[str, str, str], ...]
    """(person, name, village) of everybody without a telephone that can be used."""


def digits(number: str) -> str:
    """Give what all spellings of one number have in common: its digits, without the country code of China."""
    plain = "".join(char for char in number if char.isdigit())
    return plain.removeprefix("0086").removeprefix("86") if len(plain) > 11 else plain


def serves(office: Office, session: Session, phone: str) -> int:
    """Count the people that one telephone serves."""
    key = digits(phone)
    return sum(digits(known) == key for known in session.exec(select(Person.phone)) if known)


def report(office: Office) -> PhoneReport:
    """Look through everybody's telephone."""
    by: dict[str, list[str]] = defaultdict(list)
    missing = []
    with office.store.session() as session:
        for person in session.exec(select(Person).order_by(col(Person.village), col(Person.name))):
            if person.phone and phone_ok(person.phone):
                by[digits(person.phone)].append(person.name)
            else:
                missing.append((person.id, person.name, person.village))
    shared = tuple((number, tuple(names)) for number, names in sorted(by.items()) if len(names) > MOST)
    return PhoneReport(shared, tuple(missing))
