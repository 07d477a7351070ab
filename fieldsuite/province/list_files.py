"""Writes what the desk's lists hold as Excel, CSV or PDF, in words and not in codes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from fieldsuite import exports
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from fieldsuite.tables import Person
from fieldsuite.words import has, say
from forms.field import Field

Column = tuple[str, str, str, int]
"""Key, Chinese, English, share of the width of a page."""
TOGETHER = 1_000
"""People asked about in one query."""
CODES = {"status": "screens.status_", "benefit": "screens.benefit_", "list": "desk.list_"}
"""Columns that hold a code -> where its word stands."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that was written."""

    path: Path
    rows: int
    pages: int
    """0 for a table."""


def write(
    office: Office,
    out: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[object],
    texts: Mapping[str, Callable[[Any], str]] | None = None,
    encoding: Encoding = "utf-8",
) -> ListFile:
    """Write rows, one attribute a column; ``texts`` makes the text of a column that needs more than that.

    The column ``person`` shows the number a person is known by (个人编号), not the one of our tables.

    Excel for .xlsx, CSV for .csv, PDF for .pdf; whole or not at all; noted in the log. Raises OfficeError E_USAGE for
    another suffix, FormsError for a character that no font draws.
    """
    rows = list(rows)
    numbers = _numbers(office, rows) if any(key == "person" for key, *_ in columns) else {}
    known = {"person": lambda row: numbers.get(row.person, row.person), **(texts or {})}
    made = [
        {key: known[key](row) if key in known else text(key, getattr(row, key)) for key, *_ in columns}
        for row in rows
    ]
    fields = [(Field(key, zh, en, required=False, limit=200), width) for key, zh, en, width in columns]
    closed = exports.closed(office)
    if out.suffix.lower() == ".pdf":
        from forms.paper import table_sheet
        from forms.paper.fonts import find_fonts

        printed = table_sheet.write(
            title, fields, made, out, unit=office.config.name, on=office.today().isoformat(), closed=closed,
            fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
        )  # fmt: skip
        pages = printed.pages
    else:
        exports.write(
            out, [field for field, _ in fields], made, title=title, closed=closed, encoding=encoding
        )
        pages = 0
    exports.note(office, "export", title, out, len(made))
    return ListFile(out, len(made), pages)


def _numbers(office: Office, rows: Sequence[Any]) -> dict[str, str]:
    """Give the number that each person of these rows is known by."""
    people, found = sorted({row.person for row in rows}), dict[str, str]()
    with office.store.session() as session:
        for at in range(0, len(people), TOGETHER):
            some = select(Person.id, Person.person_no).where(col(Person.id).in_(people[at : at + TOGETHER]))
            found.update(session.exec(some).all())
    return found


def text(key: str, value: object) -> str:
    """Give a value as it stands in a file: codes as words, days as they are, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "、".join(str(one) for one in value)
    word = f"{CODES[key]}{value}" if key in CODES else ""
    return say(word, "zh") if word and has(word) else str(value)
