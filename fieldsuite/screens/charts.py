"""图表: progress by village, deadlines ahead, ways, suspended and restored, and one person's likeness, as pictures."""

from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Select, Static

from fieldsuite.casework.reports import chart_files, charts
from fieldsuite.casework.reports.chart_words import worded
from fieldsuite.casework.reports.charts import NAMES, Counted
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_person import AskPersonScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind, bind_digits
from fieldsuite.widgets.chart_picture import ChartPicture
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose

YEARS = 3
"""Years to choose from, as on the screen of progress."""


class ChartsScreen(OfficeScreen[None]):
    """A digit a picture; P prints what is shown, Ctrl+E writes it beside its table."""

    BINDINGS = [*bind_digits(len(NAMES)), *bind("print", "export")]
    AUTO_FOCUS = "#pictures"
    found: tuple[Counted, ...] | None = None
    """What is drawn; None while it is counted."""
    year: int = 0

    def __init__(self, name: str = NAMES[0], person: str = "") -> None:
        super().__init__()
        self.chosen, self.person = name, person

    def body(self) -> ComposeResult:
        """Title and year, the numbered charts, the picture, how to go on."""
        now = self.office.today().year
        self.year = self.year or now
        with Horizontal(id="search"):
            yield Static(self.say("charts.title"), classes="heading")
            yield pick(
                "year", [(str(year), str(year)) for year in range(now, now - YEARS, -1)], str(self.year)
            )
        yield Prose(id="choices", classes="muted")
        with VerticalScroll(id="pictures"):
            yield ChartPicture(id="picture")
        yield Prose(id="hint", classes="muted")
        yield DoneLine()

    def on_screen_resume(self) -> None:
        """Count again: something may have been done meanwhile; at first ask whose likeness, where nobody said."""
        if self.chosen == "likeness" and not self.person and self.found is None:
            self.found = ()
            self.action_number(NAMES.index("likeness"))
        else:
            self.read()

    def read(self) -> None:
        """Count the chart that is chosen."""
        asked = (self.chosen, self.year, self.person)
        call = partial(charts.count, self.office, self.chosen, year=self.year, person=self.person)
        self.quietly(partial(self._show, asked), call)

    def _show(self, asked: tuple[str, int, str], found: tuple[Counted, ...]) -> None:
        if asked == (self.chosen, self.year, self.person):
            self.found = found
            self.fill()

    def fill(self) -> None:
        """Show the picture, and which of them it is."""
        names = [(at, name, self.say(f"charts.{name}")) for at, name in enumerate(NAMES, 1)]
        self.query_one("#choices", Prose).text = "  ".join(
            f"▶{at} {words}" if name == self.chosen else f"{at} {words}" for at, name, words in names
        )
        self.query_one("#hint", Prose).text = self.say("charts.hint")
        self.query_one("#year", Select).display = self.chosen == "ways"
        drawn = tuple(worded(one, self.shell.lang) for one in self.found or ())
        self.query_one("#picture", ChartPicture).show(drawn)

    @on(Select.Changed, "#year")
    def _other_year(self, event: Select.Changed) -> None:
        if isinstance(event.value, str) and int(event.value) != self.year:
            self.year = int(event.value)
            self.read()

    def action_number(self, at: int) -> None:
        """A digit, from 0: the chart it stands before; of a person it is asked whose."""
        if NAMES[at] == "likeness":
            self.app.push_screen(AskPersonScreen("charts.ask_whose"), self._whose)
        else:
            self._choose(NAMES[at], "")

    def _whose(self, person: str | None) -> None:
        if person:
            self._choose("likeness", person)

    def _choose(self, name: str, person: str) -> None:
        self.chosen, self.person, self.found = name, person, None
        self.fill()
        self.read()

    def action_print(self) -> None:
        """P: what is shown, as a PDF."""
        self._ask_path("pdf")

    def action_export(self) -> None:
        """Ctrl+E: what is shown, as an Excel book."""
        self._ask_path("xlsx")

    def _ask_path(self, suffix: str) -> None:
        words = (self.say("charts.file"), self.say(f"charts.{self.chosen}"), self.office.today().isoformat())
        name = f"{'-'.join(words)}.{suffix}"
        asked = (self.chosen, self.year, self.person)
        self.app.push_screen(PathScreen("print_where", Path(name)), partial(self._write, asked))

    def _write(self, asked: tuple[str, int, str], path: Path | None) -> None:
        if path is not None:
            name, year, person = asked
            call = partial(chart_files.write, year=year, person=person, lang=self.shell.lang)
            self.ask(partial(self._written, path), call, self.office, path, (name,))

    def _written(self, path: Path, number: int) -> None:
        words = self.say("charts.written", charts=number, path=path)
        self.query_one(DoneLine).show(words)
