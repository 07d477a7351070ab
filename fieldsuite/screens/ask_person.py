"""Who it is about: a name, its pinyin initials, or the end of a number; the first that fits is taken by Enter."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import DataTable, Input, Static

from fieldsuite.screens.base import OfficeModal
from fieldsuite.screens.finding import Finding
from fieldsuite.screens.wording import person_state
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.listing import Listing
from fieldsuite.widgets.prose import Prose


class AskPersonScreen(OfficeModal[str], Finding[str]):
    """Answers the id of a person; Esc answers nothing.

    A modal first, then a search: Textual takes the style sheet's rules along the first base only.
    """

    AUTO_FOCUS = "#query"
    most = 8

    def __init__(self, question: str, typed: str = "") -> None:
        super().__init__()
        self.question, self.begun = question, typed

    def body(self) -> ComposeResult:
        """Question, field, those who fit."""
        with Vertical(classes="box wide"):
            yield Static(self.say(self.question), markup=False)
            yield text_field("query", self.begun, placeholder=self.say("find_hint"))
            yield Prose(id="nobody")
            yield Listing(["", "", "", ""], headed=False, id="found")
            yield Static(self.say("path_keys"), classes="keys muted", markup=False)

    def search(self) -> None:
        """Look up who fits; nobody where nothing is typed."""
        if self.typed.strip():
            super().search()
        else:
            self._found(self.typed, ())

    def fill(self) -> None:
        """Show who fits; say it where nobody does."""
        nobody = bool(self.typed.strip()) and not self.rows
        self.query_one("#nobody", Prose).text = self.say("begin.nobody_typed") if nobody else ""
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
            for row in self.rows
        )

    @on(Input.Submitted, "#query")
    @on(DataTable.RowSelected, "#found")
    def _chosen(self) -> None:
        self.when_found(self._take)

    def _take(self) -> None:
        if person := self.under_cursor:
            self.dismiss(person)
