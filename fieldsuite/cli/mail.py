"""``mail``: the register of letters in and out."""

from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError

app = typer.Typer(help="邮寄登记: letters in and out.", no_args_is_help=True)


@app.command("log")
def log(
    direction: Annotated[str, typer.Argument(help="in or out.")],
    correspondent: Annotated[str, typer.Option("--with", help="Who sent it, or to whom it goes.")],
    on: Annotated[str, typer.Option("--on", help="YYYY-MM-DD; default: today.")] = "",
    carrier: Annotated[str, typer.Option("--carrier")] = "",
    tracking: Annotated[str, typer.Option("--tracking", help="Number of the carrier.")] = "",
    form_no: Annotated[list[str] | None, typer.Option("--form-no", help="Form it carries; may be repeated.")] = None,
    contents: Annotated[str, typer.Option("--contents")] = "",
    problem: Annotated[str, typer.Option("--problem", help="Why it is sent back.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write a letter into the register."""
    from fieldsuite.casework.overseas import mail

    if direction not in ("in", "out"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=direction)
    with opened(officer, passphrase_file) as office:
        made = mail.log(
            office, direction, correspondent, on=day(on, "--on") if on else None, carrier=carrier, tracking=tracking,  # type: ignore[arg-type]  # checked above
            form_nos=tuple(form_no or ()), contents=contents, problem=problem,
        )  # fmt: skip
    answer({"record_id": made}, [made])


@app.command("list")
def list_(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Show the register, newest first."""
    from fieldsuite.casework.overseas import mail

    with opened(officer, passphrase_file) as office:
        found = mail.register(office)
    answer({"letters": plain(found)}, [f"{one.on}  {one.direction}  {one.correspondent}  {one.tracking}  "
                                       f"{' '.join(one.form_nos)}  {one.contents}" for one in found])  # fmt: skip
