"""A numbered list of what can be done, shown again after each thing until somebody goes back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fieldsuite.errors import told
from fieldsuite.plain.dialogue import Cancelled, Dialogue


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu."""

    words: str
    go: Callable[[], object]


PAGE = 9
"""Lines a page: one digit chooses, and a list that is read out must not be long."""


class Pages:
    """Shows a long list page by page; the last line leads to the next page, and from the last page to the first."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue, self.start = dialogue, 0

    def of(self, entries: Sequence[Entry]) -> list[Entry]:
        """Give the page that is open; a list that became shorter opens its first."""
        self.start = self.start if self.start < len(entries) else 0
        page = list(entries[self.start : self.start + PAGE])
        if len(entries) > PAGE:
            words = self.dialogue.say(
                "plain.more", number=len(entries), first=self.start + 1, last=self.start + len(page)
            )
            page.append(Entry(words, self._next))
        return page

    def _next(self) -> None:
        self.start += PAGE


def menu(dialogue: Dialogue, title: str, entries: Callable[[], Sequence[Entry]], *, about: str = "") -> None:
    """Show what can be done, do what is chosen, and again; 0 or ``.`` ends it.

    Going back inside a job leads here; so does an error that has its sentence.
    """
    while True:
        listed = entries()
        if not listed:
            return  # everything in the list was done
        try:
            at = dialogue.choose(title, [one.words for one in listed], about=about)
        except Cancelled:
            return
        try:
            listed[at].go()
        except Cancelled:
            dialogue.told("plain.cancelled")
        except Exception as error:
            if (known := told(error)) is None:
                raise
            dialogue.problem(known)
