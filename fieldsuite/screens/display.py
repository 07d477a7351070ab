"""画面与语音提示: how this machine shows the program, and whether prompts are said aloud; tried at once."""

from typing import get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button, Static

from fieldsuite import display
from fieldsuite.display import Display, Look, Spoken
from fieldsuite.screens.form import FormScreen
from fieldsuite.widgets.entry import Entry, path_field
from fieldsuite.widgets.fields import pick
from fieldsuite.widgets.prose import Prose

SAMPLE = "ask_left"
"""Prompt that is said to try the voice."""


class DisplayScreen(FormScreen[Display]):
    """Answers the settings that were kept; it works before an office is opened, for it may be why none can be read."""

    AUTO_FOCUS = "#look"

    def body(self) -> ComposeResult:
        """Three settings, each a line, and the button."""
        now = display.read(self.shell.root)
        looks = [(self.say(f"display.look_{name}"), name) for name in get_args(Look)]
        voices = [(self.say(f"display.spoken_{name}"), name) for name in get_args(Spoken)]
        yield Static(self.say("display.title"), classes="heading")
        with VerticalScroll(classes="form"):
            yield Prose(self.say("display.about"), classes="muted paragraph")
            yield Entry(self.say("display.look"), pick("look", looks, now.look))
            yield Entry(self.say("display.spoken"), pick("spoken", voices, now.spoken))
            hint = self.say("display.recordings_hint")
            yield Entry(
                self.say("display.recordings"), path_field("recordings", now.recordings, placeholder=hint)
            )
            yield Button(self.say("display.hear"), id="hear", compact=True)
            yield Button(self.say("save"), id="save", compact=True, variant="primary")

    def save(self) -> None:
        """Keep the settings; the next prompt is said as they say."""
        self.ask(self._kept, display.change, self.shell.root, **self._chosen())

    def _chosen(self) -> dict[str, str]:
        return {
            "look": self.chosen("look"),
            "spoken": self.chosen("spoken"),
            "recordings": self.text("recordings"),
        }

    def _kept(self, made: Display) -> None:
        self.shell.speaker = None
        self.app.notify(self.say("display.saved"))
        self.done(made)

    @on(Button.Pressed, "#hear")
    def _hear(self) -> None:
        """Say one prompt as it would be said."""
        self.ask(self._heard, display.change, self.shell.root, **self._chosen())

    def _heard(self, _made: Display) -> None:
        self.shell.speaker = None
        self.shell.aloud(SAMPLE)
