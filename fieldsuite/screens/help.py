"""F1: the keys of the screen underneath and a short page about it."""

from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from fieldsuite.screens.base import OfficeModal, OfficeScreen
from fieldsuite.screens.bindings import KEYS, bind, key_shown, keys_of
from fieldsuite.widgets.prose import Prose


class HelpScreen(OfficeModal[None]):
    """Keys and a page, over the screen they belong to; Esc or F1 closes it, 1 shows the tour."""

    BINDINGS = [*bind("list_1", shown=False)]

    def __init__(self, about: OfficeScreen[Any]) -> None:
        super().__init__()
        self.about = about
        self.keys = about.active_bindings

    def body(self) -> ComposeResult:
        """The page, then every key that works there."""
        with VerticalScroll(classes="box wide"):
            yield Prose(self.say(f"help_{type(self.about).__name__}"))
            if self.has_tour:
                yield Prose(f"1  {self.say('begin.help_tour')}", classes="keys muted")
            yield Static(self._table(), classes="keys")

    def _table(self) -> Text:
        lines: dict[str, list[str]] = {}
        for active in self.keys.values():
            word = active.binding.id
            if word in KEYS and active.enabled:
                shown = [key_shown(key, self.say("space_key")) for key in keys_of(str(word))]
                lines[active.binding.description] = shown
        text = Text()
        for words, keys in lines.items():
            text.append(f"{' / '.join(keys):>14}  ", style="bold")
            text.append(f"{self.say(words)}\n")
        return text

    @property
    def has_tour(self) -> bool:
        """True in a field office: the tour is about its day."""
        office = self.shell.office
        return office is not None and office.config.kind in ("village", "consulate")

    def action_list_1(self) -> None:
        """1: the tour, over the screen that was asked about."""
        from fieldsuite.screens.tour import TourScreen

        if self.has_tour:
            counter = self.office.config.kind == "consulate"
            self.dismiss(None)
            self.app.call_later(self.app.push_screen, TourScreen(counter))

    def action_help(self) -> None:
        """Close what F1 opened."""
        self.dismiss(None)
