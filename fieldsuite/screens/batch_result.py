"""What came of a batch: a line a person, one result at a time, and the on-site queue by village."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Select, Static

from fieldsuite.casework import batch_report
from fieldsuite.casework.batch_report import BatchReport, Row
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.person_keys import PersonKeys
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.listing import MOST, Listing
from fieldsuite.widgets.prose import Prose

ON_SITE, ALL = "on_site", "all"
COLUMNS = ("name", "result", "advice", "id_masked", "village", "file")


class BatchResultScreen(PersonKeys[None]):
    """Enter opens a person, Ctrl+E saves what is shown as a table."""

    BINDINGS = [*bind("export", "enrol", "visit")]
    AUTO_FOCUS = "#rows"
    which: str = ALL

    def __init__(self, report: BatchReport) -> None:
        super().__init__()
        self.report = report
        self.which = ON_SITE if report.queue else ALL

    def body(self) -> ComposeResult:
        """Which result, the counts, the lines."""
        with Horizontal(id="search"):
            yield Static(self.say("enrol.report_title"), classes="heading")
            yield pick("which", list(self._choices()), self.which)
            yield Static(id="count", classes="muted")
        yield Prose(id="counts", classes="paragraph")
        yield Listing([self.say(f"enrol.column_{name}") for name in COLUMNS], id="rows")
        yield DoneLine()

    def _choices(self) -> Iterator[tuple[str, str]]:
        yield self.say("jobs.batch_all", number=len(self.report.rows)), ALL
        waiting = sum(len(rows) for _, rows in self.report.queue)
        if waiting:
            yield self.say("jobs.batch_on_site", number=waiting), ON_SITE
        for result, number in self.report.counts.items():
            if number:
                yield f"{self.say(f'enrol.result_{result}')} {number}", result

    @on(Select.Changed, "#which")
    def _chosen(self, event: Select.Changed) -> None:
        if isinstance(event.value, str) and event.value != self.which:
            self.which = event.value
            self.fill()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Lines of the chosen result; those of the queue by village."""
        if self.which == ON_SITE:
            return tuple(row for _, rows in self.report.queue for row in rows)
        return tuple(row for row in self.report.rows if self.which in (ALL, row.result))

    def fill(self) -> None:
        """Show the lines of the chosen result."""
        self.query_one("#rows", Listing).refill(self._lines())
        shown = len(self.rows)
        words = self.say("jobs.batch_first", number=MOST) if shown > MOST else ""
        self.query_one("#count", Static).update(Text(f"{self.say('count', number=shown)} {words}".rstrip()))
        parts = [
            f"{self.say(f'enrol.result_{result}')} {number}"
            for result, number in self.report.counts.items()
            if number
        ]
        self.query_one("#counts", Prose).text = " · ".join(parts)

    def _lines(self) -> Iterator[tuple[str, list[str | Text]]]:
        village = None
        for at, row in enumerate(self.rows):
            if self.which == ON_SITE and row.village != village:
                village = row.village
                number = len(dict(self.report.queue)[village])
                head = Text(
                    self.say("jobs.batch_village", village=village or "-", number=number), style="bold"
                )
                yield f"village {village}", [head, "", "", "", "", ""]
            yield str(at), self._line(row)

    def _line(self, row: Row) -> list[str | Text]:
        tone = "success" if row.result in ("enrolled", "already_enrolled") else "warning"
        result = Text(self.say(f"enrol.result_{row.result}"), style=self.app.theme_variables.get(tone, ""))
        name = Text(row.name, style="bold")
        return [name, result, row.told(self.shell.lang), row.id_masked, row.village, row.file]

    def chosen_person(self) -> str | None:
        """Person of the line under the cursor; none on a heading, or for a photograph that is nobody's."""
        chosen = self.query_one("#rows", Listing).chosen or ""
        return self.rows[int(chosen)].person_id or None if chosen.isdecimal() else None

    @on(DataTable.RowSelected, "#rows")
    def _open(self) -> None:
        self.open_person()

    def action_export(self) -> None:
        """Ctrl+E: ask where to, then write what is shown."""
        name = self.say("jobs.batch_file_queue" if self.which == ON_SITE else "jobs.batch_file")
        proposed = Path(f"{name}-{self.office.today().isoformat()}.xlsx")
        self.app.push_screen(PathScreen("jobs.save_where", proposed), self._save)

    def _save(self, path: Path | None) -> None:
        if path is not None:
            done = partial(self._saved, path)
            self.ask(done, batch_report.save, self.office, self.rows, path, self.shell.lang)

    def _saved(self, path: Path, _none: None) -> None:
        self.query_one(DoneLine).show(self.say("jobs.saved_table", path=path, number=len(self.rows)))
