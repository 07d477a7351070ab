"""``province storage``: where the desk's tables lie, and moving them onto a PostgreSQL server."""

from typing import Annotated

import typer

from fieldsuite.cli import output
from fieldsuite.cli.follow import follow
from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.config import read_config
from fieldsuite.words import say


def storage(
    postgres: Annotated[
        str, typer.Option("--postgres", help="Move there: postgresql://user@host/database, without a password.")
    ] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Say where the desk's tables lie; with --postgres move them from the encrypted files onto a server."""
    if not postgres:
        address = read_config(home()).storage
        key = "stands_on_server" if address else "stands_in_files"
        answer({"address": address}, [say(f"storage.{key}", output.now.lang, address=address)])
        return
    from fieldsuite.province.storage import Moved, to_server

    with opened(officer, passphrase_file) as office:
        moved = follow(to_server(office, postgres))
    assert isinstance(moved, Moved)
    answer(plain(moved), [say("storage.moved", output.now.lang, address=moved.address, rows=moved.rows)])
