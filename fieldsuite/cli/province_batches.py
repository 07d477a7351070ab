"""``province undo``, ``allot``, ``give-back``, ``clear``, ``letters``: what the desk does with many records at once."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.words import say

undo_app = typer.Typer(
    help="撤销: take a bundle or a batch of decisions back, by two people.", no_args_is_help=True
)

Target = Annotated[
    str, typer.Argument(help="Id of a bundle or of a batch of decisions, or its first 8 characters.")
]
Record = Annotated[str, typer.Argument(help="Id of the request, or its first 8 characters.")]
Reason = Annotated[str, typer.Option("--reason", help="One sentence.")]


def add_to(app: typer.Typer) -> None:
    """Give ``province`` these verbs."""
    app.add_typer(undo_app, name="undo")
    app.command("allot")(allot)
    app.command("give-back")(give_back)
    app.command("clear")(clear)
    app.command("letters")(letters)


@undo_app.command("look")
def look(
    target: Target, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:
    """Say what taking it back would change."""
    from fieldsuite.province import undo

    with opened(officer, passphrase_file, as_of) as office:
        found = undo.look(office, target)
    answer(plain(found), [effect_line(found)])


@undo_app.command("ask")
def ask(
    target: Target,
    reason: Reason,
    officer: Officer = "",
    passphrase_file: PassphraseFile = None,
    as_of: AsOf = "",
) -> None:
    """Ask for it; you are the first of two."""
    from fieldsuite.province import undo

    with opened(officer, passphrase_file, as_of) as office:
        record = undo.ask(office, target, reason)
    answer({"record_id": record}, [record])


@undo_app.command("agree")
def agree(
    record: Record, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:
    """Agree as the second person, which does it."""
    from fieldsuite.province import undo

    with opened(officer, passphrase_file, as_of) as office:
        done = undo.step(office, record, agree=True)
    answer(plain(done), [effect_line(done)])


@undo_app.command("return")
def return_(
    record: Record,
    reason: Reason,
    officer: Officer = "",
    passphrase_file: PassphraseFile = None,
    as_of: AsOf = "",
) -> None:
    """Return the request with a reason; nothing is changed."""
    from fieldsuite.province import undo

    with opened(officer, passphrase_file, as_of) as office:
        undo.step(office, record, agree=False, reason=reason)
    answer({"returned": record}, [record])


@undo_app.command("list")
def list_(
    which: Annotated[str, typer.Option("--which", help="open, done, returned or all.")] = "all",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List what was asked to be taken back, the newest first."""
    from fieldsuite.province import undo

    with opened(officer, passphrase_file) as office:
        rows = undo.undos(office, which=which)
    answer(
        {"undos": [plain(row) for row in rows]},
        [f"{row.record[:8]}  {row.state}  {row.about}  {row.records}  {row.first}  {row.second}  {row.reason}"
         for row in rows],
    )  # fmt: skip


def effect_line(found: object) -> str:
    """Say in a sentence what taking back changes."""
    said = {name: value for name, value in plain(found).items() if name != "carried_out"}
    return say("rulings.effect", output.now.lang, **said, carried_out=len(plain(found)["carried_out"]))


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
