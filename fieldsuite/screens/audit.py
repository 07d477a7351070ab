"""审计日志: who did what and when; is the log whole; take it out without names."""

from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Select

from fieldsuite.casework import audit
from fieldsuite.casework.audit import EntryRow, Report
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen
from fieldsuite.screens.wording import shortened
from fieldsuite.widgets.fields import pick
from fieldsuite.words import has

ALL = "all"
ACTS = (ALL, "unlock", "failed_unlock", "unmask", "override", "verification", "enrolment", "consent", "correction",
        "review", "decision", "threshold", "pack", "export", "import", "print", "erasure", "deletion", "backup",
        "restore", "officer", "passphrase", "leave", "recover", "trust", "lost", "log_alarm", "mend",
        "clock")  # fmt: skip
"""What the filter offers."""


class AuditScreen(ListedScreen):
    """The newest first; opening it verifies the chain, T verifies it again."""

    BINDINGS = [*bind("test", "export")]
    AUTO_FOCUS = "#rows"
    TITLE_KEY = "audit.title"
    COLUMNS = ("audit.column_position", "audit.column_at", "audit.column_officer", "audit.column_act",
               "audit.column_subject", "audit.column_why")  # fmt: skip
    rows: tuple[EntryRow, ...] = ()
    report: Report | None = None
    act: str = ALL

    def filters(self) -> ComposeResult:
        """Which kind of act."""
        yield pick(
            "act", [(self.say("audit.all") if act == ALL else self.word(act), act) for act in ACTS], self.act
        )

    def word(self, act: str) -> str:
        """Name of an act."""
        return next((self.say(key) for key in (f"audit.act_{act}", f"screens.kind_{act}") if has(key)), act)

    def on_mount(self) -> None:
        """Verify at once: who opens this wants to know."""
        super().on_mount()
        self.action_test()

    def read(self) -> None:
        """Read the entries that fit."""
        self.quietly(self._show, audit.listed, self.office, act="" if self.act == ALL else self.act)

    def _show(self, rows: tuple[EntryRow, ...]) -> None:
        self.rows = rows
        self.fill()

    def lines(self) -> list[Line]:
        """One line an entry."""
        return [(str(row.position), self._line(row)) for row in self.rows]

    def _line(self, row: EntryRow) -> list[str | Text]:
        who = row.officer_name or row.officer
        return [str(row.position), row.at.replace("T", " ").rstrip("Z"), who, Text(self.word(row.act), style="bold"),
                row.subject[:16], row.why or self._file(row)]  # fmt: skip

    def _file(self, row: EntryRow) -> str:
        """What was written out, and how much of it."""
        if not row.file:
            return ""
        key = "audit.file" if row.rows is None else "audit.file_rows"
        return self.say(key, file=shortened(Path(row.file).name), rows=row.rows)

    def hint(self) -> str:
        """Say whether the log is whole."""
        if self.report is None:
            return self.say("audit.verifying")
        if self.report.intact:
            return "✓ " + self.say("audit.whole", entries=self.report.entries, records=self.report.records)
        breaks = [
            self.say(f"audit.break_{one.kind}", position=one.position, until=one.until, at=one.at,
                     act=self.word(one.act))
            for one in self.report.breaks[:3]
        ]  # fmt: skip
        breaks += [
            self.say(f"audit.record_{one.kind}", record=one.record) for one in self.report.broken_records[:3]
        ]
        return "✗ " + "\n".join(breaks)

    def opened(self, line: str) -> None:
        """An entry says all it knows in its line."""

    @on(Select.Changed, "#act")
    def _filtered(self, event: Select.Changed) -> None:
        if isinstance(event.value, str) and event.value != self.act:
            self.act = event.value
            self.read()

    def action_test(self) -> None:
        """T: verify the chain from its first entry, and every record."""
        self.quietly(self._verified, audit.verified, self.office)

    def _verified(self, report: Report) -> None:
        self.report = report
        self.read()

    def action_export(self) -> None:
        """Ctrl+E: take the log out, without names and reasons."""
        self.ask_path("audit.jsonl", self._export)

    def _export(self, path: Path) -> None:
        self.ask(lambda count: self.told(self.say("audit.exported", entries=count, path=path)), audit.export,
                 self.office, path)  # fmt: skip
