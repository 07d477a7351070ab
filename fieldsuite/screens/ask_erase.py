"""Before a template is erased: which, why, and one sentence; it cannot be taken back."""

from dataclasses import dataclass
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Select, Static

from biometric.template import Modality
from fieldsuite.casework.deletion import Why
from fieldsuite.screens.base import OfficeModal
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose

WHYS: tuple[Why, ...] = ("withdrawn", "mistaken", "ended")


@dataclass(frozen=True, slots=True)
class Erasing:
    """What is to be erased."""

    modality: Modality
    why: Why
    words: str
    """Who heard the withdrawal; otherwise the reason in words."""


class EraseScreen(OfficeModal[Erasing]):
    """Enter in the last field erases, Esc does not; an empty sentence is not taken."""

    AUTO_FOCUS = "#why"

    def __init__(self, held: tuple[Modality, ...]) -> None:
        super().__init__()
        self.held = held

    def body(self) -> ComposeResult:
        """Question, three fields, keys."""
        with Vertical(classes="box wide"):
            yield Prose(self.say("care.erase_title"), headed=True, classes="paragraph")
            kinds = [(self.say(f"template.{kind}"), str(kind)) for kind in self.held]
            yield Entry(self.say("care.erase_what"), pick("what", kinds))
            whys = [(self.say(f"event_{why}"), str(why)) for why in WHYS]
            yield Entry(self.say("care.erase_why"), pick("why", whys))
            yield Entry(
                self.say("care.erase_words"), text_field("words", placeholder=self.say("care.erase_hint"))
            )
            yield Static(self.say("care.erase_keys"), classes="muted keys", markup=False)

    @on(Input.Submitted, "#words")
    def _done(self, event: Input.Submitted) -> None:
        said = event.value.strip()
        self.query_one("#entry_words", Entry).show_wrong("" if said else self.say("care.erase_missing"))
        if said:
            what, why = (str(self.query_one(name, Select).value) for name in ("#what", "#why"))
            self.dismiss(Erasing(cast(Modality, what), cast(Why, why), said))
