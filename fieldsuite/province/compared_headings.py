"""The columns of a foreign file, before anything is known of its lines."""

from dataclasses import dataclass
from pathlib import Path

from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.province.compare import known_file
from fieldsuite.province.compared_columns import columns
from fieldsuite.province.compared_kinds import KINDS
from fieldsuite.province.compared_lines import sample
from fieldsuite.province.compared_table import read_sheet

FIELDS = ("id_no", "name", "on", "note")
"""What a line may say, in the order in which it is asked for."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a file, before anything is known of its lines."""

    encoding: str
    """xlsx, utf-8 or gb18030."""
    columns: tuple[str, ...]
    lines: int
    found: dict[str, str]
    """Field -> column that has a usual name of it, empty where none has."""
    samples: dict[str, str]
    """Column -> what its first line says; numbers are masked."""
    taken_on: str
    """Day on which this very file was taken in before, or empty."""


def headings(office: Office, path: Path, kind: str) -> Headings:
    """Give what columns a file has and which were found by their usual names. Raises OfficeError, OSError."""
    office.require_province()
    if kind not in KINDS:
        raise OfficeError("desk.unknown_kind", kind=kind, known=", ".join(KINDS))
    sheet = read_sheet(path)
    found = columns(sheet.columns, {}, [])
    with office.store.session() as session:
        known = known_file(session, path)
    fields = ("id_no", "name", "months", "note") if KINDS[kind].follows == "failed_payment" else FIELDS
    return Headings(
        sheet.encoding, sheet.columns, len(sheet.lines),
        {field: sheet.columns[found[field]] if field in found else "" for field in fields},
        {name: sample(sheet.lines[0][at]) if sheet.lines else "" for at, name in enumerate(sheet.columns)},
        known.read_at[:10] if known else "",
    )  # fmt: skip
