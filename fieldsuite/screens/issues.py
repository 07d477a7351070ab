"""问题与举报: questions for the agency, complaints and tip-offs; they leave with the next bundle."""

from rich.text import Text

from fieldsuite.casework.reports import issues
from fieldsuite.casework.reports.issues import TOPICS, IssueRow
from fieldsuite.screens.asked import Ask, AskedScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.listed import Line, ListedScreen


class IssuesScreen(ListedScreen):
    """The register, newest first; Ins writes an entry."""

    BINDINGS = [*bind("add")]
    TITLE_KEY = "work.issues_title"
    COLUMNS = ("column_day", "work.ask_topic", "work.ask_text", "work.ask_contact", "work.column_reward",
               "column_officer")  # fmt: skip
    rows: tuple[IssueRow, ...] = ()

    def read(self) -> None:
        """Read the register."""
        self.quietly(self._show, issues.register, self.office)

    def _show(self, rows: tuple[IssueRow, ...]) -> None:
        self.rows = rows
        self.fill()

    def lines(self) -> list[Line]:
        """One line an entry."""
        return [(row.record_id, self._line(row)) for row in self.rows]

    def _line(self, row: IssueRow) -> list[str | Text]:
        return [
            row.on.isoformat(),
            self.say(f"event_{row.topic}"),
            row.text,
            row.contact,
            row.reward,
            row.officer,
        ]

    def hint(self) -> str:
        """Where entries go."""
        return self.say("work.issues_hint")

    def opened(self, line: str) -> None:
        """An entry has no screen of its own."""

    def action_add(self) -> None:
        """Ins: write an entry."""
        self.app.push_screen(IssueScreen(), self._added)

    def _added(self, made: str | None) -> None:
        if made:
            self.told(self.say("saved"))


class IssueScreen(AskedScreen[str]):
    """One entry; answers the record's id."""

    AUTO_FOCUS = "#topic"

    def draft_key(self) -> str:
        """One entry at a time."""
        return "issue"

    def heading(self) -> str:
        """What it is."""
        return self.say("work.issues_title")

    def about(self) -> str:
        """That a tip-off may be rewarded."""
        return self.say("work.issue_about")

    def asks(self) -> tuple[Ask, ...]:
        """Which kind, in words, and how to reach who told it."""
        return (
            Ask("topic", "pick", self.options("event", TOPICS)),
            Ask("text", needed=True),
            Ask("contact", hint="work.contact_hint"),
        )

    def send(self) -> None:
        """Write the entry."""
        self.ask(
            self.done, issues.log, self.office, self.chosen("topic"), self.text("text"), self.text("contact")
        )
