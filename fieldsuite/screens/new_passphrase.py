"""A new passphrase typed twice: told at once when it is too short, and typed anew when it was refused.

Dots say nothing of what stands in a field: a second try behind the first would lock its owner out.
"""

from textual import on
from textual.widgets import Input

from fieldsuite.screens.base import OfficeScreen, Value
from fieldsuite.widgets.entry import Entry
from keys.passphrase import MIN_CHARACTERS


class NewPassphrase(OfficeScreen[Value]):
    """The half of a screen that has the fields ``passphrase`` and ``twice``."""

    @on(Input.Changed, "#passphrase")
    def _long_by_now(self, event: Input.Changed) -> None:
        """Take the mark away as soon as it is long enough."""
        if len(event.value) >= MIN_CHARACTERS:
            self._say_short(False)

    @on(Input.Blurred, "#passphrase")
    def _left(self, event: Input.Blurred) -> None:
        self._say_short(bool(event.value) and len(event.value) < MIN_CHARACTERS)

    def _say_short(self, short: bool) -> None:
        words = self.say("begin.too_short", least=MIN_CHARACTERS) if short else ""
        self.query_one("#entry_passphrase", Entry).show_wrong(words)

    def passphrase_stands(self) -> bool:
        """Say whether it is long enough and twice the same; otherwise both fields are emptied for a new try."""
        first, twice = self.query_one("#passphrase", Input), self.query_one("#twice", Input)
        short, differs = len(first.value) < MIN_CHARACTERS, first.value != twice.value
        self.query_one("#entry_twice", Entry).show_wrong(self.say("begin.differs") if differs else "")
        self._say_short(short)
        if short or differs:
            first.value = twice.value = ""
            first.focus()
        return not short and not differs
