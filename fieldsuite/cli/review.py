"""``review``: what waits for a second person, agree, return."""

from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain

app = typer.Typer(help="复核 by a second person.", no_args_is_help=True)

Record = Annotated[str, typer.Argument(help="Id of the record, or its beginning.")]


@app.command("list")
def list_(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """List the records that wait for a second person."""
    from fieldsuite.casework import review

    with opened(officer, passphrase_file) as office:
        items = review.queue(office)
    answer(
        {"records": [plain(item) for item in items]},
        [
            f"{item.record_id[:8]}  {item.name}  {item.method}  {item.detail}  {item.officer}"
            for item in items
        ],
    )


@app.command("agree")
def agree(record: Record, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Agree to a colleague's record (复核通过)."""
    _decide(record, True, "", officer, passphrase_file)


@app.command("return")
def return_(
    record: Record,
    reason: Annotated[str, typer.Option("--reason", help="One sentence the colleague understands.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Return a colleague's record with a reason (复核退回)."""
    _decide(record, False, reason, officer, passphrase_file)


def _decide(record: str, agrees: bool, reason: str, officer: str, passphrase_file: PassphraseFile) -> None:
    from fieldsuite.casework import review

    with opened(officer, passphrase_file) as office:
        saved = review.decide(office, record, agrees, reason)
    answer(plain(saved), [saved.record_id])
