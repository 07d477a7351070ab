"""``undo``: take a bundle or a batch of decisions back; asked for by one, agreed to by another."""

from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.words import say

app = typer.Typer(
    help="撤销: take a bundle or a batch of decisions back, by two people.", no_args_is_help=True
)

Target = Annotated[
    str, typer.Argument(help="Id of a bundle or of a batch of decisions, or its first 8 characters.")
]
Record = Annotated[str, typer.Argument(help="Id of the request, or its first 8 characters.")]
Reason = Annotated[str, typer.Option("--reason", help="One sentence.")]


@app.command("look")
def look(
    target: Target, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:
    """Say what taking it back would change."""
    from fieldsuite.province import undo

    with opened(officer, passphrase_file, as_of) as office:
        found = undo.look(office, target)
    answer(plain(found), [effect_line(found)])


@app.command("ask")
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


@app.command("agree")
def agree(
    record: Record, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:
    """Agree as the second person, which does it."""
    from fieldsuite.province import undo

    with opened(officer, passphrase_file, as_of) as office:
        done = undo.step(office, record, agree=True)
    answer(plain(done), [effect_line(done)])


@app.command("return")
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


@app.command("list")
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
