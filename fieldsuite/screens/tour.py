"""导览: six short pages over the screen they speak of; it can be left at any of them and seen again by F1."""

from textual.app import ComposeResult
from textual.containers import Vertical

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.bindings import bind
from fieldsuite.widgets.prose import Prose

PAGES = 6
COUNTER = (2, 4)
"""Pages that a consulate has of its own: its window instead of visits."""


class TourScreen(OfficeModal[None]):
    """Enter goes on, [ back, Esc leaves."""

    BINDINGS = [*bind("next", "earlier")]
    at: int = 1

    def __init__(self, at_counter: bool = False) -> None:
        super().__init__()
        self.at_counter = at_counter

    def body(self) -> ComposeResult:
        """Which page, what it says, keys."""
        with Vertical(classes="box wide"):
            yield Prose(id="page", classes="muted")
            yield Prose(id="words", headed=True, classes="paragraph")
            yield Prose(id="keys", classes="muted")

    def fill(self) -> None:
        """Show the page."""
        counter = "counter_" if self.at_counter and self.at in COUNTER else ""
        self.query_one("#page", Prose).text = self.say("begin.tour_title", at=self.at, of=PAGES)
        self.query_one("#words", Prose).text = self.say(f"begin.tour_{counter}{self.at}")
        last = self.at == PAGES
        self.query_one("#keys", Prose).text = self.say("begin.tour_last_keys" if last else "begin.tour_keys")

    def action_next(self) -> None:
        """Enter: the next page; behind the last the tour is over."""
        if self.at == PAGES:
            self.dismiss(None)
        else:
            self.at += 1
            self.fill()

    def action_earlier(self) -> None:
        """[: the page before."""
        self.at = max(1, self.at - 1)
        self.fill()
