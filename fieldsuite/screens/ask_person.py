"""Who it is about: a name, its pinyin initials, or the end of a number; the first that fits is taken by Enter."""

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import DataTable, Input, Static

from fieldsuite.casework import people
from fieldsuite.casework.views import PersonRow
from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.wording import person_state
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.listing import Listing

MOST = 8
"""People shown under the field."""


class AskPersonScreen(OfficeModal[str]):
    """Answers the id of a person; Esc answers nothing."""

    AUTO_FOCUS = "#query"

    def __init__(self, question: str, typed: str = "") -> None:
        super().__init__()
        self.question, self.typed = question, typed
        self.shown_for, self.entered = "", False

    def body(self) -> ComposeResult:
        """Question, field, those who fit."""
        with Vertical(classes="box wide"):
            yield Static(self.say(self.question), markup=False)
            yield text_field("query", self.typed, placeholder=self.say("find_hint"))
            yield Listing(["", "", "", ""], headed=False, id="found")
            yield Static(self.say("path_keys"), classes="muted", markup=False)

    @on(Input.Changed, "#query")
    def _search(self, event: Input.Changed) -> None:
        self.entered = False
        if event.value.strip():
            show = partial(self._show, event.value)
            self.quietly(show, people.find, self.office, event.value, limit=MOST)

    def _show(self, query: str, rows: tuple[PersonRow, ...]) -> None:
        self.shown_for = query
        self.query_one("#found", Listing).refill(
            (
                row.id,
                (
                    row.name,
                    row.id_masked,
                    row.address or row.village,
                    person_state(row, self.say, short=True),
                ),
            )
            for row in rows
        )

        if self.entered and query == self.query_one("#query", Input).value:
            self._chosen()

    @on(Input.Submitted, "#query")
    def _enter(self, event: Input.Submitted) -> None:
        """Take the first who fits what is typed by now: whoever types fast must not get somebody who fitted before."""
        if event.value == self.shown_for:
            self._chosen()
        else:
            self.entered = True

    @on(DataTable.RowSelected, "#found")
    def _chosen(self) -> None:
        if found := self.query_one("#found", Listing).chosen:
            self.dismiss(found)

    def on_key(self, event: Key) -> None:
        """Let the arrow go from the field into the list."""
        if event.key == "down" and self.query_one("#query", Input).has_focus:
            self.query_one("#found", Listing).focus()
