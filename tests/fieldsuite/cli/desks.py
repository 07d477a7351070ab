"""A provincial desk with four clerks, said to by command."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from fieldsuite.casework import access
from fieldsuite.tables import Person
from tests.fieldsuite.cli.line import Line
from tests.grounds import PASSPHRASE, Place

DAY = "2026-11-21"


def number_of(key: str, place: Place) -> str:
    with place.clerk() as desk, desk.store.session() as session:
        person = session.get(Person, key)
        assert person is not None
        return person.id_no


def written(
    place: Place,
    rows: list[tuple[str, ...]],
    name: str = "data.csv",
    encoding: str = "utf-8-sig",
    divider: str = ",",
) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=divider).writerows(rows)
    path = place.root / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def ask(line: Line, place: Place, *words: object, officer: str = "") -> dict[str, Any]:
    who = ["--officer", officer] if officer else []
    return line.ask(*words, *who, home=place.province, secret=place.secret)


def listed(line: Line, place: Place, who: str, as_of: str = DAY) -> dict[str, Any]:
    found = ask(line, place, "roll", "show", "--as-of", as_of)["people"]
    return next(row for row in found if row["person"] == who)


def death_file(place: Place, *people: tuple[str, str, str]) -> Path:
    rows = [
        ("公民身份号码", "姓名", "火化日期"),
        *((number_of(key, place), name, on) for key, name, on in people),
    ]
    return written(place, rows, "funeral.csv")


@pytest.fixture
def desk(place: Place) -> Place:
    """A desk with a passphrase file, and four more clerks."""
    place.secret.write_text(PASSPHRASE, encoding="utf-8")
    with place.clerk() as office:
        for name in ("甲经办", "乙经办", "丙经办", "丁经办"):
            access.add_officer(office, name, PASSPHRASE, role="clerk")
    return place
