"""A list of the desk that is read a page at a time: [ and ] turn the pages."""

from collections.abc import Callable
from typing import Any, Protocol

from fieldsuite.screens.bindings import bind
from fieldsuite.screens.desk_list import DeskList
from fieldsuite.widgets.listing import MOST, Listing


class Page(Protocol):
    """What casework gives."""

    @property
    def rows(self) -> tuple[Any, ...]:
        """Rows of the page."""

    @property
    def total(self) -> int:
        """Rows of the whole list."""


class PagedList(DeskList):
    """Another filter begins at the first page again; a list that became shorter shows its last."""

    BINDINGS = [*bind("earlier", "later")]
    first: int = 0
    page: Any = None

    def turn(self, call: Callable[..., Page], *words: Any, **more: Any) -> None:
        """Ask casework for the page of the moment."""
        self.quietly(self.show_page, call, self.office, *words, first=self.first, most=MOST, **more)

    def show_page(self, page: Page) -> None:
        """Show what casework gave."""
        if not page.rows and self.first:
            self.first = max((page.total - 1) // MOST, 0) * MOST
            self.read()
            return
        self.page = page
        self.show(page.rows)

    def number_words(self) -> str:
        """Say which part of how many is shown."""
        total = self.page.total if self.page else 0
        if total <= MOST:
            return self.say("deskwork.lines", number=total)
        last = self.first + len(self.rows)
        return self.say("deskwork.page_of", number=total, first=self.first + 1, last=last)

    def begin_again(self) -> None:
        """Read from the first page: something else was asked for."""
        self.first = 0
        self.reread()

    def picked(self, name: str) -> None:
        """Another filter."""
        self.begin_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the key of a page that there is."""
        if action == "earlier":
            return self.first > 0
        if action == "later":
            return self.page is not None and self.first + MOST < self.page.total
        return super().check_action(action, parameters)

    def action_earlier(self) -> None:
        """[: the page before."""
        self._to(self.first - MOST)

    def action_later(self) -> None:
        """]: the page after."""
        self._to(self.first + MOST)

    def _to(self, first: int) -> None:
        self.first = max(first, 0)
        self.query_one("#rows", Listing).to_top()
        self.reread()
