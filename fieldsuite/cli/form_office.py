"""``form setting``, ``calibrate``, ``offset``, ``printers``, ``send``: printer and official blank of this office."""

from pathlib import Path
from typing import Annotated, Any

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened
from fieldsuite.cli.output import answer, now
from fieldsuite.cli.plain import plain
from fieldsuite.words import say

Printer = Annotated[
    str, typer.Option("--printer", help="Print it on this printer as well, which is remembered.")
]


def setting(
    blank: Annotated[str | None, typer.Option("--blank", help="Official blank, a PDF.")] = None,
    coordinates: Annotated[str | None, typer.Option("--coordinates", help="JSON: where its fields are.")] = None,
    printer: Annotated[str | None, typer.Option("--printer", help="Name of the printer.")] = None,
    mission: Annotated[str | None, typer.Option("--mission", help="Name of the mission, for 使领馆.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Its country, two letters.")] = None,
    permit_days: Annotated[int | None, typer.Option("--permit-days", min=0, max=3650)] = None,
    cycle_months: Annotated[int | None, typer.Option("--cycle-months", min=1, max=24)] = None,
    hotline: Annotated[str | None, typer.Option("--hotline", help="Telephone for complaints, on slips.")] = None,
    contact: Annotated[str | None, typer.Option("--contact", help="Telephone of the office, on notices.")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Show how this office prints, or change it."""
    from fieldsuite.casework import paper_settings

    given = {
        "blank": blank, "coordinates": coordinates, "printer": printer, "mission": mission, "country": country,
        "permit_days": permit_days, "cycle_months": cycle_months, "hotline": hotline, "contact": contact,
    }  # fmt: skip
    for name in ("blank", "coordinates"):
        if given[name]:
            given[name] = str(Path(str(given[name])).resolve())
    wanted = {key: value for key, value in given.items() if value is not None}
    with opened(officer, passphrase_file) as office:
        found = paper_settings.change(office, **wanted) if wanted else paper_settings.read(office)
    shown = plain(found)
    answer(shown, [f"{key}: {value}" for key, value in shown.items()])


def offset(
    x: Annotated[float, typer.Option("--x", help="Millimetres to the right.")],
    y: Annotated[float, typer.Option("--y", help="Millimetres down.")],
    printer: Annotated[str | None, typer.Option("--printer", help="Name of the printer.")] = None,
    officer: Officer = "", passphrase_file: PassphraseFile = None,
) -> None:  # fmt: skip
    """Remember how far this printer is off, as measured on the calibration page."""
    from fieldsuite.casework import paper_settings

    with opened(officer, passphrase_file) as office:
        found = paper_settings.change(
            office, offset_x=x, offset_y=y, **({"printer": printer} if printer is not None else {})
        )
    answer(plain(found), [f"{found.printer} {found.offset_x:g} {found.offset_y:g}"])


def calibrate(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT.pdf", help="Page to print and measure.")],
    x: Annotated[float, typer.Option("--x", help="Offset to try, millimetres to the right.")] = 0.0,
    y: Annotated[float, typer.Option("--y", help="Offset to try, millimetres down.")] = 0.0,
) -> None:
    """Write a page of crosses at known places, to measure how far a printer is off."""
    from forms.paper.fonts import find_fonts
    from forms.paper.overprint import write_calibration

    made = write_calibration(out, offset=(x, y), fonts=find_fonts(office=home()))
    answer({"pages": made.pages, "path": str(made.path)}, [str(made.path)])


def printers() -> None:
    """List the printers of this machine; the one used last is marked, with how far it is off."""
    from fieldsuite.casework import paper_settings
    from fieldsuite.casework import printers as job

    settings, names = paper_settings.read_in(home()), job.here()
    rows = [
        {
            "name": name,
            "used_last": name == settings.printer,
            "offset": plain(settings.offsets.get(name, (0.0, 0.0))),
        }
        for name in names
    ]
    told = [f"{'*' if name == settings.printer else ' '} {name}" for name in names]
    answer({"printers": rows}, told or [say("paper.no_printers_here", now.lang)])


def send(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="Paper that was written before.")],
    printer: Annotated[str, typer.Option("--printer", help="Name; default: the one used last.")] = "",
) -> None:
    """Send a paper to a printer: a roster, a slip, a ledger, whatever was written as PDF."""
    from fieldsuite.casework import printers as job

    done = job.send(home(), file, printer)
    sent = {"path": str(done.path), "printer": done.printer, "job": done.job}
    answer(sent, [say("paper.sent", now.lang, **sent)])


def answer_paper(result: dict[str, Any], told: list[str], paper: Path, printer: str) -> None:
    """Answer that a paper was written; where a printer is named, send it there first."""
    from fieldsuite.casework import printers as job

    if printer:
        done = job.send(home(), paper, printer)
        result = {**result, "printer": done.printer, "job": done.job}
        told = [*told, say("paper.sent", now.lang, path=done.path, printer=done.printer, job=done.job)]
    answer(result, told)
