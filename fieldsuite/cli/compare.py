"""``compare``: files of other departments: look, take in, object, decide."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.errors import OfficeError

if TYPE_CHECKING:
    from fieldsuite.office import Office
    from fieldsuite.province.compare import Wish

app = typer.Typer(help="信息比对: files of other departments.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="Excel, or CSV in UTF-8 or GB18030.")]
Kind = Annotated[str, typer.Option("--kind", help="hospital, travel, death, prison, app, terminal, ...")]
From = Annotated[
    str, typer.Option("--from", help="Department: police, civil_affairs, health, transport, ...")
]
IssuedOn = Annotated[str, typer.Option("--on", help="Day the data speak of, where a line names none.")]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", help="FIELD=COLUMN; fields: id_no, name, on, note, months."),
]
Sign = Annotated[str, typer.Argument(help="Id of a compared line, or its beginning.")]
Reason = Annotated[str, typer.Option("--reason", help="One sentence.")]


@app.command("preview")
def preview(
    file: File, kind: Kind, from_: From, on: IssuedOn = "", map_: Map = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Show what a file holds and what taking it in would do; writes nothing."""
    from fieldsuite.province import compare

    with opened(officer, passphrase_file, as_of) as office:
        wish = _wish(office, kind, from_, on, map_)
        found = compare.preview(office, file, wish)
        *_, would = compare.taking(office, file, wish, trial=True)
    lines = [f"{one.number}  {one.result}  {one.id_no}  {one.name}  {one.on or '-'}" for one in found.lines]
    would_be = {key: value for key, value in plain(would).items() if key not in ("file", "counts")}
    answer(
        {**plain(found), "would": would_be}, [f"{found.encoding}  {found.columns}", f"{found.counts}", *lines]
    )


@app.command("import")
def import_(
    file: File, kind: Kind, from_: From, on: IssuedOn = "", map_: Map = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Take a file in: signs of life certify by comparison, signs of loss go to the lists."""
    from fieldsuite.province import compare

    with opened(officer, passphrase_file, as_of) as office:
        taken = compare.take(office, file, _wish(office, kind, from_, on, map_))
    answer(plain(taken), [f"{key}: {value}" for key, value in plain(taken).items() if key != "problems"])


@app.command("signs")
def signs(
    person: Annotated[str, typer.Argument(help="Name, person number, ID number or id; default: everybody.")] = "",
    state: Annotated[str, typer.Option("--state", help="stands, objected or withdrawn.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List what was compared of a person, with its source."""
    from fieldsuite.casework import people
    from fieldsuite.province import objections

    with opened(officer, passphrase_file) as office:
        who = people.card(office, person).id if person else ""
        rows = objections.signs(office, who, state=state)
    lines = [f"{row.sign}  {row.name}  {row.said}  {row.department}  {row.on}  {row.state}" for row in rows]
    answer({"signs": [plain(row) for row in rows]}, lines)


@app.command("object")
def object_(
    sign: Sign, reason: Reason,
    by: Annotated[str, typer.Option("--by", help="Who objects: the person, a relative, a unit.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Note that somebody objects to compared data (异议); until it is decided the person is to be verified."""
    from fieldsuite.province import objections

    with opened(officer, passphrase_file) as office:
        record = objections.object_to(office, sign, by, reason)
    answer({"record_id": record}, [record])


@app.command("resolve")
def resolve(
    sign: Sign, reason: Reason,
    upheld: Annotated[bool, typer.Option("--upheld/--rejected", help="Whether the data were wrong.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Decide an objection; another officer than the one who noted it. Wrong data stop counting."""
    from fieldsuite.province import objections

    with opened(officer, passphrase_file) as office:
        record = objections.resolve(office, sign, upheld=upheld, reason=reason)
    answer({"record_id": record}, [record])


def _wish(office: "Office", kind: str, from_: str, on: str, map_: list[str] | None) -> "Wish":
    from fieldsuite.province.compare import Wish

    said = {}
    for each in map_ or ():
        field, equals, column = each.partition("=")
        if not equals:
            raise OfficeError("cli.usage", code="E_USAGE", problem=f"--map {each}")
        said[field] = column
    return Wish(kind, from_, day(on, "--on") if on else office.today(), said)
