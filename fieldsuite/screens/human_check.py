"""人工核实: a person was seen with a document; why no machine did it; a photograph."""

from typing import cast, get_args

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Static

from fieldsuite.casework import verify
from fieldsuite.casework.verify import BY_HAND, Document, HumanCheck
from fieldsuite.casework.views import Saved
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.person_words import who_line
from fieldsuite.screens.typed import read_paths
from fieldsuite.screens.whose import Whose
from fieldsuite.widgets.entry import Entry, photo_field, text_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose

DOCUMENTS: tuple[str, ...] = get_args(Document)


class HumanCheckScreen(FormScreen[Saved], Whose[Saved]):
    """Answers the record that was saved."""

    AUTO_FOCUS = "#document"

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def draft_key(self) -> str:
        """One draft a person."""
        return f"human:{self.person}"

    def body(self) -> ComposeResult:
        """Who it is, five fields and the button; below, how a photograph gets here, and the keys."""
        documents = [(self.say(f"document_{name}"), name) for name in DOCUMENTS]
        reasons = [(self.say(f"reason_{name}"), name) for name in BY_HAND]
        yield Static(id="title", classes="heading")
        with VerticalScroll(classes="form"):
            yield Prose(self.say("human_check_why"), classes="paragraph muted")
            yield Entry(self.say("document"), pick("document", documents))
            yield Entry(self.say("reason"), pick("why", reasons, "failed"))
            yield Entry(self.say("reason_words"), text_field("words"))
            yield Entry(self.say("place"), text_field("place", placeholder=self.say("begin.place_hint")))
            yield Entry(self.say("photos"), photo_field("photos", placeholder=self.say("photos_hint")))
            yield Button(self.say("save"), id="save", compact=True, variant="primary")
        yield Prose(id="way", classes="muted")
        yield Prose(self.say("begin.form_line"), id="keys", classes="muted")

    def fill(self) -> None:
        """Say whose check this is, how a photograph gets here, and that what was typed before is back."""
        title = Text(f"{self.say('human_check')} ── ")
        if self.card is not None:
            title.append_text(who_line(self.card, None, self.say))
        self.query_one("#title", Static).update(title)
        way = self.say("begin.photo_practice" if self.office.config.practice else "begin.photo_way")
        self.query_one("#way", Prose).text = f"{self.say('draft_back')}\n{way}" if self.restored else way

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
