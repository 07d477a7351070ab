"""``report``: progress, the annual summary, charts, the calendar of deadlines, questions and complaints."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import AsOf, Officer, PassphraseFile, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.cli.table_file import Encoding
from fieldsuite.errors import OfficeError
from fieldsuite.words import say

app = typer.Typer(help="Progress, summary, charts, calendar, questions.", no_args_is_help=True)

Year = Annotated[int | None, typer.Option("--year", min=2000, max=2200, help="Year; default: this one.")]


@app.command("progress")
def progress(
    year: Year = None, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = ""
) -> None:
    """Give the figures by area and benefit, with ways and the share of self-service."""
    from fieldsuite.casework.reports import summary

    with opened(officer, passphrase_file, as_of) as office:
        found = summary.progress(office, year=year)
    shown = [{**plain(one), "rate": round(one.rate, 4), "self_service_share": round(one.self_service_share, 4)}
             for one in found]  # fmt: skip
    answer(
        {"areas": shown},
        [f"{one.area or '*'}  {one.benefit}  {one.certified}/{one.people}  {one.rate:.1%}" for one in found],
    )


@app.command("annual")
def annual(
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write: .xlsx, .csv or .pdf.")],
    year: Year = None, encoding: Encoding = "utf-8",
    officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Write the annual summary."""
    from fieldsuite import exports
    from fieldsuite.casework.reports import annual

    coded = exports.encoding_of(encoding)
    with opened(officer, passphrase_file, as_of) as office:
        rows = annual.write(office, out, year=year, encoding=coded)
    answer({"rows": rows, "path": str(out)}, [say("reports.written", now.lang, rows=rows, path=out)])


@app.command("charts")
def charts(
    names: Annotated[list[str] | None, typer.Option("--chart", help="villages, deadlines, ways, stops or likeness; "
                                                    "again for another. Default: all of the office.")] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write: .pdf, or .xlsx with each chart "
                                             "beside its table. Default: draw them here.")] = None,
    person: Annotated[str, typer.Option("--person", help="Whose likeness.")] = "",
    year: Year = None, officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "",
) -> None:  # fmt: skip
    """Draw progress by village, deadlines ahead, ways, suspended and restored, and one person's likeness."""
    from shutil import get_terminal_size

    from fieldsuite.casework.reports import chart_files
    from forms.chart_text import drawn

    asked = tuple(names or ())
    with opened(officer, passphrase_file, as_of) as office:
        if out is not None:
            number = chart_files.write(office, out, asked, year=year, person=person, lang=now.lang)
            answer(
                {"charts": number, "path": str(out)},
                [say("charts.written", now.lang, charts=number, path=out)],
            )
            return
        found = chart_files.drawn(office, asked, year=year, person=person, lang=now.lang)
    width = get_terminal_size((100, 30)).columns
    told = [
        "".join(words for words, _ in line).rstrip() for one in found for line in (*drawn(one, width), ())
    ]
    answer({"charts": plain(found)}, told)


@app.command("calendar")
def calendar(officer: Officer = "", passphrase_file: PassphraseFile = None, as_of: AsOf = "") -> None:
    """Give every deadline with the days that are left."""
    from fieldsuite.casework.reports import calendar as job

    with opened(officer, passphrase_file, as_of) as office:
        found = job.calendar(office)
    told = [
        f"{one.on}  {one.days_left}  {say(f'reports.calendar_{one.what}', now.lang)}  {one.people or ''}"
        for one in found
    ]
    answer({"entries": plain(found)}, told)


@app.command("issue")
def issue(
    topic: Annotated[str, typer.Argument(help="question, problem, complaint or tip_off.")],
    text: Annotated[str, typer.Argument(help="What it is.")],
    contact: Annotated[str, typer.Option("--contact", help="How to reach who told it.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Write a question, a complaint or a tip-off down; it leaves with the next bundle."""
    from fieldsuite.casework.reports import issues

    if topic not in issues.TOPICS:
        raise OfficeError("cli.usage", code="E_USAGE", problem=topic)
    with opened(officer, passphrase_file) as office:
        made = issues.log(office, topic, text, contact)
    answer({"record_id": made}, [made])


@app.command("issues")
def issues(
    topic: Annotated[str, typer.Option("--topic", help="Only these.")] = "",
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Give the register of questions, complaints and tip-offs."""
    from fieldsuite.casework.reports import issues as job

    with opened(officer, passphrase_file) as office:
        found = job.register(office, topic)
    answer(
        {"issues": plain(found)},
        [f"{one.on}  {one.topic}  {one.text}  {one.contact}  {one.reward}" for one in found],
    )
