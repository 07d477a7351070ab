"""Gives a ledger as rows, and writes it as Excel, CSV or PDF."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from fieldsuite import exports
from fieldsuite.casework import paper_settings
from fieldsuite.casework.ledgers.business import business
from fieldsuite.casework.ledgers.certification import certification, remarks
from fieldsuite.casework.ledgers.follow_up import follow_up
from fieldsuite.casework.ledgers.services import services
from fieldsuite.casework.masks import masked_id, masked_phone
from fieldsuite.casework.noted import noted
from fieldsuite.errors import OfficeError
from fieldsuite.exports import Encoding
from fieldsuite.office import Office
from forms.ledgers import LEDGERS, Ledger

Row = dict[str, str]
Source = Callable[[Office, Session], Iterator[Row]]
SOURCES: dict[str, Source] = {
    "certification": certification, "service": services, "business": business, "follow-up": follow_up,
    "remarks": remarks,
}  # fmt: skip
DAY = {"certification": "on", "service": "applied_on", "business": "received", "follow-up": "since"}
"""Column that a range of days looks at."""


@dataclass(frozen=True, slots=True)
class Written:
    """A ledger that was written."""

    rows: int
    pages: int
    """0 for a table."""
    path: Path


def ledger_of(name: str) -> Ledger:
    """Give a ledger by its name. Raises OfficeError E_USAGE."""
    if name not in LEDGERS:
        raise OfficeError("ledgers.no_ledger", code="E_USAGE", name=name, names="、".join(LEDGERS))
    return LEDGERS[name]


def rows(
    office: Office, name: str, *, since: date | None = None, until: date | None = None, masked: bool = False
) -> list[Row]:  # fmt: skip
    """Give the rows of a ledger in their order; ``masked`` hides numbers, for the screen."""
    ledger_of(name)
    with office.store.session() as session:
        found = list(SOURCES[name](office, session))
    key = DAY.get(name, "")
    kept = [row for row in found if not key or _within(row.get(key, ""), since, until)]
    for at, row in enumerate(kept, 1):
        row["seq"] = str(at)
        if masked:
            row["id_no"] = masked_id(row["id_no"]) if row.get("id_no") else ""
            row["phone"] = masked_phone(row["phone"]) if row.get("phone") else ""
    return kept


@noted("export", "ledger")
def write(
    office: Office, name: str, out: Path, *, since: date | None = None, until: date | None = None,
    encoding: Encoding = "utf-8",
) -> Written:  # fmt: skip
    """Write a ledger: Excel for .xlsx, CSV for .csv, PDF for .pdf; whole or not at all.

    Raises OfficeError E_USAGE for another suffix, FormsError when a character cannot be printed.
    """
    ledger, found = ledger_of(name), rows(office, name, since=since, until=until)
    closed = exports.closed(office)
    if out.suffix.lower() == ".pdf":
        from forms.paper import table_sheet
        from forms.paper.fonts import find_fonts

        settings = paper_settings.read(office)
        foot = f"举报监督电话: {settings.hotline}" if settings.hotline else ""
        made = table_sheet.write(
            ledger.title.zh, ledger.columns, found, out, unit=office.config.name, on=office.today().isoformat(),
            closed=closed, foot=foot, fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
        )  # fmt: skip
        return Written(len(found), made.pages, out)
    exports.write(out, ledger.fields, found, title=ledger.title.zh, closed=closed, encoding=encoding)
    return Written(len(found), 0, out)


def _within(text: str, since: date | None, until: date | None) -> bool:
    if not text:
        return True
    return (since is None or text >= since.isoformat()) and (until is None or text <= until.isoformat())
