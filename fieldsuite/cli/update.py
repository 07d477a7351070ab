"""``update take``, ``show``: a newer program from the province's stick; the present one is kept to go back to."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.words import say

app = typer.Typer(help="A newer program from the province's stick.", no_args_is_help=True)

Pack = Annotated[Path, typer.Argument(help="Folder fieldsuite-VERSION-SYSTEM, as start.py pack made it.")]
Stick = Annotated[
    Path | None,
    typer.Option(
        "--trust", help="Folder fieldsuite-trust of the province; default: beside the pack or in it."
    ),
]


@app.command("take")
def take(
    folder: Pack, trust: Stick = None, officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Check the pack against the province's word, back the office up, install beside, try it, and switch."""
    from fieldsuite.casework import update

    with opened(officer, passphrase_file) as office:
        made = follow(update.take(office, update.look(office, folder, trust)))
    assert isinstance(made, update.Renewed)
    values = {"version": made.version, "before": made.before, "path": made.backup or ""}
    said = {
        "version": made.version,
        "before": made.before,
        "backup": str(made.backup) if made.backup else None,
    }
    answer(said, [say("update.done" if made.backup else "update.done_server", now.lang, **values)])


@app.command("show")
def show() -> None:
    """Say which version runs and which one is kept to go back to (python3 start.py back)."""
    from fieldsuite.casework.update import PROGRAM, present

    found = present()
    line = (
        say("update.kept", now.lang, version=found.before)
        if found.before
        else say("update.none_kept", now.lang)
    )
    answer(
        {"version": found.version, "before": found.before or None, "program": str(PROGRAM)},
        [f"fieldsuite {found.version}", line],
    )
