"""批量人脸建模: a folder of card photographs in, who is modelled and who must come in person out."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Static

from fieldsuite.casework import batch, drafts
from fieldsuite.casework.batch_report import BatchReport
from fieldsuite.screens.batch_result import BatchResultScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.job import JobScreen
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import Entry, path_field
from fieldsuite.widgets.prose import Prose

DRAFT = "batch"
"""Key of the draft that remembers the folder: a run that was stopped is taken up by one press of Enter."""
TABLES = (".csv", ".xlsx")


class BatchScreen(JobScreen[None]):
    """Where the photographs are, how far the work is, and the way to what came of it."""

    AUTO_FOCUS = "#folder"
    BINDINGS = [*bind("next", shown=False)]
    stop_question = "jobs.batch_stop_ask"
    report: BatchReport | None = None
    state: str = ""
    """Key of the sentence below the bar."""

    def body(self) -> ComposeResult:
        """What it does, two paths, the button, the bar."""
        yield Static(self.say("jobs.batch_title"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Prose(self.say("jobs.batch_about"), classes="paragraph")
            hint = self.say("jobs.batch_folder_hint")
            yield Entry(self.say("jobs.batch_folder"), path_field("folder", placeholder=hint))
            hint = self.say("jobs.batch_table_hint")
            yield Entry(self.say("jobs.batch_table"), path_field("table", placeholder=hint, suffixes=TABLES))
            yield Button(self.say("jobs.batch_start"), id="start", compact=True, variant="primary")
            yield self.job_bar()
            yield Prose(id="state_line", classes="paragraph")

    def on_mount(self) -> None:
        """Put back the folder of a run that was stopped."""
        super().on_mount()
        self.quietly(self._put_back, drafts.find, self.office, DRAFT)

    def _put_back(self, kept: dict[str, str] | None) -> None:
        for name in ("folder", "table"):
            field = self.query_one(f"#{name}", Input)
            field.value = field.value or (kept or {}).get(name, "")
        if kept and not self.running and self.report is None:
            self.tell("jobs.batch_goes_on")
            self.query_one("#start").focus()

    def fill(self) -> None:
        """Say again where this stands."""
        self.tell(self.state)

    def tell(self, key: str) -> None:
        """Say one sentence below the bar."""
        self.state = key
        values = {"photographs": self.report.photographs} if self.report else {}
        self.query_one("#state_line", Prose).text = self.say(key, **values) if key else ""

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#start")
    def _start(self) -> None:
        folder, table = (self._path(name) for name in ("folder", "table"))
        missing = "" if folder else self.say("jobs.batch_folder_missing")
        self.query_one("#entry_folder", Entry).show_wrong(missing)
        if folder is None:
            self.query_one("#folder").focus()
        if folder is None or self.running:
            return
        kept = {"folder": str(folder), "table": str(table or "")}
        self.quietly(lambda _none: None, drafts.keep, self.office, DRAFT, kept)
        self.tell("jobs.batch_running")
        self.begin(batch.folder(self.office, folder, table=table))

    def _path(self, name: str) -> Path | None:
        return next(iter(read_paths(self.query_one(f"#{name}", Input).value)), None)

    def step(self, step: object) -> None:
        """Keep the report."""
        if isinstance(step, BatchReport):
            self.report = step

    def ended(self) -> None:
        """Show what came of it; nothing waits to be taken up any more."""
        self.quietly(lambda _none: None, drafts.drop, self.office, DRAFT)
        self.tell("jobs.batch_done")
        self._show_report()

    def stopped(self) -> None:
        """Say that nothing is lost."""
        self.tell("jobs.batch_stopped")

    def failed(self, error: Exception) -> None:
        """The folder, the table or the models; the sentence stands in place."""
        super().failed(error)
        self.tell("")

    def action_next(self) -> None:
        """Enter: to the report, when there is one."""
        self._show_report()

    def _show_report(self) -> None:
        if self.report is not None:
            self.app.push_screen(BatchResultScreen(self.report))
