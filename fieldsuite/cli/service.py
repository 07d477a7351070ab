"""``service``: applications for a visit, their appointments with two officers, their end."""

from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.people import Person
from fieldsuite.errors import OfficeError

app = typer.Typer(help="上门服务 and appointments.", no_args_is_help=True)

Application = Annotated[
    str, typer.Argument(metavar="APPLICATION", help="Id of the application, or its beginning.")
]
REASONS = ("age", "illness", "disability", "other")
FORMS = ("home_visit", "appointment", "late_hours")


@app.command("apply")
def apply(
    person: Person,
    applicant: Annotated[str, typer.Option("--applicant", help="Who asks for it.")],
    reason: Annotated[str, typer.Option("--reason", help="age, illness, disability or other.")],
    relation: Annotated[str, typer.Option("--relation")] = "",
    form: Annotated[str, typer.Option("--form", help="home_visit, appointment or late_hours.")] = "home_visit",
    proactive: Annotated[bool, typer.Option("--proactive", help="The office offers it by itself.")] = False,
    note: Annotated[str, typer.Option("--note")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Take an application for a visit or an appointment."""
    from fieldsuite.casework.ledgers import service

    if reason not in REASONS or form not in FORMS:
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--reason {reason} --form {form}")
    origin = "proactive" if proactive else "application"
    with opened(officer, passphrase_file) as office:
        made = service.apply(office, person, applicant, relation, reason, form=form, origin=origin, note=note)
    answer({"record_id": made}, [made])


@app.command("schedule")
def schedule(
    application: Application,
    on: Annotated[str, typer.Option("--on", help="YYYY-MM-DD")],
    officers: Annotated[list[str], typer.Option("--with", help="Officer who goes; twice.")],
    at: Annotated[str, typer.Option("--at", help="HH:MM")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Give an application its day and two officers."""
    from fieldsuite.casework.ledgers import service

    with opened(officer, passphrase_file) as office:
        made = service.schedule(office, application, day(on, "--on"), at, tuple(officers))
    answer({"record_id": made}, [made])


@app.command("done")
def done(
    application: Application,
    certified: Annotated[bool, typer.Option("--certified/--not-certified")] = True,
    record: Annotated[str, typer.Option("--record", help="Visit or verification it ended in.")] = "",
    note: Annotated[str, typer.Option("--note")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Note that the service was given."""
    from fieldsuite.casework.ledgers import service

    with opened(officer, passphrase_file) as office:
        made = service.finish(office, application, certified=certified, record=record, note=note)
    answer({"record_id": made}, [made])


@app.command("cancel")
def cancel(
    application: Application,
    reason: Annotated[str, typer.Option("--reason")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Note that an application was withdrawn."""
    from fieldsuite.casework.ledgers import service

    with opened(officer, passphrase_file) as office:
        made = service.cancel(office, application, reason)
    answer({"record_id": made}, [made])
