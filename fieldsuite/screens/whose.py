"""Whose turn it is: the name of a person in the title of what is done for them."""

from fieldsuite.casework import people
from fieldsuite.casework.views import PersonCard
from fieldsuite.screens.base import OfficeScreen, Value


class Whose(OfficeScreen[Value]):
    """A screen about one ``person``; their card is read when it opens, then ``fill`` shows it."""

    person: str
    """Id of whom it is about."""
    card: PersonCard | None = None
    """None before it was read."""

    def on_mount(self) -> None:
        """Read who it is."""
        self.quietly(self._about, people.card, self.office, self.person)

    def _about(self, card: PersonCard) -> None:
        self.card = card
        self.fill()

    def titled(self, *words: str) -> str:
        """Put the name before the words of a title; the words alone before the name is known."""
        name = self.card.name if self.card is not None else ""
        return " ── ".join(one for one in (name, *words) if one)
