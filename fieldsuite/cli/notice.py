"""``notice``: whom to remind, whom to tell of a suspension or a stop; call lists, messages, letters, the wall."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.cli.table_file import Encoding
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

if TYPE_CHECKING:
    from fieldsuite.casework.reports.notices import Kind

app = typer.Typer(help="告知: reminders, suspensions, stops.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(metavar="KIND", help="remind (month 10), suspend (month 13) or stop.")]
Village = Annotated[str, typer.Option("--village", help="Only this village.")]
Out = Annotated[Path, typer.Option("-o", "--out", help="File to write.")]


def _kind(word: str) -> "Kind":
    if word not in ("remind", "suspend", "stop"):
        raise OfficeError("cli.usage", code="E_USAGE", problem=word)
    return word  # type: ignore[return-value]  # checked above


@app.command("list")
def list_(
    kind: Which, village: Village = "",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Also write it: .xlsx, .csv or .pdf.")] = None,
    encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Give the call list of a kind."""
    from fieldsuite import exports
    from fieldsuite.casework.reports import notices

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file, as_of) as office:
        found = notices.due_notices(office, _kind(kind), village=village)
        if out is not None:
            notices.write_list(office, _kind(kind), out, village=village, encoding=coded)
    answer(
        {"notices": plain(found)}, [f"{one.village}  {one.name}  {one.phone}  {one.text}" for one in found]
    )


@app.command("messages")
def messages(
    kind: Which, out: Out, encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Write text messages as CSV, for another system to send."""
    from fieldsuite import exports
    from fieldsuite.casework.reports import notices

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file, as_of) as office:
        count, without = notices.write_messages(office, _kind(kind), out, encoding=coded)
    told = say("reports.messages", now.lang, count=count, without=without, path=out)
    answer({"messages": count, "without_mobile": without, "path": str(out)}, [told])


@app.command("letters")
def letters(
    kind: Which, out: Out, village: Village = "",
    person: Annotated[str, typer.Option("--person", help="Only this person.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Print a letter for everybody who is to be told."""
    from fieldsuite.casework.reports import notices

    with opened(officer, passphrase_file, as_of) as office:
        made = notices.print_letters(office, _kind(kind), out, village=village, person=person)
    answer({"pages": made.pages, "path": str(made.path)}, [str(made.path)])


@app.command("posted")
def posted(
    out: Out, village: Village = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Print the notice for the wall, numbers masked."""
    from fieldsuite.casework.reports import notices

    with opened(officer, passphrase_file, as_of) as office:
        people, pages = notices.print_posted(office, out, village=village)
    answer({"people": people, "pages": pages, "path": str(out)}, [f"{people}  {out}"])


@app.command("leaflet")
def leaflet(
    out: Out,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="person, steps, unit or poster; may be repeated.")
    ] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Print leaflets to hand out or to hang up (宣传告知)."""
    from fieldsuite.casework.reports import publicity

    with opened(officer, passphrase_file, as_of) as office:
        made = publicity.print_leaflet(office, kind or ["person"], out)
    answer({"pages": made.pages, "path": str(made.path)}, [str(made.path)])


@app.command("pack")
def pack(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to write into.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Print every leaflet, and the directory of places, into a folder."""
    from fieldsuite.casework.reports import publicity

    with opened(officer, passphrase_file, as_of) as office:
        made = publicity.print_pack(office, out)
    answer({"files": [str(path) for path in made]}, [str(path) for path in made])
