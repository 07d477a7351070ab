"""人工核实: a person was seen with a document; why no machine did it; a photograph."""

from typing import cast, get_args

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Static

from fieldsuite.casework import verify
from fieldsuite.casework.verify import BY_HAND, Document, HumanCheck
from fieldsuite.casework.views import Saved
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.typed import read_paths
from fieldsuite.widgets.entry import Entry, path_field, text_field
from fieldsuite.widgets.fields import pick

DOCUMENTS: tuple[str, ...] = get_args(Document)


class HumanCheckScreen(FormScreen[Saved]):
    """Answers the record that was saved."""

    AUTO_FOCUS = "#document"

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def draft_key(self) -> str:
        """One draft a person."""
        return f"human:{self.person}"

    def body(self) -> ComposeResult:
        """Five fields and the button."""
        documents = [(self.say(f"document_{name}"), name) for name in DOCUMENTS]
        reasons = [(self.say(f"reason_{name}"), name) for name in BY_HAND]
        yield Static(self.say("human_check"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Static(self.say("human_check_why"), classes="muted")
            yield Entry(
                self.say("document"),
                pick("document", documents),
            )
            yield Entry(self.say("reason"), pick("why", reasons, "failed"))
            yield Entry(self.say("reason_words"), text_field("words"))
            yield Entry(self.say("place"), text_field("place"))
            yield Entry(self.say("photos"), path_field("photos", placeholder=self.say("photos_hint")))
            yield Button(self.say("save"), id="save", compact=True, variant="primary")

    def save(self) -> None:
        """Record the check; a photograph is part of it."""
        why = self.say(f"reason_{self.chosen('why')}")
        words = self.text("words")
        check = HumanCheck(
            document=cast(Document, self.chosen("document")),
            reason=f"{why}：{words}" if words else why,
            place=self.text("place"),
            photos=read_paths(self.text("photos")),
        )
        self.ask(self.done, verify.by_hand, self.office, self.person, check)
