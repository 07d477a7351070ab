"""``due``: who is due when, and what a day's home screen says."""

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain

app = typer.Typer(help="Deadlines of everybody.", no_args_is_help=True)


@app.command("list")
def list_(officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "") -> None:
    """List every benefit with its status and deadline on a day."""
    from fieldsuite.casework.due import due

    with opened(officer, passphrase_file, as_of) as office:
        rows = due(office)
    answer(
        {"people": [plain(row) for row in rows]},
        [f"{row.deadline or '-'}  {row.status}  {row.name}  {row.benefit}" for row in rows],
    )


@app.command("home")
def home(officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "") -> None:
    """Give the numbers of the home screen."""
    from fieldsuite.casework import home as job

    with opened(officer, passphrase_file, as_of) as office:
        view = job.view(office)
    shown = plain(view)
    answer(shown, [f"{key}: {value}" for key, value in shown.items() if not isinstance(value, list)])
