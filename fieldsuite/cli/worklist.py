"""``list``: read what the province sends on a stick: lists, receipts, decisions, trust."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, fail
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
        found = list(inbox.each(office, files))
    read = [one for one in found if not isinstance(one, inbox.NotRead)]
    refused = [one for one in found if isinstance(one, inbox.NotRead)]
    shown: list[dict[str, object]] = [plain(one) for one in read]
    if refused:
        shown += [{"path": str(one.path), "code": one.error.code} for one in refused]
        fail(refused[0].error, {"files": shown})
        return
    answer(
        {"files": shown},
        [f"{one.kind}  {one.people or ''}  {one.counts}{'  (same)' if one.same else ''}" for one in read],
    )
