"""``list``: read what the province sends on a stick: lists, receipts, decisions, trust."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain

app = typer.Typer(help="Files of the province.", no_args_is_help=True)


@app.command("read")
def read(
    files: Annotated[list[Path], typer.Argument(help="Files, or the folder of a stick.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Read files of the province, or all that lie in a folder; what was read before changes nothing."""
    from fieldsuite.casework import inbox

    with opened(officer, passphrase_file) as office:
        found = inbox.read_all(office, files)
    answer(
        {"files": [plain(one) for one in found]},
        [f"{one.kind}  {one.people or ''}  {one.counts}{'  (same)' if one.same else ''}" for one in found],
    )
