"""``relay``: a township desk receives from its coordinators, reviews, passes on, and carries back."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain

app = typer.Typer(help="Township desk (乡镇): receive, review, pass on.", no_args_is_help=True)

Out = Annotated[Path, typer.Option("-o", "--out", help="Folder of the stick.")]


@app.command("receive")
def receive(
    files: Annotated[list[Path], typer.Argument(help="Bundles of coordinators.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Take bundles of coordinators, verified to the last byte; their records then wait in review list."""
    from fieldsuite.casework import relay

    with opened(officer, passphrase_file) as office:
        found = [relay.receive(office, path) for path in files]
    answer({"bundles": [plain(one) for one in found]},
           [f"{one.bundle}  {one.counts}{'  (same)' if one.same else ''}" for one in found])  # fmt: skip


@app.command("show")
def show(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Show the coordinators' bundles of this desk, and whether they were passed on."""
    from fieldsuite.casework import relay

    with opened(officer, passphrase_file) as office:
        found = relay.waiting(office)
    answer({"bundles": [plain(one) for one in found]},
           [f"{one.site}  {one.seq}  {one.counts}{'' if one.passed else '  *'}" for one in found])  # fmt: skip


@app.command("again")
def again(out: Out, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Write every coordinator's bundle to a stick once more; bundle pack passes new ones on by itself."""
    from fieldsuite.casework import relay
    from fieldsuite.casework.views import Sent

    with opened(officer, passphrase_file) as office:
        found = [step for step in relay.pass_on(office, out) if isinstance(step, Sent)]
    answer({"paths": [one.path for one in found]}, [one.path for one in found])


@app.command("back")
def back(
    site: Annotated[str, typer.Argument(help="Code of the coordinator's office.")],
    out: Out,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write to a coordinator's stick what the province sent them, unread, with its metadata."""
    from fieldsuite.casework import relay

    with opened(officer, passphrase_file) as office:
        paths = [step for step in relay.carry_back(office, site, out) if isinstance(step, str)]
    answer({"paths": paths}, paths)
