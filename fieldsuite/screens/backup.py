"""备份与恢复: one sealed file of the whole office, made, verified, brought back; also where no office can be opened."""

from collections.abc import Iterator
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Static

from fieldsuite.casework import backup, rescue
from fieldsuite.casework.backup import Made
from fieldsuite.casework.backup_reading import Found
from fieldsuite.casework.rescue import Rescued
from fieldsuite.screens.job import JobScreen
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import Entry, path_field, text_field
from fieldsuite.widgets.prose import Prose


class BackupScreen(JobScreen[None]):
    """Above what is made, below what comes back; one job at a time."""

    AUTO_FOCUS = "Input"
    restoring: bool = False
    said: str = ""
    last: int | None = None
    """Days since the last backup."""
    known: bool = False
    """True once it was looked up."""

    def body(self) -> ComposeResult:
        """What it is, a folder to write to, a file to bring back, the bar."""
        yield Static(self.say("safe.title"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Prose(self.say("safe.backup_about"), classes="paragraph")
            if self.shell.office is not None:
                hint = self.say("safe.backup_folder_hint")
                yield Prose(id="last", classes="paragraph")
                yield Entry(self.say("safe.backup_folder"), path_field("folder", placeholder=hint))
                yield Button(self.say("safe.backup_start"), id="start", compact=True, variant="primary")
            yield Entry(self.say("safe.backup_file"), path_field("file", suffixes=(backup.SUFFIX,)))
            yield Entry(self.say("safe.backup_passphrase"), text_field("passphrase", password=True))
            yield Entry(self.say("safe.backup_home"), path_field("home"))
            with Horizontal(classes="buttons"):
                yield Button(self.say("safe.backup_verify"), id="verify", compact=True)
                yield Button(self.say("safe.backup_restore"), id="restore", compact=True)
            if self.shell.office is not None:
                hint = self.say("safe.backup_damaged_hint")
                yield Entry(self.say("safe.backup_damaged"), path_field("damaged", placeholder=hint))
                yield Button(self.say("safe.backup_rescue"), id="rescue", compact=True)
            yield self.job_bar()
            yield Prose(id="said", classes="paragraph")

    def on_mount(self) -> None:
        """Look up when the last backup was."""
        super().on_mount()
        if self.shell.office is not None:
            self.quietly(self._known, backup.last_days, self.office)

    def _known(self, days: int | None) -> None:
        self.last, self.known = days, True
        self.fill()

    def fill(self) -> None:
        """Show the last backup and what was done."""
        self.query_one("#said", Prose).text = self.said
        if self.known:
            days = self.last
            key = "none" if days is None else "last" if days else "today"
            self.query_one("#last", Prose).text = self.say(f"safe.backup_{key}", days=days)

    def _path(self, name: str) -> Path | None:
        return next(iter(read_paths(self.query_one(f"#{name}", Input).value)), None)

    @on(Button.Pressed, "#start")
    def _start(self) -> None:
        if folder := self._path("folder"):
            self._begin(backup.create(self.office, folder))
        else:
            self._missing()

    @on(Button.Pressed, "#verify")
    def _verify(self) -> None:
        if file := self._path("file"):
            self._begin(backup.verify(file, "", self.query_one("#passphrase", Input).value))
        else:
            self._missing()

    @on(Button.Pressed, "#restore")
    def _restore(self) -> None:
        file, home = self._path("file"), self._path("home")
        if file and home:
            self.restoring = True
            self._begin(backup.restore(file, home, "", self.query_one("#passphrase", Input).value))
        else:
            self._missing()

    @on(Button.Pressed, "#rescue")
    def _rescue(self) -> None:
        if folder := self._path("damaged"):
            self._tell("")
            self.ask(self._rescued, rescue.rescue, self.office, folder)
        else:
            self._missing()

    def _rescued(self, found: Rescued) -> None:
        self._tell("✓ " + self.say("safe.rescued", records=found.records, evidence=found.evidence))

    def _missing(self) -> None:
        self._tell(self.say("safe.backup_fields"))

    def _begin(self, steps: Iterator[object]) -> None:
        self._tell("")
        self.begin(steps)

    def _tell(self, words: str) -> None:
        self.said = words
        self.query_one("#said", Prose).text = words

    def step(self, step: object) -> None:
        """What was made, or found."""
        if isinstance(step, Made):
            size = f"{step.bytes / 1e6:.1f}"
            self._tell("✓ " + self.say("safe.backup_made", path=step.path, files=step.files, size=size))
            self._known(0)
        elif isinstance(step, Found):
            key = "safe.backup_restored" if self.restoring else "safe.backup_sound"
            self._tell("✓ " + self.say(key, path=self._path("home"), records=step.records, **step.about))

    def ended(self) -> None:
        """The passphrase is not kept longer than the job."""
        self.restoring = False
        self.query_one("#passphrase", Input).value = ""

    def failed(self, error: Exception) -> None:
        """The sentence stands in place."""
        super().failed(error)
        self.restoring = False
