"""``death``: reports of deaths and other losses, and the application that follows from them."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.people import Person
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

app = typer.Typer(help="死亡 and other losses: report, print, 减员 application.", no_args_is_help=True)

Out = Annotated[Path, typer.Option("-o", "--out", metavar="OUT.pdf", help="Where the paper is written.")]


@app.command("report")
def report(
    person: Person,
    source: Annotated[str, typer.Option("--source", help="family, village, hospital, funeral, police, court, …")],
    reporter: Annotated[str, typer.Option("--reporter", help="Name of who reports it.")],
    what: Annotated[str, typer.Option("--what", help="death, missing, prison or other.")] = "death",
    on: Annotated[str, typer.Option("--on", help="Day of the death or the arrest, YYYY-MM-DD.")] = "",
    about: Annotated[str, typer.Option("--about", help="Words where the day is not exact.")] = "",
    place: Annotated[str, typer.Option("--place")] = "",
    reason: Annotated[str, typer.Option("--reason")] = "",
    proof: Annotated[str, typer.Option("--proof", help="Document that shows it, with its number.")] = "",
    relation: Annotated[str, typer.Option("--relation")] = "",
    phone: Annotated[str, typer.Option("--phone", help="Telephone of who reports it.")] = "",
    photo: Annotated[list[Path] | None, typer.Option("--photo")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Record a report of a death or another loss; it ends no benefit by itself."""
    from fieldsuite.acts.loss import Source
    from fieldsuite.casework.reports import losses

    if what not in get_args(losses.What) or source not in get_args(Source):
        raise OfficeError("cli.usage", code="E_USAGE", problem=f"--what {what} --source {source}")
    form = losses.LossForm(
        what, source, reporter, day(on, "--on") if on else None, about, place, reason, proof, relation, phone,  # type: ignore[arg-type]  # checked above
        tuple(photo or ()),
    )  # fmt: skip
    with opened(officer, passphrase_file) as office:
        saved = losses.save(office, person, form)
    follows = say("reports.follows", now.lang)
    answer({**plain(saved), "follows": follows}, [saved.record_id, follows])


@app.command("print")
def print_(
    record: Annotated[str, typer.Argument(help="Id of the report, or its beginning.")],
    out: Out, officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Print the report of a death for the village's and the reviewers' opinion."""
    from fieldsuite.casework.reports import losses

    with opened(officer, passphrase_file) as office:
        made = losses.print_report(office, record, out)
    answer({"pages": made.pages, "path": str(made.path)}, [str(made.path)])


@app.command("reduction")
def reduction(
    out: Out,
    since: Annotated[str, typer.Option("--since", help="First day of reports, YYYY-MM-DD.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write the application 减员（待遇停发） with everybody who was reported or found lost."""
    from fieldsuite.casework.reports import losses

    with opened(officer, passphrase_file) as office:
        people, pages = losses.print_reduction(office, out, since=day(since, "--since") if since else None)
    answer({"people": people, "pages": pages, "path": str(out)}, [f"{people}  {out}"])
