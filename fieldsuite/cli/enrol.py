"""``enrol``: model a whole folder of photographs, and look for one face under two people."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldsuite.cli.doubts import doubt
from fieldsuite.cli.follow import follow
from fieldsuite.cli.judge import add_to
from fieldsuite.cli.opened import Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.cli.table_file import Encoding
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

if TYPE_CHECKING:
    from fieldsuite.casework.batch_report import BatchReport, Row

app = typer.Typer(help="批量建模 of a folder of photographs.", no_args_is_help=True)

Table = Annotated[
    Path | None, typer.Option("--map", help="CSV or Excel table with the columns person, file.")
]
Out = Annotated[Path | None, typer.Option("--report", help="Table to write: .xlsx or .csv, a line a person.")]
Queue = Annotated[
    Path | None, typer.Option("--queue", help="Table of those who must come in person, by village.")
]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Processes at work; default: one a core.")]


add_to(app)


@app.callback()
def _noun() -> None:
    """批量建模 of a folder of photographs."""


@app.command("batch")
def batch(
    folder: Annotated[Path, typer.Argument(help="Folder of photographs, named by person number, ID number or id.")],
    table: Table = None, report: Out = None, queue: Queue = None, workers: Workers = 0, encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Enrol faces (批量人脸建模) from card photographs; a run that was interrupted goes on where it stopped."""
    from fieldsuite import exports
    from fieldsuite.casework import batch as job
    from fieldsuite.casework.batch_report import BatchReport, write

    coded = exports.encoding_of(encoding)
    for out in (report, queue):
        _writable(out)
    if table is not None and not table.is_file():
        raise OfficeError("cli.no_such_file", path=str(table))
    begun = time.monotonic()
    with opened(officer, passphrase_file) as office:
        made = follow(job.folder(office, folder, table=table, workers=workers or None))
        assert isinstance(made, BatchReport)
        if report is not None:
            write(office, made.rows, report, now.lang, coded)
        if queue is not None:
            write(office, [row for _, waiting in made.queue for row in waiting], queue, now.lang, coded)
    answer(
        {
            "counts": made.counts,
            "photographs": made.photographs,
            "people": {word: [_row(row) for row in made.rows if row.result == word] for word in made.counts},
            "queue": {village: [_row(row) for row in waiting] for village, waiting in made.queue},
            "report": str(report) if report else None,
            "queue_report": str(queue) if queue else None,
            "seconds": round(time.monotonic() - begun, 3),
        },
        _told(made),
    )


@app.command("duplicates")
def duplicates(officer: Officer = "", passphrase_file: PassphraseFile = None) -> None:
    """Look for one face, photograph or sound under two people (查重); each is an alarm for a person to judge."""
    from fieldsuite.matching import duplicates as job

    with opened(officer, passphrase_file) as office:
        found = follow(job.search(office))
    assert isinstance(found, job.DuplicateReport)
    rows = [{**plain(row), "likeness": round(row.likeness, 4)} for row in found.rows]
    fresh = sum(row.fresh for row in found.rows)
    compared = {"faces": found.faces, "pictures": found.pictures, "sounds": found.sounds}
    lines = [doubt(row) for row in found.rows]
    answer(
        {"pairs": rows, "new": fresh, "compared": compared},
        [*lines, say("enrol.compared", now.lang, pairs=len(rows), new=fresh, **compared)],
    )


def _writable(out: Path | None) -> None:
    """Refuse a place to write to before hours of work, not after."""
    if out is None:
        return
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise OfficeError("enrol.report_kind", code="E_USAGE", path=str(out))
    if not out.absolute().parent.is_dir():
        raise OfficeError("office.not_a_folder", path=str(out.parent))


def _row(row: "Row") -> dict[str, object]:
    shown: dict[str, object] = plain(row)
    shown["measures"] = [{"name": one.name, "value": round(one.value, 4), "low": one.low, "high": one.high}
                         for one in row.measures]  # fmt: skip
    shown["told"] = row.told(now.lang)
    return shown


def _told(made: "BatchReport") -> Iterator[str]:
    for word, count in made.counts.items():
        if count:
            yield f"{say(f'enrol.result_{word}', now.lang)}  {count}"
    for village, waiting in made.queue:
        yield say("enrol.queue_of", now.lang, village=village or "-", count=len(waiting))
        for row in waiting:
            why = row.told(now.lang)
            yield f"  {row.name}  {row.id_masked}  {say(f'enrol.result_{row.result}', now.lang)}  {why}"
