"""``roster``: the roster of this office as the notice has it."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import roster_back
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.which import which_of

app = typer.Typer(help="花名册 of this office.", no_args_is_help=True)
app.command("pen")(roster_back.pen)
app.command("scan")(roster_back.scan)
app.command("export")(roster_back.export)
app.command("import")(roster_back.import_)

Which = Annotated[str, typer.Option("--which", help="all, due, overdue, verify or visits.")]
Village = Annotated[str, typer.Option("--village", help="Only this village.")]


@app.command("show")
def show(
    which: Which = "all", village: Village = "", officer: Officer = "", passphrase_file: PassphraseFile = None
) -> None:
    """Give the roster as the JSON that ``form print roster`` takes."""
    from fieldsuite.casework import roster

    with opened(officer, passphrase_file) as office:
        found = roster.rows(office, which=which_of(which), village=village)
    answer(found, [f"{row['name']}  {row['person_no']}  {row.get('cert_on', '')}" for row in found["rows"]])


@app.command("print")
def print_(
    out: Annotated[Path, typer.Option("-o", "--out", help="PDF to write.")],
    which: Which = "all", village: Village = "",
    title: Annotated[str, typer.Option("--title", help="One of the notice's three titles.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Print the roster as PDF."""
    from fieldsuite.casework import roster

    with opened(officer, passphrase_file) as office:
        made = roster.print_roster(office, out, which=which_of(which), village=village, title=title or None)
    answer({"pages": made.pages, "path": str(made.path)}, [str(made.path)])
