"""``people template`` and ``people export``: the register as a table that no spreadsheet spoils."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.table_file import Encoding

Out = Annotated[Path, typer.Option("-o", "--out", help="File to write: .xlsx or .csv.")]


def template(out: Out) -> None:
    """Write an empty table of people for ``people import``; every cell is text."""
    from fieldsuite.province import people_table

    people_table.template(out)
    answer({"path": str(out)}, [str(out)])


def export(
    out: Out, encoding: Encoding = "utf-8", officer: Officer = "", passphrase_file: PassphraseFile = None
) -> None:
    """Write everybody of the register, one line a benefit."""
    from fieldsuite import exports
    from fieldsuite.province import people_table

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file) as office:
        rows = people_table.export(office, out, encoding=coded)
    answer({"rows": rows, "path": str(out)}, [f"{rows}  {out}"])
