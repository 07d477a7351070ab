"""The day: five numbers, whom to visit, what was done."""

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import DataTable, Static

from fieldsuite.casework import drafts, home
from fieldsuite.casework.views import HomeView
from fieldsuite.screens.begin_ways import BEFORE, open_step, stand_on_next, step_lines
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.machine_watch import WatchesMachine
from fieldsuite.screens.office_jobs import OfficeJobs
from fieldsuite.screens.people import PeopleScreen
from fieldsuite.screens.person_keys import PersonKeys
from fieldsuite.screens.review import ReviewScreen
from fieldsuite.screens.stick import StickScreen
from fieldsuite.screens.wording import done_line, person_line, span
from fieldsuite.widgets.card import Card
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose

CARDS = ("due", "overdue", "to_verify", "waiting_review", "not_sent")
"""What the digits 1 to 5 open."""
WAITS = "ticket:"
"""Stands before a number of a consulate's counter in the id of its line."""


class HomeScreen(OfficeJobs, WatchesMachine[None], PersonKeys[None]):
    """Answers nothing: it is left by locking."""

    BINDINGS = [
        *bind("list_1", "list_2", "list_3", "list_4", "list_5", shown=False),
        *bind("verify"),
        *bind("enrol", "visit", "loss", "batch", "same", "waiting", "care", "trust", shown=False),
    ]
    AUTO_FOCUS = "#visits"
    view: HomeView | None = None

    def body(self) -> ComposeResult:
        """Cards on top, the day's visits left, what was done right."""
        with Container(id="cards"):
            for at, name in enumerate(CARDS, start=1):
                yield Card(str(at), self.say(f"card_{name}"), id=f"card_{name}")
        with Container(id="day"):
            with Vertical(id="going"):
                yield Static(self.say("visits_today"), id="going_title", classes="heading")
                yield Listing([""] * 5, headed=False, id="visits")
            with Vertical(id="gone"):
                yield Static(self.say("done_today"), classes="heading")
                yield Static(id="done")
        yield Horizontal(Prose(id="advice", classes="muted"), id="foot")

    def on_mount(self) -> None:
        """Say once whose form was begun before the office was closed."""
        self.quietly(self._begun, drafts.begun, self.office)

    def _begun(self, names: tuple[str, ...]) -> None:
        if names:
            self.app.notify(
                self.say("begin.drafts_wait", names=self.say("list_mark").join(names[:5])), timeout=15
            )

    def on_screen_resume(self) -> None:
        """Count again: something may have been done on the screen that was left."""
        self.quietly(self._show, home.view, self.office)
        self.watch_machine()

    def _show(self, view: HomeView) -> None:
        self.view = view
        self.shell.not_sent = view.not_sent
        self.fill()

    def fill(self) -> None:
        """Show the numbers and the two lists."""
        view = self.view
        if view is None:
            return
        for name, number, about, urgent in (
            ("due", view.due_this_month, self.say("about_due"), False),
            ("overdue", view.overdue, self._oldest(view), view.overdue > 0),
            ("to_verify", view.to_verify, self._left(view), False),
            ("waiting_review", view.waiting_review, self._since(view), False),
            ("not_sent", view.not_sent, self._sent(view), False),
        ):
            self.query_one(f"#card_{name}", Card).show(number, about, urgent=urgent)
        self._going(view)
        lines = [done_line(done, self.say) for done in view.done] or [self.say("nothing_yet")]
        self.query_one("#done", Static).update(Text("\n".join(lines)))
        self.query_one("#advice", Prose).text = self._advice(view)

    def _going(self, view: HomeView) -> None:
        """The first steps while nobody could be certified, a consulate's counter, or the day's people."""
        title, rows = self.say("visits_today"), [(row.id, person_line(row, self.say)) for row in view.visits]
        beginning = any(step.barring for step in view.steps)
        self.query_one("#day").set_class(beginning, "-begin")
        if beginning:
            title, rows = self.say("begin.home_heading"), step_lines(view.steps, self.say)
        elif view.at_counter:
            title = self.say("begin.counter_heading", number=len(view.at_counter))
            rows = [
                (f"{WAITS}{number}", [number, Text(name, style="bold"), at])
                for number, name, at in view.at_counter
            ]
        elif self.office.config.kind == "consulate":
            title = self.say("begin.counter_nobody" if rows else "window.nobody")
        self.query_one("#going_title", Static).update(title)
        listing = self.query_one("#visits", Listing)
        listing.refill((name, [*cells, *[""] * (5 - len(cells))]) for name, cells in rows)
        if beginning:
            stand_on_next(listing, view.steps)

    def _advice(self, view: HomeView) -> str:
        """What presses most: the clock, what was mended, a province out of date, what came back, a backup; keys."""
        if view.clock_behind:
            return "! " + self.say("safe.clock_untrusted", behind=span(view.clock_behind, self.say))
        if self.pressing:
            return self.machine_words()
        if view.mended:
            return "! " + " ".join(self.say(f"safe.mended_{key}", count=count) for key, count in view.mended)
        if view.waits:
            return "! " + self.say("safe.restored")
        if view.stale:
            return self.say("trust.stale", until=view.stale.isoformat())
        if view.returned:
            return self.say("returned_waits", number=view.returned)
        coming = next((step.name for step in view.steps if step.next), "")
        if any(step.barring for step in view.steps):
            return self.say("begin.home_begin")
        if coming and not all(step.done for step in view.steps if step.name != "backup"):
            return self.say("begin.next_step", step=self.say(f"begin.step_{coming}"))
        reminder = "" if view.practice else self.backup_words(view.backup_days)
        if reminder:
            return reminder
        return self.say("begin.counter_advice" if self.office.config.kind == "consulate" else "home_advice")

    def _oldest(self, view: HomeView) -> str:
        years, months = divmod(view.oldest_overdue_months, 12)
        if not view.overdue:
            return self.say("none")
        key = "about_overdue" if years else "about_overdue_months" if months else "about_overdue_now"
        return self.say(key, years=years, months=months)

    def _left(self, view: HomeView) -> str:
        days = view.verify_days_left
        return self.say("none") if days is None else self.say("about_verify", days=days)

    def _since(self, view: HomeView) -> str:
        if view.review_by_others:
            key = "about_review_also" if view.waiting_review else "about_review_others"
            return self.say(key, number=view.review_by_others)
        if not view.waiting_review:
            return self.say("none")
        days = view.oldest_waiting_days
        return self.say("about_review", days=days) if days else self.say("about_review_today")

    def _sent(self, view: HomeView) -> str:
        days = view.last_sent_days
        if days is None:
            return self.say("never_sent")
        return self.say("about_sent", days=days) if days else self.say("about_sent_today")

    @on(DataTable.RowSelected, "#visits")
    def _open(self) -> None:
        line = self.query_one("#visits", Listing).chosen or ""
        if line.startswith(BEFORE):
            open_step(self, line)
        elif line.startswith(WAITS):
            self.app.call_later(self.app.run_action, "forms")
        else:
            self.open_person()

    def chosen_person(self) -> str | None:
        """The person under the cursor; a step and a number at the counter are none."""
        line = self.query_one("#visits", Listing).chosen or ""
        return None if not line or line.startswith((BEFORE, WAITS)) else line

    def action_back(self) -> None:
        """There is nothing behind the home screen; Ctrl+L locks it."""

    def action_trust(self) -> None:
        """Ctrl+K: the people of this office and their keys."""
        from fieldsuite.screens.staff import StaffScreen

        self.app.push_screen(StaffScreen())

    def action_list_1(self) -> None:
        """Open 本月到期."""
        self.app.push_screen(PeopleScreen("due"))

    def action_list_2(self) -> None:
        """Open 已逾期."""
        self.app.push_screen(PeopleScreen("overdue"))

    def action_list_3(self) -> None:
        """Open 待核实."""
        self.app.push_screen(PeopleScreen("verify"))

    def action_list_4(self) -> None:
        """Open 待复核."""
        self.app.push_screen(ReviewScreen())

    def action_list_5(self) -> None:
        """Open 未发送."""
        self.app.push_screen(StickScreen())
