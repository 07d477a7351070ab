"""``trust publish``, ``add``, ``withdraw``, ``status``, ``packs``: what comes down to every office as TUF metadata."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer

Folder = Annotated[
    Path, typer.Option("-o", "--out", help="Stick; the folder fieldsuite-trust is written there.")
]


def add_to(app: typer.Typer) -> None:
    """Add the verbs to ``trust``."""
    app.command("publish")(publish)
    app.command("add")(add)
    app.command("withdraw")(withdraw)
    app.command("status")(status)
    app.command("packs")(packs)


def publish(
    out: Folder,
    root: Annotated[Path | None, typer.Option("--root", help="A new root as enough holders have signed it.")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """At the province: sign root, targets, snapshot and timestamp as they are today, and write them to a stick.

    While other holders must sign a new root (E_THRESHOLD), it waits as repository/metadata/root.pending: trust sign.
    """
    from fieldsuite.province import publish as publishing

    with opened(officer, passphrase_file, as_of) as office:
        if root:
            publishing.take_root(office, root.read_bytes())
        carried = publishing.carry(office, out)
    path, made = carried.path, carried.said
    said = {
        "root": made.root,
        "targets": made.targets,
        "snapshot": made.snapshot,
        "timestamp": made.timestamp,
    }
    answer(
        {"path": str(path), "versions": said, "expires": made.expires.isoformat(), "files": list(made.files)},
        [str(path), f"{made.expires:%Y-%m-%d}", *made.files],
    )


def add(
    file: Annotated[Path, typer.Argument(help="Signed rules, a model pack, an official blank or its fields.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """At the province: publish a file from now on."""
    from fieldsuite.province import publish as publishing

    with opened(officer, passphrase_file) as office:
        name = publishing.add(office, file)
    answer({"file": name}, [name])


def withdraw(
    name: Annotated[str, typer.Argument(help="As trust publish lists it, e.g. forms/blank.pdf")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """At the province: publish a file no longer. What offices have taken stays with them."""
    from fieldsuite.province import publish as publishing

    with opened(officer, passphrase_file) as office:
        publishing.withdraw(office, name)
    answer({"file": name}, [name])


def status(officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "") -> None:
    """Say until when the province's word is fresh; exit 1 when key changes and lists must wait."""
    from fieldsuite.casework import taking

    with opened(officer, passphrase_file, as_of) as office:
        found = taking.freshness(office)
    until = found.until.isoformat() if found.until else None
    answer(
        {"version": found.version, "until": until, "expired": found.expired},
        [f"v{found.version}  {until or ''}{'  ✗' if found.expired else ''}"],
        exit_code=1 if found.expired else 0,
    )


def packs(
    folder: Annotated[Path, typer.Argument(help="Folder fieldsuite-trust of a stick.")],
    install: Annotated[str, typer.Option("--install", help="Install this one of them.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Name the model packs a stick brings, or install one of them, held against the metadata and its own signature."""
    from fieldsuite.casework import models, taking

    with opened(officer, passphrase_file) as office:
        if install:
            with taking.pack(office, folder, install) as path:
                found: tuple[str, ...] = (models.install(office, path).manifest.name,)
        else:
            found = taking.packs(office, folder)
    answer({"packs": list(found)}, found)
