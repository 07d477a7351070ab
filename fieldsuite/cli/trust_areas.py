"""``trust area-key``, ``delegate``, ``area``, ``take-area``: a city publishes blanks below a folder of its own."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer

Area = Annotated[str, typer.Argument(help="Beginning of a GB/T 2260 code: 5105 a city, 510502 a county.")]


def add_to(app: typer.Typer) -> None:
    """Add the verbs to ``trust``."""
    app.command("area-key")(area_key)
    app.command("delegate")(delegate)
    app.command("area")(area_)
    app.command("take-area")(take_area)


def area_key(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """At a city's desk: show the key it publishes with; its fingerprint is read aloud to the province."""
    from fieldsuite.province.publish import AREA_KEY

    with opened(officer, passphrase_file) as office:
        public = office.keyring.signing_key(AREA_KEY).public
    answer({"key": public.text, "fingerprint": public.fingerprint}, [public.text, public.fingerprint])


def delegate(
    area: Area,
    keys: Annotated[list[str] | None, typer.Argument(help="As trust area-key shows them; none: taken back.")] = None,
    threshold: Annotated[int, typer.Option("--threshold", min=1)] = 1,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """At the province: let a city publish for its own offices, from the next stick on."""
    from fieldsuite.province import publish

    with opened(officer, passphrase_file) as office:
        publish.delegate(office, area, keys or [], threshold)
    answer({"area": area, "keys": len(keys or [])}, [area])


def area_(
    area: Area,
    files: Annotated[list[Path], typer.Argument(help="All it publishes: blanks (.pdf) and their fields (.json).")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to bring to the province; kept for the next time.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """At a city's desk: sign what it publishes."""
    from fieldsuite.province import publish

    with opened(officer, passphrase_file) as office:
        path = publish.sign_area(office, area, files, out)
    answer({"path": str(path)}, [str(path)])


def take_area(
    area: Area,
    folder: Annotated[Path, typer.Argument(help="The city's folder.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """At the province: take what a city signed; refused (exit 4) outside its own folder or with too few signatures."""
    from fieldsuite.province import publish

    with opened(officer, passphrase_file) as office:
        files = publish.take_area(office, area, folder)
    answer({"files": list(files)}, files)
