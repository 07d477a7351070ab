"""``outbox``: what leaves this office, and whether the account balances."""

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain

app = typer.Typer(help="Sealed bundles and their state.", no_args_is_help=True)


@app.command("show")
def show(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Show the bundles, their states, and the account: created = packed = decided + on the road."""
    from fieldsuite.casework import send

    with opened(officer, passphrase_file) as office:
        view = send.outbox(office)
    account = view.account
    answer(
        {**plain(view), "balanced": account.balanced},
        [f"{bundle.seq}  {bundle.state}  {bundle.records}  {bundle.counts}" for bundle in view.bundles]
        + [f"created {account.created} = not packed {account.not_packed} + packed {account.packed}"],
        exit_code=0 if account.balanced else 1,
    )
