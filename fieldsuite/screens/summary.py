"""进度与总结: how many are certified, by area, benefit and way, and how many did it themselves (四川规程 第38条)."""

from functools import partial
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Select

from fieldsuite.casework.reports import annual, summary
from fieldsuite.casework.reports.charts import NAMES
from fieldsuite.casework.reports.summary import Progress
from fieldsuite.screens.bindings import bind, bind_digits
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose
from fieldsuite.words import has

BAR = 6
"""Cells of the bar beside a share."""
YEARS = 3
"""Years to choose from: this one and those before it."""


class SummaryScreen(ListedScreen):
    """The figures of a year; a digit shows a chart, P writes the annual summary as a paper, Ctrl+E as a table."""

    BINDINGS = [*bind_digits(len(NAMES)), *bind("print", "export")]
    TITLE_KEY = "work.summary_title"
    COLUMNS = ("work.column_area", "work.column_benefit", "work.column_certified", "work.column_rate",
               "work.column_due", "work.column_suspended", "work.column_stopped", "work.column_this_year",
               "work.column_self")  # fmt: skip
    rows: tuple[Progress, ...] = ()
    year: int = 0

    def filters(self) -> ComposeResult:
        """Which year."""
        now = self.office.today().year
        self.year = self.year or now
        yield pick("year", [(str(year), str(year)) for year in range(now, now - YEARS, -1)], str(self.year))

    @on(Select.Changed, "#year")
    def _chosen(self, event: Select.Changed) -> None:
        if isinstance(event.value, str) and int(event.value) != self.year:
            self.year = int(event.value)
            self.read()

    def read(self) -> None:
        """Count the year."""
        self.quietly(self._show, summary.progress, self.office, year=self.year)

    def _show(self, rows: tuple[Progress, ...]) -> None:
        self.rows = rows
        self.fill()

    def lines(self) -> list[Line]:
        """One line an area and a benefit, the whole last."""
        return [(f"{row.area}|{row.benefit}", self._line(row)) for row in self.rows]

    def _line(self, row: Progress) -> list[str | Text]:
        full = round(row.rate * BAR)
        area = Text(row.area or self.say("work.whole"), style="" if row.area else "bold")
        return [area, self.say(f"benefit_{row.benefit}"), f"{row.certified}/{row.people}",
                f"{'▇' * full}{'▁' * (BAR - full)} {row.rate:.0%}", str(row.due), str(row.suspended),
                str(row.stopped), str(row.this_year), f"{row.self_service_share:.0%}"]  # fmt: skip

    def _way(self, name: str) -> str:
        return self.say(f"ledgers.method_{name}") if has(f"ledgers.method_{name}") else name

    def hint(self) -> str:
        """In which ways the line under the cursor came about, and what the shares mean."""
        words = self.say("work.summary_hint")
        row = next((one for one in self.rows if f"{one.area}|{one.benefit}" == self.chosen), None)
        if row is None or not row.methods:
            return words
        ways = self.say("list_mark").join(f"{self._way(name)} {count}" for name, count in row.methods.items())
        said = {"area": row.area or self.say("work.whole"), "benefit": self.say(f"benefit_{row.benefit}")}
        return f"{self.say('work.summary_ways', **said, year=self.year, ways=ways)}\n{words}"

    @on(DataTable.RowHighlighted, "#rows")
    def _behind(self) -> None:
        self.query_one("#hint", Prose).text = self.hint()

    def opened(self, line: str) -> None:
        """A figure has no screen of its own."""

    def action_number(self, at: int) -> None:
        """A digit, from 0: a chart of these figures."""
        from fieldsuite.screens.charts import ChartsScreen

        self.app.push_screen(ChartsScreen(NAMES[at]))

    def action_print(self) -> None:
        """P: the annual summary as a paper."""
        self.ask_path(f"{self.say('work.file_annual')}-{self.year}.pdf", self._write)

    def action_export(self) -> None:
        """Ctrl+E: the annual summary as a table."""
        self.ask_path(f"{self.say('work.file_annual')}-{self.year}.xlsx", self._write)

    def _write(self, path: Path) -> None:
        self.ask(partial(self._written, path), annual.write, self.office, path, year=self.year)

    def _written(self, path: Path, rows: int) -> None:
        self.told(self.say("reports.written", rows=rows, path=path))
