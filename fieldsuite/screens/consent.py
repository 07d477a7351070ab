"""知情同意: the notice is read out; face and voice are two answers; how it was marked, and who saw it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Static

from fieldsuite.casework import consent
from fieldsuite.casework.consent import ConsentForm
from fieldsuite.casework.views import Saved
from fieldsuite.screens.form import FormScreen
from fieldsuite.screens.whose import Whose
from fieldsuite.widgets.entry import Entry, text_field
from fieldsuite.widgets.fields import Tick, pick
from fieldsuite.widgets.prose import Prose

MARKS = ("signature", "thumb", "spoken")


class ConsentScreen(FormScreen[tuple[str, ...]], Whose[tuple[str, ...]]):
    """Answers what was agreed to: ``face``, ``voice``, both, or nothing; None when the form was left.

    It keeps no draft: a tick of yesterday is nobody's answer today.
    """

    AUTO_FOCUS = "#face"

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def body(self) -> ComposeResult:
        """The text above, the answers below."""
        shown = consent.text(self.shell.lang)
        with VerticalScroll(id="notice"):
            yield Static(id="title", classes="title heading")
            for paragraph in shown.paragraphs:
                yield Prose(paragraph, classes="paragraph")
        with VerticalScroll(classes="form", id="answers"):
            yield Tick(self.say("consent_face"), id="face", compact=True)
            yield Tick(self.say("consent_voice"), id="voice", compact=True)
            yield Entry(self.say("read_by"), text_field("read_by", self.office.officer.name))
            marks = [(self.say(f"mark_{mark}"), mark) for mark in MARKS]
            yield Entry(self.say("mark"), pick("mark", marks))
            yield Entry(self.say("witness"), text_field("witness"))
            yield Button(self.say("consent_save"), id="save", compact=True, variant="primary")

    def fill(self) -> None:
        """Say who is asked."""
        words = self.say("consent_title", version=consent.text(self.shell.lang).version)
        self.query_one("#title", Static).update(self.titled(words))

    def save(self) -> None:
        """Record the answer, whichever it is."""
        mark = self.chosen("mark")
        form = ConsentForm(
            face=self.ticked("face"),
            voice=self.ticked("voice"),
            read_by=self.text("read_by"),
            language=self.shell.lang,
            mark="thumb" if mark == "thumb" else "spoken" if mark == "spoken" else "signature",
            witness=self.text("witness"),
        )
        self.ask(self._saved, consent.give, self.office, self.person, form)

    def _saved(self, _saved: Saved) -> None:
        self.done(tuple(name for name in ("face", "voice") if self.ticked(name)))
