"""``roster pen``, ``roster scan``, ``roster export``, ``roster import``: paper and tables out, results back in."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, day, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.cli.table_file import Encoding
from fieldsuite.cli.which import which_of
from fieldsuite.words import say

Which = Annotated[str, typer.Option("--which", help="all, due, overdue, verify or visits.")]
Village = Annotated[str, typer.Option("--village", help="Only this village.")]


def pen(
    out: Annotated[Path, typer.Option("-o", "--out", help="PDF to write.")],
    which: Which = "visits", village: Village = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Print the roster for the pen: a code and boxes to tick for each person."""
    from fieldsuite.casework.visits import paper

    with opened(officer, passphrase_file) as office:
        made, number = paper.print_for_pen(office, out, which=which_of(which), village=village)
    result = {"pages": made.pages, "path": str(made.path), "roster": number}
    answer(result, [say("visits.pen_printed", now.lang, pages=made.pages, roster=number, path=made.path)])


def scan(
    pictures: Annotated[list[Path], typer.Argument(help="Photographs or scans, one a page.")],
    on: Annotated[str, typer.Option("--on", help="Day of the visits; default: today.")] = "",
    at: Annotated[str, typer.Option("--at", help="Time of the visits.")] = "12:00",
    save: Annotated[bool, typer.Option("--save", help="Record the lines that are ready.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Read pages that were filled in by pen; with --save the clear ones become records and the page is kept."""
    from fieldsuite.casework.visits import paper

    pages = []
    records: list[str] = []
    with opened(officer, passphrase_file) as office:
        for picture in pictures:
            page = paper.read_back(office, picture)
            pages.append(page)
            if save:
                records += paper.record(office, picture, page, day(on, "--on") if on else office.today(), at)
    shown = [{"row": row.row, "person_id": row.person_id, "name": row.name, "mark": row.mark, "state": row.state}
             for page in pages for row in page.rows]  # fmt: skip
    told = [
        f"{one['row']}  {one['name']}  {one['mark']}  {say('visits.state_' + str(one['state']), now.lang)}"
        for one in shown
    ]
    answer({"pages": len(pages), "rows": shown, "records": records}, told)


def export(
    out: Annotated[Path, typer.Option("-o", "--out", help="Excel file to write, or CSV where it ends so.")],
    which: Which = "visits", village: Village = "", encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write the roster as a table to be filled in; numbers are text cells."""
    from fieldsuite import exports
    from fieldsuite.casework.visits import table

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file) as office:
        count = table.export(office, out, which=which_of(which), village=village, encoding=coded)
    answer({"people": count, "path": str(out)}, [f"{count}  {out}"])


def import_(
    file: Annotated[Path, typer.Argument(help="Filled table, .xlsx or .csv.")],
    check: Annotated[bool, typer.Option("--check", help="Only check; record nothing.")] = False,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Record every line of a filled table that has a result, or none when a line is wrong."""
    from fieldsuite.casework.visits import table

    with opened(officer, passphrase_file) as office:
        made = table.take(office, file, check_only=check)
    answer({"records": plain(made)}, [say("visits.recorded", now.lang, count=len(made))])
