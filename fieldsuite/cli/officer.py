"""``officer``: who works here."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.officer_care import add_to
from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened, passphrase
from fieldsuite.cli.output import answer
from fieldsuite.config import Home, read_config
from fieldsuite.errors import OfficeError

if TYPE_CHECKING:
    from fieldsuite.casework.access import TokenWish
    from keys.cards import OfficerRole

app = typer.Typer(help="Officers of this office.", no_args_is_help=True)
add_to(app)

Token = Annotated[str, typer.Option("--token", help="PKCS#11 library of the token the key shall be made in.")]
TokenLabel = Annotated[str, typer.Option("--token-label", help="Label of the token.")]
TokenAlgorithm = Annotated[
    str, typer.Option("--algorithm", help="ed25519 or p256; default: what the token can.")
]


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
    token: Token = "", token_label: TokenLabel = "", algorithm: TokenAlgorithm = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Let a colleague in with a key of their own; then ask the province to trust it: ``trust request``.

    With --token the key is made in a token, whose PIN is the colleague's passphrase. At the province: a clerk.
    """
    from fieldsuite.casework import staff

    wish = _wish(token, token_label, algorithm)
    role: OfficerRole = "supervisor" if supervisor else "officer"
    with opened(officer, passphrase_file) as office:
        card = staff.add(office, name, role, passphrase(new_passphrase_file), wish)
    answer({"id": card.id, "name": card.name}, [card.id])


@app.command("rotate")
def rotate(
    token: Token = "", token_label: TokenLabel = "", algorithm: TokenAlgorithm = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Give the officer at work a new key, in a file or in a token; then: ``trust request``. The passphrase stays."""
    from fieldsuite.casework import access

    wish = _wish(token, token_label, algorithm)
    with opened(officer, passphrase_file) as office:
        card = access.rotate(office, passphrase(passphrase_file), token=wish)
    answer({"id": card.id, "name": card.name, "key": card.kid}, [f"{card.name}  {card.kid}"])


def _wish(token: str, label: str, algorithm: str) -> "TokenWish | None":
    if not token:
        return None
    from fieldsuite.casework.access import TokenWish

    if algorithm not in ("", "ed25519", "p256") or not label:
        raise OfficeError("cli.usage", code="E_USAGE", problem="--token-label, --algorithm ed25519|p256")
    return TokenWish(token, label, algorithm or None)  # type: ignore[arg-type]  # checked above
