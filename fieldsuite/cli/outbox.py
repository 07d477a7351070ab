"""``outbox``: what leaves this office, and whether the account balances."""

import typer

from fieldsuite.cli import output
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


@app.command("reconcile")
def reconcile(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Compare made, packed and imported, record by record; exit 1 and every difference when they are not equal."""
    from fieldsuite.casework import reconcile as job
    from fieldsuite.words import say

    with opened(officer, passphrase_file) as office:
        found = job.reconcile(office)
    answer(
        {**plain(found), "equal": found.equal},
        [
            f"created {found.created} = packed {found.packed} = imported {found.imported}"
            if found.equal
            else f"created {found.created}, packed {found.packed}, imported {found.imported}",
            *(
                f"{one.seq or '-'}  {one.record_id[:8]}  {one.kind}  {one.name}  "
                f"{say(f'travel.{one.why}', output.now.lang)}  {one.code}  {one.since}"
                for one in found.differences
            ),
        ],
        exit_code=0 if found.equal else 1,
    )
