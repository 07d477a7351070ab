"""Finding people: by name, pinyin initials, or the last four of the ID number; and the lists of the home
screen.
"""

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Input, Static

from fieldsuite.casework.people import Which
from fieldsuite.casework.views import PersonRow
from fieldsuite.screens.bindings import bind
from fieldsuite.screens.finding import Finding
from fieldsuite.screens.person import Start
from fieldsuite.screens.person_keys import PersonKeys
from fieldsuite.screens.wording import person_state, tone_of
from fieldsuite.widgets.entry import text_field
from fieldsuite.widgets.listing import MOST, Listing
from fieldsuite.widgets.prose import Prose


class PeopleScreen(Finding[None], PersonKeys[None]):
    """A field to type in and the people that fit; Enter opens the first or the chosen one."""

    BINDINGS = [*bind("enrol", "verify"), *bind("visit", "loss", shown=False)]
    AUTO_FOCUS = "#query"
    most = MOST
    HINT, NOBODY = "begin.somebody", "begin.nobody_yet"
    """What can be done with who is listed."""

    def __init__(self, which: Which = "all") -> None:
        super().__init__()
        self.which = which

    def body(self) -> ComposeResult:
        """The field, how many fit, the table."""
        columns = [
            self.say(f"column_{name}") for name in ("name", "sex", "id", "address", "state", "deadline")
        ]
        with Horizontal(id="search"):
            yield Static(self.say(f"list_{self.which}"), classes="heading")
            yield text_field("query", placeholder=self.say("find_hint"))
            yield Static(id="count", classes="muted")
        yield Listing(columns, id="found")
        yield Prose(id="nobody", classes="muted")

    def on_screen_resume(self) -> None:
        """Look again: the card that was left may have changed a status."""
        self.search()

    def fill(self) -> None:
        """Show who fits."""
        self.query_one("#found", Listing).refill((row.id, self._line(row)) for row in self.rows)
        key = "count_more" if len(self.rows) == MOST else "count"
        self.query_one("#count", Static).update(Text(self.say(key, number=len(self.rows))))

        typed = self.query_one("#query", Input).value.strip()
        key = "begin.nobody_typed" if typed else self.NOBODY if self.which == "all" else "begin.nobody_listed"
        nobody = self.query_one("#nobody", Prose)
        nobody.display = bool(self.rows) or self.found_for == self.typed
        nobody.text = self.say(self.HINT if self.rows else key)

    def _line(self, row: PersonRow) -> list[str | Text]:
        tone = self.app.theme_variables.get(tone_of(row), "")
        deadline = row.deadline.isoformat() if row.deadline else "-"
        sex = f"{self.say('sex_' + row.sex)} {row.age}"
        state = Text(person_state(row, self.say, short=True), style=tone)
        return [Text(row.name, style="bold"), sex, row.id_masked, row.address or row.village, state, deadline]

    @on(Input.Submitted, "#query")
    @on(DataTable.RowSelected, "#found")
    def _open(self) -> None:
        self.open_person()

    def open_person(self, start: Start = "") -> None:
        """Open the card of who fits what is typed by now."""
        self.when_found(partial(super().open_person, start))

    def chosen_person(self) -> str | None:
        """The person under the cursor; while typing, the first that fits."""
        return self.under_cursor

    def action_find(self) -> None:
        """F3 again: back into the field."""
        self.query_one("#query", Input).focus()
