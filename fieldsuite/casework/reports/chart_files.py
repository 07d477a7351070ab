"""Charts as a file: pages of PDF, or an Excel book with each chart beside the table it draws."""

from collections.abc import Sequence
from pathlib import Path

from fieldsuite import exports
from fieldsuite.casework.reports import charts
from fieldsuite.casework.reports.chart_words import worded
from fieldsuite.errors import OfficeError
from fieldsuite.office import Office
from fieldsuite.words import Lang, say
from forms.chart import Chart

FIGURES = charts.NAMES[:-1]
"""Charts of an office; the last is of one person."""


def drawn(
    office: Office, names: Sequence[str] = (), *, year: int | None = None, person: str = "", lang: Lang = "zh"
) -> tuple[Chart, ...]:
    """Count and word these charts, or those of the office, and with a person theirs.

    Raises OfficeError E_USAGE for a name that is no chart, or for ``likeness`` without a person; E_NOT_FOUND.
    """
    wanted = tuple(names) or (*FIGURES, *(["likeness"] if person else []))
    for name in wanted:
        if name not in charts.NAMES:
            raise OfficeError("charts.unknown", code="E_USAGE", name=name, names="、".join(charts.NAMES))
    if "likeness" in wanted and not person:
        raise OfficeError("charts.whose", code="E_USAGE")
    found = (one for name in wanted for one in charts.count(office, name, year=year, person=person))
    return tuple(worded(one, lang) for one in found)


def write(
    office: Office, out: Path, names: Sequence[str] = (), *, year: int | None = None, person: str = "",
    lang: Lang = "zh",
) -> int:  # fmt: skip
    """Write charts as .pdf or .xlsx; gives how many. Raises what ``drawn`` raises, E_USAGE for another suffix."""
    suffix = out.suffix.lower()
    if suffix not in (".pdf", ".xlsx"):
        raise OfficeError("charts.suffix", code="E_USAGE", path=out.name)
    made = drawn(office, names, year=year, person=person, lang=lang)
    closed = exports.closed(office, "personal" if person else "figures")
    if suffix == ".pdf":
        from forms.paper import chart_sheet
        from forms.paper.fonts import find_fonts

        chart_sheet.write(
            say("charts.title", lang), made, out, unit=office.config.name, on=office.today().isoformat(),
            closed=closed, fonts=find_fonts(office=office.home.fonts), practice=office.config.practice,
        )  # fmt: skip
    else:
        from forms.paper import chart_book

        chart_book.write(out, made, closed=closed)
    exports.note(office, "export", "charts", out, len(made), person)
    return len(made)
