"""使领馆窗口: who came today; a name gives a number, Enter opens the form with last year's copied."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Input, Static

from fieldsuite.casework.overseas import queue
from fieldsuite.casework.overseas.queue import Ticket
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.listing import Listing


class CounterScreen(OfficeScreen[None]):
    """The queue of the day; the next one is highlighted."""

    BINDINGS = [*bind("ledgers")]
    AUTO_FOCUS = "#who"
    tickets: tuple[Ticket, ...] = ()

    def body(self) -> ComposeResult:
        """A field for who comes, the queue, what to do."""
        with Horizontal(id="search"):
            yield Static(self.say("counter_title"), classes="heading")
            yield text_field("who", placeholder=self.say("counter_who"))
        yield Listing([self.say(f"counter_{name}") for name in ("number", "name", "at", "state")], id="rows")
        yield Static(self.say("counter_keys"), classes="muted", markup=False)

    def on_screen_resume(self) -> None:
        """Read again: a form may have been recorded meanwhile."""
        self.quietly(self._show, queue.tickets, self.office)

    def _show(self, tickets: tuple[Ticket, ...]) -> None:
        self.tickets = tickets
        self.fill()

    def fill(self) -> None:
        """Show the queue."""
        self.query_one("#rows", Listing).refill(
            (one.key, (str(one.number), one.name, one.at, self.say(f"overseas.state_{one.state}")))
            for one in self.tickets
        )

    @on(Input.Submitted, "#who")
    def _arrived(self, event: Input.Submitted) -> None:
        if words := event.value.strip():
            self.ask(self._numbered, queue.arrive, self.office, words)
        else:
            self.query_one("#rows", Listing).focus()

    def _numbered(self, ticket: Ticket) -> None:
        self.query_one("#who", Input).value = ""
        self.app.notify(self.say("overseas.ticket", number=ticket.number, name=ticket.name, at=ticket.at))
        self.on_screen_resume()

    @on(DataTable.RowSelected, "#rows")
    def _open(self) -> None:
        from fieldsuite.screens.overseas_form import OverseasFormScreen

        if key := self.query_one("#rows", Listing).chosen:
            self.app.push_screen(OverseasFormScreen(key))

    def action_ledgers(self) -> None:
        """L: the ledgers of the office."""
        from fieldsuite.screens.ledgers import LedgerScreen

        self.app.push_screen(LedgerScreen())
