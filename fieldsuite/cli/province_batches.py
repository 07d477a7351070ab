"""``province allot``, ``give-back``, ``clear``, ``letters``: what the desk does with many records at once."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.words import say


def add_to(app: typer.Typer) -> None:
    """Give ``province`` these verbs."""
    app.command("allot")(allot)
    app.command("give-back")(give_back)
    app.command("clear")(clear)
    app.command("letters")(letters)


def allot(
    subjects: Annotated[list[str], typer.Argument(help="Ids of bundles or records, or their first 8 characters.")],
    to: Annotated[str, typer.Option("--to", help="Clerk: name or id; nobody when left out.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Give bundles or records to a clerk, or back to nobody."""
    from fieldsuite.province import allotments

    with opened(officer, passphrase_file) as office:
        count = allotments.allot(office, subjects, to)
    answer(
        {"allotted": count, "to": to}, [say("rulings.allotted", output.now.lang, count=count, to=to or "-")]
    )


def give_back(
    clerk: Annotated[str, typer.Argument(help="Who leaves or is away: name or id.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Give back to nobody all that a clerk has."""
    from fieldsuite.province import allotments

    with opened(officer, passphrase_file) as office:
        count = allotments.give_back(office, clerk)
    answer({"given_back": count}, [say("rulings.given_back", output.now.lang, count=count, clerk=clerk)])


def clear(
    bundle: Annotated[str, typer.Option("--bundle", help="Of this bundle only.")] = "",
    accept: Annotated[bool, typer.Option("--accept", help="Accept those that are listed, each signed.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List the records without any sign that a second person agreed to, and with --accept accept them together."""
    from fieldsuite.province import clear as job

    with opened(officer, passphrase_file) as office:
        rows = job.clear_cases(office, bundle=bundle or None)
        count = job.accept_clear(office, [row.record_id for row in rows]) if accept else 0
    answer(
        {"records": [plain(row) for row in rows], "accepted": count},
        [*(f"{row.record_id[:8]}  {row.name}  {row.method}  {row.likeness}  {row.occurred_on}" for row in rows),
         say("rulings.clear_done" if accept else "rulings.clear_listed", output.now.lang, count=len(rows))],
    )  # fmt: skip


def letters(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the letters, one PDF an office.")],
    site: Annotated[str, typer.Option("--site", help="This office only.")] = "",
    batch: Annotated[str, typer.Option("--batch", help="What was returned in this batch.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Write 退回通知书: to each office on paper what was returned to it today, or in a batch."""
    from fieldsuite.province import return_letters

    with opened(officer, passphrase_file, as_of) as office:
        made = return_letters.write(office, out, site=site, batch=batch)
    answer({"letters": [plain(one) for one in made]}, [str(one.path) for one in made])
