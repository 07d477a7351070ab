"""``officer``: who works here."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened, passphrase
from fieldsuite.cli.output import answer
from fieldsuite.config import Home, read_config

app = typer.Typer(help="Officers of this office.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """List the officers; needs no passphrase."""
    from keys.vault import officers

    read_config(home())
    cards = officers(Home(home()).keys)
    answer({"officers": [{"id": card.id, "name": card.name, "role": card.role} for card in cards]},
           [f"{card.id}  {card.name}  {card.role}" for card in cards])  # fmt: skip


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Name of the colleague.")],
    new_passphrase_file: Annotated[Path | None, typer.Option("--new-passphrase-file", help="Their passphrase.")] = None,
    supervisor: Annotated[bool, typer.Option("--supervisor")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Let a colleague in with a key of their own; then ask the province to trust it: ``trust request``."""
    from fieldsuite.casework import access

    with opened(officer, passphrase_file) as office:
        card = access.add_officer(
            office, name, passphrase(new_passphrase_file), role="supervisor" if supervisor else "officer"
        )
    answer({"id": card.id, "name": card.name}, [card.id])
