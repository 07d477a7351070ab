"""``slip``: the slip a person takes home, and its check on another laptop."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.people import Person
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

app = typer.Typer(help="凭条 with a signed code.", no_args_is_help=True)


@app.command("print")
def print_(
    person: Person,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT.pdf", help="Where the slip is written.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Print the slip of a person's newest certification."""
    from fieldsuite.casework.reports import slip

    with opened(officer, passphrase_file) as office:
        made = slip.print_slip(office, person, out)
        code, _ = slip.make(office, person)
    answer({"pages": made.pages, "path": str(made.path), "code": code}, [str(made.path)])


@app.command("check")
def check(
    code: Annotated[str, typer.Option("--code", help="Text of the code.")] = "",
    image: Annotated[Path | None, typer.Option("--image", help="Photograph of the slip.")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Check a slip against the province's trust statement that this office holds."""
    from fieldsuite.casework.reports import slip

    if bool(code) == bool(image):
        raise OfficeError("cli.usage", code="E_USAGE", problem="--code | --image")
    text = slip.read_picture(image) if image is not None else code
    with opened(officer, passphrase_file) as office:
        found = slip.check(office, text)
    shown = plain(found)
    told = say("reports.slip_good", now.lang, name=found.name, on=found.on, deadline=found.deadline or "-",
               officer=found.officer)  # fmt: skip
    answer({"valid": True, **shown}, [told])
