"""``site``: the directory of places where people can certify (服务网点)."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.cli.table_file import Encoding
from fieldsuite.words import say

app = typer.Typer(
    help="服务网点: places of certification, their addresses and telephones.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(help="Name of the place.")]
Kind = Annotated[
    str,
    typer.Option("--kind", help="counter, township, village, post_bank, bank, terminal, unit or mission."),
]


@app.command("add")
def add(
    name: Name,
    address: Annotated[str, typer.Option("--address")],
    phone: Annotated[str, typer.Option("--phone")],
    kind: Kind = "counter",
    area: Annotated[str, typer.Option("--area", help="GB/T 2260, six digits.")] = "",
    hours: Annotated[str, typer.Option("--hours")] = "",
    note: Annotated[str, typer.Option("--note")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Add a place, or put the one of this name right."""
    from fieldsuite.casework import sites

    with opened(officer, passphrase_file) as office:
        made = sites.add(office, sites.Site(name, kind, address, phone, area, hours, note))
    answer(plain(made), [f"{made.name}  {made.address}  {made.phone}"])


@app.command("list")
def list_(
    area: Annotated[str, typer.Option("--area", help="First digits of an area.")] = "",
    kind: Annotated[str, typer.Option("--kind")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """List the places."""
    from fieldsuite.casework import sites

    with opened(officer, passphrase_file) as office:
        found = sites.sites(office, area=area, kind=kind)
    answer({"sites": plain(found)}, [f"{one.name}  {one.address}  {one.phone}  {one.hours}" for one in found])


@app.command("remove")
def remove(name: Name, officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Take a place out of the directory."""
    from fieldsuite.casework import sites

    with opened(officer, passphrase_file) as office:
        sites.remove(office, name)
    answer({"removed": name}, [name])


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Table with the columns of `site export`, .xlsx or .csv.")],
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Take the places of a table, all of them or none."""
    from fieldsuite.casework import sites

    with opened(officer, passphrase_file) as office:
        taken = sites.take(office, file)
    answer({"sites": taken}, [f"{taken}"])


@app.command("export")
def export(
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write: .pdf to print, .xlsx or .csv.")],
    area: Annotated[str, typer.Option("--area", help="First digits of an area.")] = "",
    encoding: Encoding = "utf-8", officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write the directory, to be printed and hung up or to be carried to another office."""
    from fieldsuite import exports
    from fieldsuite.casework import sites

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file) as office:
        rows, pages = sites.write(office, out, area=area, encoding=coded)
    told = say("reports.written", now.lang, rows=rows, path=out)
    answer({"rows": rows, "pages": pages, "path": str(out)}, [told])
