"""``contact``: attempts to reach somebody by telephone, message or notice, and the follow-up of a stop."""

from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.people import Person
from fieldsuite.errors import OfficeError

app = typer.Typer(help="联系记录: attempts to reach somebody.", no_args_is_help=True)

OUTCOMES = ("open", "restore", "deregister", "sealed", "recover")


@app.command("log")
def log(
    person: Person,
    method: Annotated[
        str,
        typer.Option("--method", help="phone, sms, push, website, posted, media, unit, letter, family or village."),
    ],
    result: Annotated[
        str, typer.Option("--result", help="reached, no_answer, wrong_number, refused, relative or sent.")
    ],
    purpose: Annotated[
        str, typer.Option("--purpose", help="verify, remind, suspend, stop, follow_up or visit.")
    ] = "verify",
    note: Annotated[str, typer.Option("--note")] = "",
    spoke_with: Annotated[str, typer.Option("--spoke-with")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write down one attempt to reach somebody."""
    from fieldsuite.casework.ledgers import contact

    if method not in contact.METHODS or result not in contact.RESULTS or purpose not in contact.PURPOSES:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--method {method} --result {result}")
    with opened(officer, passphrase_file) as office:
        made = contact.log(office, person, method, result, purpose=purpose, note=note, spoke_with=spoke_with)
    answer({"record_id": made}, [made])


@app.command("follow-up")
def follow_up(
    person: Person,
    found: Annotated[str, typer.Option("--found", help="What was found out.")],
    method: Annotated[str, typer.Option("--method", help="How: telephone, visit to the employer, …")],
    result: Annotated[str, typer.Option("--result", help="open, restore, deregister, sealed or recover.")] = "open",
    spoke_with: Annotated[str, typer.Option("--spoke-with")] = "",
    heir: Annotated[str, typer.Option("--heir", help="Beneficiary or heir, when the person died.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write down what was found out of somebody whose benefit is stopped."""
    from fieldsuite.casework.ledgers import contact

    if result not in OUTCOMES:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--result {result}")
    with opened(officer, passphrase_file) as office:
        made = contact.follow_up(
            office, person, method, found, result=result, spoke_with=spoke_with, heir=heir
        )
    answer({"record_id": made}, [made])
