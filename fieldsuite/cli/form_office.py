"""``form setting``, ``form calibrate``, ``form offset``: the printer and the official blank of this office."""

from pathlib import Path
from typing import Annotated

import typer

from fieldsuite.cli.opened import Officer, PassphraseFile, home, opened
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain


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
