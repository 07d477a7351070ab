"""``receipt``: read a receipt or a decision of the province."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.words import told

app = typer.Typer(help="Receipts and decisions.", no_args_is_help=True)


@app.command("read")
def read(
    file: Annotated[Path, typer.Argument(help="A receipt or decision.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Read a receipt or a decision into the office, and show it; read again it changes nothing."""
    from fieldsuite.casework import inbox

    with opened(officer, passphrase_file) as office:
        found = inbox.read(office, file)
        lines = [{**line, "message": told(line["message"], now.lang)} for line in inbox.lines(office, found)]
    shown = {
        "kind": found.kind,
        "bundle": found.bundle,
        "same": found.same,
        **found.counts,
        "counts": found.counts,
    }
    answer(
        {**shown, "records": lines},
        [f"{line['id'][:8]}  {line['status']}  {line['code']}  {line['message']}" for line in lines],
    )


@app.command("fetch")
def fetch(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Fetch receipts from the province's upload address and read them; sends no bundle."""
    from fieldsuite.casework import online
    from fieldsuite.cli.sent_online import shown

    with opened(officer, passphrase_file) as office:
        shown(online.receipts(office))
