"""使领馆窗口: who came today; a name gives a number, Enter opens the form with last year's copied."""

from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.widgets import DataTable, Input, Static

from fieldsuite.casework.overseas import pack, queue, sheet
from fieldsuite.casework.overseas.pack import Pack
from fieldsuite.casework.overseas.queue import Ticket
from fieldsuite.casework.overseas.views import OverseasSheet
from fieldsuite.casework.views import Saved
from fieldsuite.screens.ask_path import PathScreen
from fieldsuite.screens.ask_person import AskPersonScreen
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.screens.bindings import bind, keys_of
from fieldsuite.screens.confirm import ConfirmScreen
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose


def mark(ticket: Ticket) -> str:
    """Mark who is being served, and who is done."""
    return {"serving": "▸", "done": "✓", "left": "-"}.get(ticket.state, "")


class CounterScreen(OfficeScreen[None]):
    """The queue of the day: J calls the next one; a number after a hyphen is somebody whom no list names."""

    BINDINGS = [*bind("call", "print", "void", "remove", "ledgers")]
    AUTO_FOCUS = "#who"
    tickets: tuple[Ticket, ...] = ()

    def body(self) -> ComposeResult:
        """A field for who comes, the queue, what to do."""
        with Horizontal(id="search"):
            yield Static(self.say("counter_title"), classes="heading")
            yield text_field("who", placeholder=self.say("counter_who"))
            yield Static(id="count", classes="muted")
        yield Listing(
            ["", *(self.say(f"counter_{name}") for name in ("number", "name", "at", "state"))], id="rows"
        )
        yield Prose(self.say("counter_keys"), id="keys", classes="muted")

    def on_screen_resume(self) -> None:
        """Read again: a form may have been recorded meanwhile."""
        self.quietly(self._show, queue.tickets, self.office)

    def _show(self, tickets: tuple[Ticket, ...]) -> None:
        self.tickets = tickets
        self.fill()
        if not self.query_one("#rows", Listing).has_focus:
            self._stand()

    def on_key(self, event: Key) -> None:
        """Take a name that is typed while the cursor stands in the queue to the field for names; the keys of this
        screen stay keys.
        """
        who, typed = self.query_one("#who", Input), event.character or ""
        if (
            not who.has_focus
            and event.is_printable
            and typed.strip()
            and event.key not in self.active_bindings
        ):
            event.stop()
            who.focus()
            who.insert_text_at_cursor(typed)

    def fill(self) -> None:
        """Show the queue."""
        self.query_one("#rows", Listing).refill(
            (
                f"{one.number}",
                (mark(one), str(one.number), one.name, one.at, self.say(f"overseas.state_{one.state}")),
            )
            for one in self.tickets
        )
        waiting = sum(one.state in ("waiting", "serving") for one in self.tickets)
        self.query_one("#count", Static).update(self.say("work.counter_waiting", number=waiting))

    def _ticket(self) -> Ticket | None:
        chosen = self.query_one("#rows", Listing).chosen
        return next((one for one in self.tickets if f"{one.number}" == chosen), None)

    @on(Input.Submitted, "#who")
    def _arrived(self, event: Input.Submitted) -> None:
        words = event.value.strip()
        if words.startswith("-"):
            self.ask(self._unlisted, sheet.fill, self.office, sheet.NEW, {"cn_id": words.lstrip("- ")})
        elif words.lower() in keys_of("call"):
            # Nobody is named by one letter; whoever typed it into the field meant the key.
            self.query_one("#who", Input).value = ""
            self.action_call()
        elif words:
            self.ask(self._numbered, queue.arrive, self.office, words)
        else:
            self._to_next()

    def _stand(self) -> bool:
        """Put the cursor on the one who is served, or the first who waits; False when there is nobody."""
        waiting = [at for at, one in enumerate(self.tickets) if one.state in ("serving", "waiting")]
        if waiting:
            self.query_one("#rows", Listing).move_cursor(row=waiting[0])
        return bool(waiting)

    def _to_next(self) -> None:
        """Go into the queue, to who comes next."""
        self.query_one("#rows", Listing).focus()
        self._stand()

    def _unlisted(self, found: OverseasSheet) -> None:
        """Somebody on no list: the form is filled in all the same, and the province looks who it is."""
        self.query_one("#who", Input).value = ""
        self._form(found.key)

    def failed(self, error: Exception) -> None:
        """Several fit, or nobody by this spelling: choose among those who come near."""
        if getattr(error, "key", "") in ("office.several_people", "office.no_person"):
            near = self.query_one("#who", Input).value.strip()
            self.app.push_screen(AskPersonScreen("work.counter_whom", near), self._chose)

    def _chose(self, who: str | None) -> None:
        if who:
            self.ask(self._numbered, queue.arrive, self.office, who)

    def _numbered(self, ticket: Ticket) -> None:
        self.query_one("#who", Input).value = ""
        again = any(one.key == ticket.key and one.state == "done" for one in self.tickets)
        if again:
            words = self.say("begin.seen_today", name=ticket.name, number=ticket.number)
            self.app.notify(words, severity="warning", timeout=15)
        else:
            self.app.notify(self.say("overseas.ticket", number=ticket.number, name=ticket.name, at=ticket.at))
        self.on_screen_resume()

    @on(DataTable.RowSelected, "#rows")
    def _open(self) -> None:
        ticket = self._ticket()
        if ticket is not None and ticket.state == "done":
            self.app.push_screen(
                ConfirmScreen("window.again", name=ticket.name), partial(self._again, ticket.key)
            )
        elif ticket is not None:
            self._form(ticket.key)

    def _again(self, key: str, wanted: bool | None) -> None:
        if wanted:
            self._form(key)

    def _form(self, key: str) -> None:
        from fieldsuite.screens.overseas_form import OverseasFormScreen

        self.app.push_screen(OverseasFormScreen(key), self._recorded)

    def _recorded(self, saved: Saved | None) -> None:
        """Stand on the next one when a form is done; where nobody waits any more, in the field for who comes."""
        if saved is not None:
            self.app.notify(self.say("saved_review" if saved.needs_review else "saved"))
            self.quietly(self._after, queue.tickets, self.office)

    def _after(self, tickets: tuple[Ticket, ...]) -> None:
        self._show(tickets)
        self.query_one("#rows" if self._stand() else "#who").focus()

    def action_call(self) -> None:
        """J: call the next one, last year's form copied."""
        self.ask(lambda called: self._form(called[0].key), queue.take_next, self.office)

    def action_remove(self) -> None:
        """Del: somebody left before it was their turn."""
        ticket = self._ticket()
        if ticket is not None and ticket.state in ("waiting", "serving"):
            self.ask(lambda _: self.on_screen_resume(), queue.finish, self.office, ticket.key, "left")

    def action_print(self) -> None:
        """P: print a form again, under the same number."""
        if ticket := self._ticket():
            name = Path(f"{self.say('overseas_file')}-{ticket.name}.pdf")
            self.app.push_screen(PathScreen("print_where", name), lambda path: self._print(ticket, path))

    def _print(self, ticket: Ticket, path: Path | None) -> None:
        if path is not None:
            self.ask(self._printed, pack.reprint, self.office, ticket.key, path)

    def _printed(self, made: Pack) -> None:
        words = {"pages": made.printed.pages, "number": made.form_no, "path": made.printed.path}
        self.app.notify(self.say("overseas.printed", **words))

    def action_void(self) -> None:
        """Z: a numbered sheet was spoilt; which, and why."""
        from fieldsuite.screens.void_sheet import VoidScreen

        self.app.push_screen(VoidScreen(), self._voided)

    def _voided(self, made: str | None) -> None:
        if made:
            self.app.notify(self.say("work.voided"))

    def action_ledgers(self) -> None:
        """L: the ledgers of the office."""
        from fieldsuite.screens.ledgers import LedgerScreen

        self.app.push_screen(LedgerScreen())
