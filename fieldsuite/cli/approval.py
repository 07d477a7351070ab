"""``approval``: restore, pay back, deregister: asked for by one, agreed to by two more."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.cli.table_file import Encoding

app = typer.Typer(help="恢复、补发、注销: 初审、复核、审核 by three people.", no_args_is_help=True)

Record = Annotated[str, typer.Argument(help="Id of the application, or its first 8 characters.")]


@app.command("ask")
def ask(
    what: Annotated[str, typer.Argument(help="restore, back_pay or deregister.")],
    person: Annotated[str, typer.Argument(help="Name, person number, ID number or id.")],
    reason: Annotated[str, typer.Option("--reason", help="One sentence.")],
    benefit: Annotated[str, typer.Option("--benefit", help="pension, work-injury, ...")] = "pension",
    month: Annotated[
        list[str] | None, typer.Option("--month", help="Month to pay back, YYYY-MM; default: all that are owed.")
    ] = None,
    heir: Annotated[str, typer.Option("--heir", help="Beneficiary or heir, for a death.")] = "",
    sealed: Annotated[bool, typer.Option("--sealed", help="No heir was reached: the balance stays sealed.")] = False,
    asked: Annotated[str, typer.Option("--asked", help="Unit or village that was asked before sealing.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Ask for it; you are the first of three (初审)."""
    from fieldsuite.casework import people
    from fieldsuite.province import approvals

    with opened(officer, passphrase_file, as_of) as office:
        who = people.card(office, person).id
        record = approvals.ask(
            office, who, what, benefit, reason, months=month or (), heir=heir, sealed=sealed, asked=asked
        )
    answer({"record_id": record}, [record])


@app.command("agree")
def agree(
    record: Record, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:
    """Agree as the second (复核) or the third (审核); the third agreement carries it out."""
    _step(record, True, "", officer, passphrase_file, as_of)


@app.command("return")
def return_(
    record: Record,
    reason: Annotated[str, typer.Option("--reason", help="One sentence the colleague understands.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Return an application with a reason."""
    _step(record, False, reason, officer, passphrase_file, as_of)


@app.command("list")
def list_(
    which: Annotated[str, typer.Option("--which", help="open, done, returned or all.")] = "open",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Also write it: .xlsx, .csv or .pdf.")] = None,
    encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List applications and who took which step; with -o for the payment system and the ministry's list."""
    from fieldsuite import exports
    from fieldsuite.province import approvals, approved

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file) as office:
        rows = approvals.approvals(office, which=which)
        if out is not None:
            approved.write(office, out, rows, coded)
    lines = [
        f"{row.record[:8]}  {row.what}  {row.name}  {row.benefit}  {row.state}  {row.first}>{row.second}>{row.third}"
        for row in rows
    ]
    answer({"approvals": [plain(row) for row in rows], "path": str(out) if out else None}, lines)


def _step(
    record: str, agrees: bool, reason: str, officer: str, passphrase_file: PassphraseFile, as_of: str
) -> None:
    from fieldsuite.province import approvals

    with opened(officer, passphrase_file, as_of) as office:
        made = approvals.step(office, record, agree=agrees, reason=reason)
    answer({"record_id": made}, [made])
