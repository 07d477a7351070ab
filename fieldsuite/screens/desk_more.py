"""Ctrl+G at the desk: what is done there beside the nine jobs, by digit or Enter."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from fieldsuite.province import desk_more
from fieldsuite.province.desk_more import MORE
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind_digits
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose


class DeskMoreScreen(OfficeScreen[None]):
    """Conflicts, undos, the clear ones, figures, each with how much waits."""

    BINDINGS = [*bind_digits(len(MORE))]
    AUTO_FOCUS = "#jobs"
    counts: dict[str, int] | None = None

    def body(self) -> ComposeResult:
        """The jobs, and what the marked one is."""
        yield Static(self.say("rulings.more"), classes="heading")
        yield Listing(["", self.say("deskwork.column_job"), self.say("deskwork.column_count")], id="jobs")
        yield Prose(id="advice", headed=True)

    def on_screen_resume(self) -> None:
        """Count again."""
        self.quietly(self._counted, desk_more.counts, self.office)

    def _counted(self, found: dict[str, int]) -> None:
        self.counts = found
        self.fill()

    def fill(self) -> None:
        """Show the jobs."""
        self.query_one("#jobs", Listing).refill(
            (name, [str(at), self.say(f"deskwork.job_{name}"), self._count(name)])
            for at, name in enumerate(MORE, 1)
        )
        self._advise()

    def _count(self, name: str) -> str:
        return "…" if self.counts is None else str(self.counts.get(name) or "-")

    @on(DataTable.RowHighlighted, "#jobs")
    def _advise(self) -> None:
        name = self.query_one("#jobs", Listing).chosen or MORE[0]
        self.query_one(
            "#advice", Prose
        ).text = f"{self.say(f'deskwork.job_{name}')}\n{self.say(f'rulings.more_{name}')}"

    @on(DataTable.RowSelected, "#jobs")
    def _enter(self) -> None:
        if name := self.query_one("#jobs", Listing).chosen:
            self.action_number(MORE.index(name))

    def action_number(self, at: int) -> None:
        """A digit, from 0: open the job."""
        from fieldsuite.screens.desk_jobs import screen_of

        if at < len(MORE):
            self.app.push_screen(screen_of(MORE[at], ()))
