"""``due``: who is due when, and what a day's home screen says."""

from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.words import say

app = typer.Typer(help="Deadlines of everybody.", no_args_is_help=True)


@app.command("list")
def list_(
    area: Annotated[str, typer.Option("--area", help="At the desk: insured place (six digits), office, village.")] = "",
    benefit: Annotated[str, typer.Option("--benefit", help="At the desk: pension, work-injury, ...")] = "",
    first: Annotated[int, typer.Option("--first", min=0, help="At the desk: rows to pass over.")] = 0,
    most: Annotated[int | None, typer.Option("--most", min=1, help="At the desk: rows at most; default: all.")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """List every benefit with its status and deadline on a day."""
    with opened(officer, passphrase_file, as_of) as office:
        if office.config.kind == "province":
            from fieldsuite.province import due_rows

            rows = due_rows.due(office, area=area, benefit=benefit, first=first, most=most)
        else:
            from fieldsuite.casework.due import due

            rows = due(office)
    answer(
        {"people": [plain(row) for row in rows]},
        [f"{row.deadline or '-'}  {row.status}  {row.name}  {row.benefit}" for row in rows],
    )


@app.command("rebuild")
def rebuild(
    stale: Annotated[bool, typer.Option("--stale", help="Only rows that no longer hold today.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """At the desk: compute again where every benefit stands, and say how many rows said something else."""
    from fieldsuite.standing_rows import rebuild_rows
    from fieldsuite.standings.rebuilding import Rebuilt

    with opened(officer, passphrase_file, as_of) as office:
        made = follow(rebuild_rows(office, only_stale=stale))
    assert isinstance(made, Rebuilt)
    answer(plain(made), [say("desk.rebuilt", now.lang, people=made.people, changed=made.changed)])


@app.command("home")
def home(officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "") -> None:
    """Give the numbers of the home screen."""
    from fieldsuite.casework import home as job

    with opened(officer, passphrase_file, as_of) as office:
        view = job.view(office)
    shown = plain(view)
    answer(shown, [f"{key}: {value}" for key, value in shown.items() if not isinstance(value, list)])
