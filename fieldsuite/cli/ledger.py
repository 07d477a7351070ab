"""``ledger``: the ledgers of this office, shown, or written as Excel, CSV or PDF."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.table_file import Encoding
from fieldsuite.words import say

app = typer.Typer(help="台账: certification, service, business, follow-up, remarks.", no_args_is_help=True)

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="certification, service, business, follow-up or remarks.")
]
Since = Annotated[str, typer.Option("--since", help="First day, YYYY-MM-DD.")]
Until = Annotated[str, typer.Option("--until", help="Last day, YYYY-MM-DD.")]


def _days(since: str, until: str) -> tuple[date | None, date | None]:
    return day(since, "--since") if since else None, day(until, "--until") if until else None


@app.command("show")
def show(
    name: Name, since: Since = "", until: Until = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Show a ledger."""
    from fieldsuite.casework.ledgers import tables

    first, last = _days(since, until)
    with opened(officer, passphrase_file, as_of) as office:
        ledger = tables.ledger_of(name)
        rows = tables.rows(office, name, since=first, until=last)
    columns = [{"key": field.key, "label": field.label(now.lang)} for field in ledger.fields]
    answer(
        {"name": name, "title": ledger.title.text(now.lang), "columns": columns, "rows": rows},
        ["  ".join(row.get(field.key, "") for field in ledger.fields) for row in rows],
    )


@app.command("export")
def export(
    name: Name,
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write: .xlsx, .csv or .pdf.")],
    since: Since = "", until: Until = "", encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Write a ledger as Excel, CSV or PDF."""
    from fieldsuite import exports
    from fieldsuite.casework.ledgers import tables

    (first, last), coded = _days(since, until), exports.encoding_of(encoding)
    with opened(officer, passphrase_file, as_of) as office:
        made = tables.write(office, name, out, since=first, until=last, encoding=coded)
        title = tables.ledger_of(name).title.text(now.lang)
    told = say("ledgers.written", now.lang, title=title, rows=made.rows, path=made.path)
    answer({"rows": made.rows, "pages": made.pages, "path": str(made.path)}, [told])
