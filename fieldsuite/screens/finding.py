"""Looking people up while somebody types: whoever types fast gets who fits what was typed last, never who fitted
before.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual import on
from textual.events import Key
from textual.widgets import Input

from fieldsuite.casework import people
from fieldsuite.casework.people import Which
from fieldsuite.casework.views import PersonRow
from fieldsuite.screens.base import OfficeScreen
from fieldsuite.widgets.listing import Listing

Value = TypeVar("Value")


class Finding(OfficeScreen[Value]):
    """A screen with a field ``#query`` and a list ``#found`` of the people that fit."""

    which: Which = "all"
    most: int
    """People shown at once."""
    rows: tuple[PersonRow, ...] = ()
    found_for: str | None = None
    """What was typed when ``rows`` were looked up."""
    then: Callable[[], object] | None = None
    """What was asked for while the list was still being looked up."""

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one("#query", Input).value

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        self.then = None
        self.search()

    def search(self) -> None:
        """Look up who fits; an older search that still runs is dropped."""
        self.quietly(
            partial(self._found, self.typed),
            people.find,
            self.office,
            self.typed,
            which=self.which,
            limit=self.most,
        )

    def _found(self, query: str, rows: tuple[PersonRow, ...]) -> None:
        fresh = query != self.found_for
        self.rows, self.found_for = rows, query
        self.fill()
        if fresh:
            self.query_one("#found", Listing).to_top()
        if self.then is not None and query == self.typed:
            then, self.then = self.then, None
            then()

    def when_found(self, then: Callable[[], object]) -> None:
        """Do it with the list that belongs to what is typed: now, or as soon as it is there."""
        if self.typed == self.found_for:
            then()
        else:
            self.then = then

    def on_key(self, event: Key) -> None:
        """Let the arrow go from the field into the list."""
        if event.key == "down" and self.query_one("#query", Input).has_focus:
            self.query_one("#found", Listing).focus()

    @property
    def under_cursor(self) -> str | None:
        """Id of the person under the cursor; while typing, the first that fits."""
        return self.query_one("#found", Listing).chosen
