"""找回口令: two people with a recovery card each give an officer a new passphrase where nobody can unlock."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Select, Static

from fieldsuite.casework import colleagues
from fieldsuite.config import find_offices, read_config
from fieldsuite.screens.new_passphrase import NewPassphrase
from fieldsuite.widgets.done_line import DoneLine
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose
from keys.cards import OfficerCard
from keys.vault import officers

BETWEEN = "|"
"""Stands between the folder of an office and the id of an officer; no id holds it."""


class RecoverScreen(NewPassphrase[bool]):
    """Who, both cards, the new passphrase twice; before an office is open."""

    AUTO_FOCUS = "#who"

    def body(self) -> ComposeResult:
        """What it does, the fields, what was done."""
        yield Static(self.say("recover.title"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Prose(self.say("recover.about"), classes="paragraph")
            yield Entry(self.say("recover.who"), pick("who", self._everybody()))
            yield Entry(self.say("recover.first"), text_field("first", placeholder="XXXX-XXXX-…"))
            yield Entry(self.say("recover.second"), text_field("second", placeholder="XXXX-XXXX-…"))
            yield Entry(self.say("staff.new"), text_field("passphrase", password=True))
            yield Entry(self.say("passphrase_twice"), text_field("twice", password=True))
            yield Button(self.say("recover.button"), id="save", compact=True, variant="primary")
            yield DoneLine()

    def _everybody(self) -> list[tuple[str, str]]:
        """Officers of every office here."""
        return [
            (f"{read_config(home).name} · {card.name}", f"{home}{BETWEEN}{card.id}")
            for home in find_offices(self.shell.root)
            for card in officers(home / "keys")
        ]

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        self.query_one(DoneLine).show("")
        if self.passphrase_stands():
            home, _, who = str(self.query_one("#who", Select).value).rpartition(BETWEEN)
            cards = (self._text("first"), self._text("second"))
            self.ask(self._recovered, colleagues.recover, Path(home), who, cards, self._text("passphrase"))

    def _recovered(self, card: OfficerCard) -> None:
        for name in ("first", "second", "passphrase", "twice"):
            self.query_one(f"#{name}", Input).value = ""
        self.query_one(DoneLine).show(self.say("recover.done", name=card.name))
